"""Advice without a sale: who gave it to whom, what came of it, and how much of it beside what was sold."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.analytics.advice import AdviceResult, tally
from tenure.growth.actions.roadmap import (
    add_client_thing,
    change_client_thing,
    remove_client_thing,
    restore_client_thing,
)
from tenure.growth.models import Advice
from tenure.growth.queries.advice import advice_given
from tenure.growth.queries.roadmap import agreed_with
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = date(2026, 6, 1)
DAYS = st.integers(-20, 800).map(lambda ago: TODAY - timedelta(days=ago))


@pytest.fixture
def ida(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm")


def advise(account: Account, by: Member, ago: int = 0, **fields: object) -> Advice:
    return add_client_thing(
        Advice, account=account, by=by, name="Keep the pumps", given_on=TODAY - timedelta(days=ago), **fields
    )


def test_a_year_s_advice_is_counted_by_what_came_of_it(account: Account, alice: Member, ida: Contact) -> None:
    for ago, result in ((0, "open"), (364, "taken"), (365, "taken"), (30, "not_taken")):
        advise(account, alice, ago, result=result, owner=alice, contact=ida)
    found = advice_given(account, TODAY)
    assert (found.tally.given, found.tally.taken, found.tally.not_taken, found.tally.still_open) == (3, 1, 1, 1)
    assert (len(found.advice), found.sold) == (4, Decimal(0))


@pytest.mark.parametrize("fields", [{"name": ""}, {"name": "x", "given_on": timezone.localdate() + timedelta(days=1)}])
def test_what_cannot_be_is_refused(account: Account, alice: Member, fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        add_client_thing(Advice, account=account, by=alice, **fields)
    thing = advise(account, alice)
    with pytest.raises(ValidationError):
        change_client_thing(thing=thing, changes=fields, by=alice)
    assert Advice.objects.get().name == "Keep the pumps"


def test_it_can_be_taken_off_and_put_back(account: Account, alice: Member) -> None:
    thing = advise(account, alice)
    remove_client_thing(thing=thing, by=alice)
    assert advice_given(account, TODAY).tally.given == 0
    restore_client_thing(thing=thing, by=alice)
    assert advice_given(account, TODAY).tally.given == 1


def test_the_client_sees_what_is_for_them(account: Account, alice: Member) -> None:
    advise(account, alice)
    advise(account, alice, client_visible=True, outcome="Saved a stop")
    assert [one.outcome for one in agreed_with(account, TODAY, shared=True).advice] == ["Saved a stop"]
    assert len(agreed_with(account, TODAY).advice) == 2


def test_only_the_team_notes_it(account: Account, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            advise(account, member)
    assert not Advice.objects.exists()


def test_much_takes_as_many_queries_as_little(account: Account, alice: Member, ida: Contact) -> None:
    none = queries_of(lambda: advice_given(account, TODAY))
    for ago in range(4):
        advise(account, alice, ago, owner=alice, contact=ida)
    assert len(queries_of(lambda: advice_given(account, TODAY))) == len(none) <= 4


@given(st.lists(st.tuples(DAYS, st.sampled_from(AdviceResult)), max_size=20))
def test_every_piece_of_the_year_counts_once(found: list[tuple[date, AdviceResult]]) -> None:
    counted = tally(found, TODAY)
    assert counted.given == sum(0 <= (TODAY - day).days < 365 for day, _result in found)
