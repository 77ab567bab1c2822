"""Snapshots of the boards of open decisions: taken every night, kept, warned of and told once."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner
from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.models import Account
from tenure.core.models import JobRun, Notification
from tenure.core.nightly import ask_for_the_night
from tenure.core.policy import Role
from tenure.core.queries import notifications_of
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.insight.models import BoardNotice, BoardSnapshot
from tenure.insight.queries.board_watch import boards_read, waiting_decisions
from tenure.insight.queries.needs import Need, board_findings
from tenure.people.models import Member
from tenure.relationships.actions.decision import change_decision, create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.tie import end_override, set_competitor_tie
from tenure.relationships.models import TieOverride
from tenure.settings import TENURE_NIGHTLY
from tests.queries import assert_same_queries
from tests.relationships.golden import Golden, golden_board

DAY = date(2026, 6, 1)
NEXT = DAY + timedelta(days=1)


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    return golden_board(account, alice, DAY - timedelta(days=30))


def lose_the_king(golden: Golden, by: Member) -> None:
    """As if KAM had lost the king and Rivalco won him: he is in check."""
    tie = TieOverride.objects.get(contact=golden.contacts["dahl"], valid_to=None)
    end_override(tie=tie, by=by, on=NEXT)
    set_competitor_tie(
        contact=golden.contacts["dahl"], competitor="Rivalco", strength=Decimal("0.9"), by=by, valid_from=NEXT
    )


def test_a_snapshot_keeps_the_score_of_the_worked_example_and_what_was_found(golden: Golden) -> None:
    assert take_snapshots(day=DAY, by=None) == 1
    kept = BoardSnapshot.objects.get()
    assert (round(kept.score or 0, 2), kept.king and round(kept.king, 4), kept.day) == (-12.36, 0.0125, DAY)
    assert {"kind": "contested", "person": f"contact:{golden.contacts['dahl'].pk}"} in kept.findings
    assert len(kept.lines) == 7
    assert kept.parameters["line"] == 0.3


def test_taking_twice_on_a_day_changes_nothing_and_another_day_has_its_own(golden: Golden) -> None:
    take_snapshots(day=DAY, by=None)
    first = BoardSnapshot.objects.get()
    assert take_snapshots(day=DAY, by=None) == 0
    assert take_snapshots(day=NEXT, by=None) == 1
    later = BoardSnapshot.objects.exclude(pk=first.pk).get()
    assert (later.day, later.lines) == (NEXT, first.lines)
    assert BoardNotice.objects.filter(since=DAY).count() == BoardNotice.objects.count()


def test_whoever_is_stopped_goes_on_where_it_ended(golden: Golden, account: Account, alice: Member) -> None:
    take_snapshots(day=DAY, by=None)
    further = create_decision(account=account, by=alice, name="Valves", opened_on=DAY)
    assert waiting_decisions(DAY) == [further.pk]


def test_an_empty_board_has_no_score_and_a_closed_one_no_snapshot(account: Account, alice: Member) -> None:
    decision = create_decision(account=account, by=alice, name="Valves", opened_on=DAY)
    take_snapshots(day=DAY, by=None)
    assert BoardSnapshot.objects.get().score is None
    change_decision(decision=decision, changes={"state": "dropped"}, by=alice)
    assert take_snapshots(day=NEXT, by=None) == 0


def test_many_boards_are_read_with_as_many_queries_as_one(golden: Golden, account: Account, alice: Member) -> None:
    more = [create_decision(account=account, by=alice, name=f"Valves {one}", opened_on=DAY) for one in range(3)]
    for decision in more:
        set_role(
            decision=decision, contact=golden.contacts["foss"], by=alice, valid_from=DAY, level=3, function="other"
        )
    numbers = [golden.decision.pk, *(decision.pk for decision in more)]
    assert_same_queries(lambda: boards_read(numbers[:1], NEXT), lambda: boards_read(numbers, NEXT))


def test_the_owner_is_told_once_of_a_check_that_is_new(golden: Golden, alice: Member, account: Account) -> None:
    take_snapshots(day=DAY, by=None)
    assert not Notification.objects.filter(kind__startswith="board_").exists()
    lose_the_king(golden, alice)
    take_snapshots(day=NEXT, by=None)
    take_snapshots(day=NEXT + timedelta(days=1), by=None)
    told = Notification.objects.filter(kind="board_check")
    assert [(one.member_id, one.params["person"], one.noun) for one in told] == [(alice.pk, "Dahl", "decision")]


def test_who_may_not_see_how_people_are_judged_is_told_nothing(golden: Golden, alice: Member) -> None:
    take_snapshots(day=DAY, by=None)
    lose_the_king(golden, alice)
    take_snapshots(day=NEXT, by=None)
    Member.objects.filter(pk=alice.pk).update(role=Role.VIEWER)
    viewer = Member.objects.get(pk=alice.pk)
    assert not notifications_of(viewer).filter(kind__startswith="board_").exists()
    assert board_findings(viewer) == []
    assert not BoardSnapshot.objects.visible_to(viewer).exists()


def test_only_owners_and_leaders_find_a_board_among_their_needs(
    golden: Golden, alice: Member, bob: Member, charlie: Member, director: Member
) -> None:
    take_snapshots(day=DAY, by=None)
    found = {one.name: [finding.need for finding in board_findings(one)] for one in (alice, bob, charlie, director)}
    assert found[bob.name] == found[charlie.name] == []
    assert found[alice.name] == found[director.name] != []
    assert Need.UNCOVERED in found[alice.name]


def test_a_closed_decision_is_no_need(golden: Golden, alice: Member) -> None:
    take_snapshots(day=DAY, by=None)
    change_decision(decision=golden.decision, changes={"state": "decided"}, by=alice)
    assert board_findings(alice) == []


def test_who_has_left_and_stands_on_a_board_is_warned_of(golden: Golden, alice: Member) -> None:
    change_contact(contact=golden.contacts["foss"], changes={"left_on": DAY}, by=alice)
    take_snapshots(day=DAY, by=None)
    left = BoardNotice.objects.get(kind="left")
    assert left.contact == golden.contacts["foss"]


def test_what_is_warned_of_goes_with_a_new_owner(golden: Golden, bob: Member, director: Member) -> None:
    take_snapshots(day=DAY, by=None)
    assign_owner(account=golden.decision.account, owner=bob, by=director)
    assert board_findings(bob)


def test_only_leaders_may_have_snapshots_taken(alice: Member, director: Member) -> None:
    with pytest.raises(PermissionDenied, match="take snapshots of boards"):
        take_snapshots(day=DAY, by=alice)
    assert take_snapshots(day=DAY, by=director) == 0


def test_the_night_is_asked_for_once_a_day(db: None) -> None:
    now = timezone.now()
    today = ask_for_the_night(now, None)
    assert (ask_for_the_night(now, None), ask_for_the_night(now, today)) == (today, today)
    assert set(JobRun.objects.values_list("kind", flat=True)) == set(TENURE_NIGHTLY)
    ask_for_the_night(now + timedelta(days=1), today)
    assert JobRun.objects.count() == 2 * len(TENURE_NIGHTLY)


def test_whose_lines_take_more_than_their_hours_is_told(golden: Golden, account: Account, alice: Member) -> None:
    decision = golden.decision
    for number in range(71):
        contact = create_contact(account=account, by=alice, name=f"Person {number}")
        set_role(decision=decision, contact=contact, by=alice, valid_from=DAY, level=1, function="other")
        TieOverride.objects.create(
            member=alice, contact=contact, strength=Decimal("0.5"), reason="Met", author=alice, valid_from=DAY
        )
    take_snapshots(day=DAY, by=None)
    over = BoardNotice.objects.get(kind="overbooked")
    assert (over.member, over.value) == (alice, 2)
    assert Notification.objects.filter(kind="board_overbooked", member_id=alice.pk).count() == 1
