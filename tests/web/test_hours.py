"""The hours of ties on a page: what the lines take, which to keep warm, and who may look."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.insight.models import BoardNotice
from tenure.insight.queries.hours import LiveLine, hours_of
from tenure.insight.queries.needs import Finding, Need
from tenure.people.models import Member
from tenure.web.views.portfolio_needs import WORDS
from tests.queries import assert_same_queries
from tests.relationships.golden import Golden, golden_board
from tests.web.conftest import SignIn
from tests.web.test_board import html, main_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    """The worked example, of which the last night took a snapshot."""
    made = golden_board(account, alice, timezone.localdate() - timedelta(days=30))
    take_snapshots(day=timezone.localdate(), by=None)
    return made


def names(lines: Sequence[LiveLine]) -> list[str]:
    return [line.contact.name for line in lines]


def test_the_hours_carry_those_lines_that_add_most_and_let_the_others_sleep(golden: Golden, director: Member) -> None:
    kam = golden.members["KAM"]
    # Ties .8 to a rook, .5 to a bishop and .35 to the king are worth 4, 1.5 and 3.5.
    assert names(hours_of(kam, seen_by=director).keep) == ["Foss", "Dahl", "Holm"]
    short = hours_of(kam, seen_by=director, hours=10)
    assert (names(short.keep), names(short.sleep), short.budget.needs) == (["Foss", "Dahl"], ["Holm"], (6.0, 24.0))
    (at,) = short.accounts
    assert (at.account, at.lines, at.kept, at.needs) == (golden.decision.account, 3, 2, (6.0, 24.0))


def test_lines_at_accounts_that_the_reader_does_not_see_are_counted_and_not_named(
    golden: Golden, charlie: Member
) -> None:
    found = hours_of(golden.members["KAM"], seen_by=charlie)
    assert (found.keep, found.accounts, found.unseen, found.budget.needs) == ([], [], 3, (6.0, 24.0))


def test_one_sees_one_s_own_hours_and_leaders_those_of_others(
    sign_in: SignIn, golden: Golden, director: Member, viewer: Member
) -> None:
    kam, eng = golden.members["KAM"], golden.members["Eng"]
    own = words(main_of(html(sign_in(kam), "/hours/")))
    assert "Hours for your ties" in own
    assert own.index("Foss") < own.index("Dahl") < own.index("Holm")
    assert sign_in(kam).get("/hours/", {"member": str(eng.pk)}).status_code == 404
    assert "Hours for the ties of Eng" in html(sign_in(director), "/hours/", member=str(eng.pk))
    assert sign_in(director).get("/hours/", {"member": "²"}).status_code == 404
    assert sign_in(viewer).get("/hours/").status_code == 403


def test_whose_ties_take_more_than_their_hours_is_led_here(golden: Golden, alice: Member) -> None:
    notice = BoardNotice(kind="overbooked", urgency=1, member=alice, since=timezone.localdate(), value=4)
    line = WORDS[Need.OVERBOOKED](Finding(Need.OVERBOOKED, thing=0, name="", notice=notice))
    assert (line.address, line.button) == ("/hours/", "See which to keep warm")


def test_many_lines_are_asked_for_as_often_as_few(golden: Golden, director: Member) -> None:
    few, many = golden.members["Eng"], golden.members["KAM"]
    assert_same_queries(lambda: hours_of(few, seen_by=director), lambda: hours_of(many, seen_by=director))
