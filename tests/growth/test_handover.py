"""Handing an account over: no assignment ends without it, each step needs the one before, and all can be taken back."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner, create_account
from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.choices import InteractionKind, TeamRole
from tenure.accounts.models import Account, Contact, Interaction, TeamMember
from tenure.analytics.handover import HandoverState, Item
from tenure.core.audit import changes_seen_by
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.growth.actions.handover import (
    accept_handover,
    change_handover,
    close_handover,
    hold_meeting,
    open_handover,
    receive_handover,
    step_back,
    tell_item,
)
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.choices import HandoverKind
from tenure.growth.models import Expectation, Handover
from tenure.growth.queries.handovers import checklist, continuities, score_of, watch_of
from tenure.insight.actions.bulk_change import assign_owner_to_many, undo_bulk_change
from tenure.people.models import Member
from tests.queries import queries_of


@pytest.fixture
def handover(account: Account, director: Member, charlie: Member) -> Handover:
    """Alice's account goes to Charlie."""
    assign_owner(account=account, owner=charlie, by=director)
    return Handover.objects.select_related("account").get()


@pytest.fixture
def contact(account: Account, director: Member) -> Contact:
    return create_contact(account=account, by=director, name="Ida Holm")


@pytest.fixture
def meeting(account: Account, director: Member) -> Interaction:
    return create_interaction(
        account=account, by=director, kind=InteractionKind.VISIT, subject="Joint visit", at=timezone.now()
    )


def received(handover: Handover, meeting: Interaction, by: Member) -> Handover:
    return receive_handover(handover=hold_meeting(handover=handover, meeting=meeting, by=by), by=by)


def accepted(handover: Handover, meeting: Interaction, contact: Contact, by: Member) -> Handover:
    received(handover, meeting, by)
    return accept_handover(
        handover=handover, by=by, accepted_by=contact, accepted_on=timezone.localdate(), client_words="Fine by us."
    )


def test_no_assignment_ends_without_a_handover(
    handover: Handover, account: Account, alice: Member, charlie: Member
) -> None:
    assert (handover.from_member, handover.to_member, handover.state) == (alice, charlie, HandoverState.OPEN)
    assert Account.objects.visible_to(alice).filter(pk=account.pk).exists()
    assert TeamMember.objects.get(member=alice, valid_to=None).role == TeamRole.OUTGOING


def test_the_first_owner_of_an_account_takes_it_over_from_nobody(director: Member, charlie: Member) -> None:
    account = create_account(by=director, name="Neu")
    assign_owner(account=account, owner=charlie, by=director)
    assign_owner(account=account, owner=charlie, by=director)
    assert not Handover.objects.exists()


def test_an_account_that_goes_back_before_it_was_received_needs_no_handover(
    handover: Handover, account: Account, director: Member, alice: Member
) -> None:
    assign_owner(account=account, owner=alice, by=director)
    handover.refresh_from_db()
    assert (handover.state, Handover.objects.running().count()) == (HandoverState.WITHDRAWN, 0)
    assert list(TeamMember.objects.filter(member=alice, valid_to=None).values_list("role", flat=True)) == ["owner"]


def test_an_account_that_goes_on_is_handed_over_by_who_knows_it(
    handover: Handover, account: Account, director: Member, alice: Member, bob: Member
) -> None:
    assign_owner(account=account, owner=None, by=director)
    assert Handover.objects.running().get().to_member is None
    assign_owner(account=account, owner=bob, by=director)
    running = Handover.objects.running().get()
    assert (running.from_member, running.to_member) == (alice, bob)


def test_whoever_has_received_an_account_hands_it_on_themselves(
    handover: Handover, meeting: Interaction, account: Account, director: Member, bob: Member, charlie: Member
) -> None:
    received(handover, meeting, charlie)
    assign_owner(account=account, owner=bob, by=director)
    handover.refresh_from_db()
    assert handover.state == HandoverState.CLOSED
    assert Handover.objects.running().get().from_member == charlie


def test_many_accounts_at_once_take_as_many_queries_as_two(director: Member, alice: Member, charlie: Member) -> None:
    def assigned(count: int) -> list[str]:
        made = [create_account(by=alice, name=f"Konto {number}").pk for number in range(count)]
        return queries_of(lambda: assign_owner_to_many(accounts=made, owner=charlie, by=director))

    assert len(assigned(2)) == len(assigned(20))
    assert Handover.objects.running().filter(from_member=alice, to_member=charlie).count() == 22


