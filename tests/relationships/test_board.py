"""A decision's board as it stood on any day, from records, and what it is worth."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import change_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account, Contact
from tenure.analytics.board.evaluation import evaluate
from tenure.people.models import Member
from tenure.relationships.actions.decision import change_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.fog_square import mark_fog
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import Decision
from tenure.relationships.queries import (
    answer_on,
    board_on,
    boards_on,
    dated_on,
    days_of,
    decision_to_show,
    departure_on,
    shared_on,
    story_of,
    who_leaves,
)
from tests.queries import assert_same_queries
from tests.relationships.conftest import OPENED
from tests.relationships.golden import golden_board

pytestmark = pytest.mark.django_db
DAY = OPENED + timedelta(days=10)


def test_the_golden_board_in_records_is_worth_what_it_is_worth_in_a_file(account: Account, alice: Member) -> None:
    golden = golden_board(account, alice, OPENED)
    found = evaluate(board_on(golden.decision, DAY).board)
    dahl = found.people[f"contact:{golden.contacts['dahl'].pk}"]
    assert round(found.score.position, 2) == -12.36
    assert (round(dahl.attack, 3), round(dahl.defence, 3)) == (0.650, 0.675)


@pytest.mark.parametrize(("leaver", "position"), [("KAM", -27.68), ("foss", -31.66)])
def test_either_side_may_be_left_and_is_named_in_words(
    leaver: str, position: float, account: Account, alice: Member
) -> None:
    shown = board_on(golden_board(account, alice, OPENED).decision, DAY)
    (code,) = who_leaves(shown, leaver)
    assert who_leaves(shown, code) == [code]
    left, answer = departure_on(shown, code)
    assert round(left.after.score.position, 2) == round(answer["score"]["position"], 2) == position
    assert "check" in {finding["kind"] for finding in answer["what_if"]["appeared"]}
    assert who_leaves(shown, "Rivalco") == []


def test_the_day_decides_who_stands_where_and_on_which_side(
    decision: Decision, dahl: Contact, foss: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king", valid_from=OPENED)
    set_role(decision=decision, contact=foss, by=alice, power=3, line_authority=True, valid_from=DAY)
    give_stance(decision=decision, contact=dahl, value=-1, evidence="Asked for others", by=alice, held_on=OPENED)
    give_stance(decision=decision, contact=dahl, value=1, evidence="Praised us", by=alice, held_on=DAY)

    def people(day: date) -> list[tuple[str, str, int]]:
        return [(one.name, one.piece.value, one.stance) for one in board_on(decision, day).board.people]

    assert people(OPENED - timedelta(days=1)) == []
    assert people(DAY - timedelta(days=1)) == [("Dahl", "king", -1)]
    assert people(DAY) == [("Dahl", "king", 1), ("Foss", "rook", 0)]


def test_whoever_has_left_the_customer_is_off_the_board_from_then_on(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, valid_from=OPENED)
    change_contact(contact=dahl, changes={"left_on": DAY}, by=alice)
    assert len(board_on(decision, DAY - timedelta(days=1)).board.people) == 1
    assert board_on(decision, DAY).board.people == ()


def test_a_board_without_anybody_has_no_score(decision: Decision) -> None:
    answer = answer_on(board_on(decision, DAY))
    assert (answer["score"], answer["people"]) == (None, {})


def test_the_team_may_move_and_fog_is_on_the_board(
    decision: Decision, dahl: Contact, alice: Member, bob: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king")
    mark_fog(decision=decision, level=4, function="finance", by=alice, weight=Decimal(2))
    shown = board_on(decision, timezone.localdate())
    assert set(shown.board.members) == {f"member:{alice.pk}", f"member:{bob.pk}"}
    assert [(square.level, square.function, square.weight) for square in shown.board.fog] == [(4, "finance", 2.0)]
    assert shown.names[f"member:{bob.pk}"] == "Bob Team"


def test_the_days_tell_tempo_time_trouble_and_stalemate_until_the_decision_is_closed(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king", valid_from=OPENED)
    late = OPENED + timedelta(days=95)
    change_decision(decision=decision, changes={"deadline": late + timedelta(days=1)}, by=alice)
    assert [finding.kind.value for finding in dated_on(board_on(decision, late))] == [
        "time_trouble",
        "tempo",
        "stalemate",
    ]
    kinds = [finding["kind"] for finding in answer_on(board_on(decision, late))["findings"]]
    assert kinds.index("uncovered") < kinds.index("time_trouble")
    change_decision(decision=decision, changes={"state": "dropped"}, by=alice)
    decision.closed_on = late
    assert dated_on(board_on(decision, late)) == []


def test_many_people_are_asked_for_as_often_as_one(
    account: Account, decision: Decision, dahl: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king", valid_from=OPENED)
    other = create_account(by=alice, name="Other")
    many = golden_board(other, alice, OPENED)
    today = timezone.localdate()
    assert_same_queries(lambda: answer_on(board_on(decision, today)), lambda: answer_on(board_on(many.decision, today)))


def test_the_decision_that_is_due_first_is_shown(decision: Decision, account: Account) -> None:
    due = Decision(pk=8, account=account, name="Due", deadline=DAY)
    closed = Decision(pk=9, account=account, name="Closed", deadline=OPENED, closed_on=DAY)
    assert decision_to_show([closed, decision, due]) == due
    earlier = Decision(pk=7, account=account, name="Earlier", deadline=OPENED, closed_on=OPENED)
    assert decision_to_show([earlier, closed]) == closed
    assert decision_to_show([]) is None


def test_many_days_are_read_for_as_many_queries_as_one_and_say_the_same(account: Account, alice: Member) -> None:
    decision = golden_board(account, alice, OPENED).decision
    some = [OPENED - timedelta(days=1), OPENED, DAY]
    assert [one.board for one in boards_on(decision, some)] == [board_on(decision, day).board for day in some]
    assert_same_queries(lambda: board_on(decision, DAY), lambda: boards_on(decision, some))
    assert boards_on(decision, []) == []


def test_a_story_has_a_day_for_whatever_was_said_and_done(
    decision: Decision, dahl: Contact, foss: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king", valid_from=OPENED)
    give_stance(decision=decision, contact=dahl, value=1, evidence="Praised us", by=alice, held_on=DAY)
    at = timezone.make_aware(datetime(2026, 1, 20, 9, 0))
    create_interaction(account=dahl.account, by=alice, contacts=[dahl], kind="meeting", subject="Pumps", at=at)
    change_contact(contact=dahl, changes={"left_on": date(2026, 2, 1)}, by=alice)
    last = date(2026, 2, 2)
    assert days_of(story_of(decision, OPENED, last)) == [OPENED, DAY, date(2026, 1, 20), date(2026, 2, 1), last]


def test_a_shared_board_has_nothing_of_how_people_are_judged(account: Account, alice: Member) -> None:
    shown = board_on(golden_board(account, alice, OPENED).decision, DAY)
    shared = shared_on(shown)
    assert {(one.stance, one.piece.value, one.power) for one in shared.board.people} == {(0, "pawn", None)}
    assert (shared.board.competitor_ties, shared.board.influence) == ((), ())
    assert shared.board.ties == shown.board.ties
    assert "competitor:Rivalco" in shown.names
    assert "competitor:Rivalco" not in shared.names
