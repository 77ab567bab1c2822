"""A course of many days shows each of them as it is shown alone."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account
from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.position import Board
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import end_role
from tenure.relationships.actions.tie import override_tie
from tenure.relationships.models import DecisionRole
from tenure.relationships.queries import board_in, board_of, course_of, days_of, positions_in, said_days, story_of
from tests.relationships.conftest import OPENED
from tests.relationships.golden import Golden, golden_board

pytestmark = pytest.mark.django_db
LAST = OPENED + timedelta(days=300)


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    """The golden board, on which people spoke, one said more by hand, and one was taken off."""
    golden = golden_board(account, alice, OPENED)
    talks = (("krog", "meeting"), ("krog", "call"), ("juul", "visit"), ("krog", "meeting"))
    for number, (name, kind) in enumerate(talks):
        at = timezone.make_aware(datetime.combine(OPENED, datetime.min.time())) + timedelta(days=20 * number + 5)
        create_interaction(
            account=account, by=alice, contacts=[golden.contacts[name]], kind=kind, subject=f"Talk {number}", at=at
        )
    override_tie(
        member=alice, contact=golden.contacts["krog"], by=alice, depth=3, reason="Trusted", valid_from=days(50)
    )
    end_role(role=DecisionRole.objects.get(contact=golden.contacts["foss"]), by=alice, on=days(70))
    return golden


def days(number: int) -> date:
    return OPENED + timedelta(days=number)


def told(board: Board) -> tuple[object, ...]:
    """A board without the last digits of its ties."""
    ties = {(tie.holder, tie.person): round(tie.strength, 9) for tie in board.ties}
    return board.people, board.members, ties, board.competitor_ties, board.influence, board.fog, board.sponsors


def test_each_day_of_a_course_is_the_board_of_that_day(golden: Golden) -> None:
    story = story_of(golden.decision, days(-5), LAST)
    course = course_of(story)
    for number in (-5, 0, 5, 6, 24, 25, 44, 50, 64, 69, 70, 120, 300):
        alone, passing = board_of(story, days(number)), board_in(course, days(number))
        assert told(alone.board) == told(passing.board), number
        assert (alone.names, alone.columns, alone.parts) == (passing.names, passing.columns, passing.parts)


def test_the_positions_alone_are_those_of_the_whole_evaluation(golden: Golden) -> None:
    course = course_of(story_of(golden.decision, days(-5), LAST))
    some = [days(number) for number in (-5, 0, 24, 25, 50, 69, 70, 120, 300)]
    whole = [evaluate(one.board).score.position for one in (board_in(course, day) for day in some[1:])]
    assert positions_in(course, some) == [None, *map(pytest.approx, whole)]


def test_days_on_which_people_only_spoke_are_told_from_those_on_which_something_was_said(golden: Golden) -> None:
    story = story_of(golden.decision, OPENED, LAST)
    assert sorted(said_days(story)) == [days(0), days(50), days(70), LAST]
    assert set(days_of(story)) - said_days(story) == {days(5), days(25), days(45), days(65)}