@pytest.mark.parametrize("is_received", [False, True])
def test_taking_a_bulk_change_back_takes_its_handovers_back(
    is_received: bool, account: Account, meeting: Interaction, director: Member, alice: Member, bob: Member
) -> None:
    change = assign_owner_to_many(accounts=[account.pk], owner=bob, by=director)
    if is_received:
        received(Handover.objects.select_related("account").get(), meeting, bob)
    undo_bulk_change(change=change, by=director)
    roles = dict(TeamMember.objects.filter(valid_to=None).values_list("member", "role"))
    assert roles == {alice.pk: "owner", bob.pk: "member"}
    assert Handover.objects.running().count() == int(is_received)


def test_nobody_receives_what_was_not_met_and_nobody_else_receives_it(
    handover: Handover, meeting: Interaction, alice: Member, charlie: Member
) -> None:
    with pytest.raises(ValidationError, match="Meet the client"):
        receive_handover(handover=handover, by=charlie)
    hold_meeting(handover=handover, meeting=meeting, by=alice)
    with pytest.raises(PermissionDenied, match="Only who is to have"):
        receive_handover(handover=handover, by=alice)
    assert Handover.objects.get().state == HandoverState.MET


def test_with_the_receipt_the_sheet_is_frozen_and_the_giver_leaves(
    handover: Handover, meeting: Interaction, account: Account, alice: Member, charlie: Member
) -> None:
    owed = make_commitment(account=account, by=alice, text="Send samples", due_on=date(2026, 5, 1))
    expected = add_client_thing(Expectation, account=account, by=alice, name="Answers within a day")
    received(handover, meeting, charlie)
    make_commitment(account=account, by=charlie, text="Later", due_on=date(2026, 6, 1))
    add_client_thing(Expectation, account=account, by=charlie, name="Later")
    handover.refresh_from_db()
    assert handover.sheet is not None
    assert [line["text"] for line in handover.sheet["promises"]] == [owed.text]
    assert [line["name"] for line in handover.sheet["expectations"]] == [expected.name]
    assert not Account.objects.visible_to(alice).filter(pk=account.pk).exists()


def test_the_client_accepts_after_the_receiver_and_on_a_day_that_has_come(
    handover: Handover, meeting: Interaction, contact: Contact, charlie: Member
) -> None:
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="once the account was received"):
        accept_handover(handover=handover, by=charlie, accepted_by=contact, accepted_on=today)
    received(handover, meeting, charlie)
    with pytest.raises(ValidationError, match="is not"):
        accept_handover(handover=handover, by=charlie, accepted_by=contact, accepted_on=today + timedelta(days=1))
    accept_handover(handover=handover, by=charlie, accepted_by=contact, accepted_on=today, client_words=" Fine ")
    assert (handover.state, handover.client_words) == (HandoverState.ACCEPTED, "Fine")


def test_a_handover_closes_after_its_watch_and_not_before(
    handover: Handover, meeting: Interaction, contact: Contact, charlie: Member
) -> None:
    with pytest.raises(ValidationError, match="begins once the client"):
        close_handover(handover=handover, by=charlie, outcome="Quiet")
    accepted(handover, meeting, contact, charlie)
    with pytest.raises(ValidationError, match="The watch lasts until"):
        close_handover(handover=handover, by=charlie, outcome="Quiet")
    long_ago = timezone.localdate() - timedelta(days=91)
    Handover.objects.update(received_on=long_ago, accepted_on=long_ago)
    handover.refresh_from_db()
    close_handover(handover=handover, by=charlie, outcome="Quiet")
    with pytest.raises(ValidationError, match="stays as it is"):
        change_handover(handover=handover, changes={"reason": "x"}, by=charlie)


def test_each_step_can_be_taken_back(
    handover: Handover, meeting: Interaction, contact: Contact, account: Account, alice: Member, charlie: Member
) -> None:
    accepted(handover, meeting, contact, charlie)
    states = [step_back(handover=handover, by=charlie).state for _ in range(3)]
    assert states == [HandoverState.RECEIVED, HandoverState.MET, HandoverState.OPEN]
    assert (handover.sheet, handover.meeting, handover.accepted_by) == (None, None, None)
    assert Account.objects.visible_to(alice).filter(pk=account.pk).exists()
    with pytest.raises(ValidationError, match="no step"):
        step_back(handover=handover, by=charlie)


def test_what_is_told_counts_with_the_meeting(handover: Handover, meeting: Interaction, alice: Member) -> None:
    for item in Item:
        if item != Item.MEETING:
            tell_item(handover=handover, item=item, by=alice, note="Told", done=True)
    assert score_of(handover, checklist(handover)) == 0
    hold_meeting(handover=handover, meeting=meeting, by=alice)
    assert score_of(handover, checklist(handover)) == 1
    tell_item(handover=handover, item=Item.STYLE, by=alice, done=False)
    assert score_of(handover, checklist(handover)) == pytest.approx(10 / 11)
    assert [line.row.note for line in checklist(handover) if line.row and line.item == Item.STYLE] == ["Told"]


def test_the_meeting_is_named_and_not_ticked(handover: Handover, alice: Member) -> None:
    with pytest.raises(ValidationError, match="once you name it"):
        tell_item(handover=handover, item=Item.MEETING, by=alice, done=True)


def test_two_who_write_the_same_thing_are_told(handover: Handover, alice: Member, charlie: Member) -> None:
    seen = tell_item(handover=handover, item=Item.STYLE, by=alice, note="Brief").version
    tell_item(handover=handover, item=Item.STYLE, by=charlie, note="By telephone", version=seen)
    with pytest.raises(ConflictError):
        tell_item(handover=handover, item=Item.STYLE, by=alice, note="By mail", version=seen)
    done = tell_item(handover=handover, item=Item.STYLE, by=alice, done=True, version=seen)
    assert (done.note, done.done_by) == ("By telephone", alice)


def test_a_sale_is_handed_over_to_the_owner_by_hand(account: Account, alice: Member, director: Member) -> None:
    made = open_handover(account=account, from_member=director, by=alice, reason="Signed in March")
    assert (made.kind, made.to_member) == (HandoverKind.SALE, alice)
    with pytest.raises(ValidationError, match="handing this account over already"):
        open_handover(account=account, from_member=director, by=alice)


def test_nobody_hands_over_to_themselves(account: Account, alice: Member) -> None:
    with pytest.raises(ValidationError, match="to themselves"):
        open_handover(account=account, from_member=alice, by=alice)


def test_who_does_not_see_the_account_may_do_nothing(
    handover: Handover, meeting: Interaction, contact: Contact, director: Member
) -> None:
    stranger = Member.objects.create(email="s@example.com", name="Sven", role="account_manager")
    today = timezone.localdate()
    for act in (
        lambda: tell_item(handover=handover, item=Item.DEAL, by=stranger, note="x"),
        lambda: hold_meeting(handover=handover, meeting=meeting, by=stranger),
        lambda: receive_handover(handover=handover, by=stranger),
        lambda: accept_handover(handover=handover, by=stranger, accepted_by=contact, accepted_on=today),
        lambda: close_handover(handover=handover, by=stranger, outcome=""),
        lambda: step_back(handover=handover, by=stranger),
        lambda: open_handover(account=handover.account, from_member=director, by=stranger),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert Handover.objects.get().version == 1


def test_the_log_never_holds_the_sheet(
    handover: Handover, meeting: Interaction, charlie: Member, director: Member
) -> None:
    received(handover, meeting, charlie)
    entries = AuditEntry.objects.filter(noun="handover")
    assert {"meeting", "received_on", "state"} <= {name for entry in entries for name in entry.changes}
    assert all("sheet" not in changes_seen_by(director, entry) for entry in entries)


def test_the_watch_tells_what_happened_since(
    handover: Handover, meeting: Interaction, contact: Contact, charlie: Member
) -> None:
    accepted(handover, meeting, contact, charlie)
    start = timezone.localdate() - timedelta(days=30)
    Handover.objects.update(received_on=start, accepted_on=start)
    handover.refresh_from_db()
    Contact.objects.filter(pk=contact.pk).update(left_on=start + timedelta(days=3))
    make_commitment(account=handover.account, by=charlie, text="Call back", due_on=start + timedelta(days=5))
    watch = watch_of(handover, timezone.localdate())
    assert watch is not None
    assert (watch.days, watch.met, watch.overdue, [one.name for one in watch.left]) == (30, 1, 1, ["Ida Holm"])
    assert watch.red_flags == 2


def test_how_constant_owners_were_is_read_in_one_query(
    handover: Handover, account: Account, director: Member, alice: Member
) -> None:
    past = timezone.now() - timedelta(days=100)
    TeamMember.objects.filter(member=alice, role="owner").update(valid_from=past)
    other = create_account(by=alice, name="Zweites")
    today = timezone.localdate()
    asked = queries_of(lambda: continuities([account.pk, other.pk], today))
    found = continuities([account.pk, other.pk], today)
    assert len(asked) == 1
    assert (found[account.pk].changes, found[account.pk].present, found[account.pk].share) == (1, 0, 1.0)
    assert found[other.pk].share is None
