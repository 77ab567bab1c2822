"""What is agreed with a client: written by the team, accepted by the client, and shown to them where it is for them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.core.errors import ConflictError
from tenure.growth.actions.roadmap import (
    accept_client_thing,
    add_client_thing,
    change_client_thing,
    remove_client_thing,
    restore_client_thing,
    take_acceptance_back,
)
from tenure.growth.models import Benefit, ClientThing, Expectation, RoadmapEntry
from tenure.growth.queries.roadmap import agreed_with
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = date(2026, 6, 1)


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm")


def stop(account: Account, by: Member, due_on: date, **fields: object) -> RoadmapEntry:
    return add_client_thing(RoadmapEntry, account=account, by=by, name="Audit", due_on=due_on, **fields)


def test_the_way_says_what_was_reached_in_time(account: Account, alice: Member) -> None:
    stop(account, alice, date(2026, 3, 1), reached_on=date(2026, 3, 1))
    stop(account, alice, date(2026, 4, 1), reached_on=date(2026, 4, 2))
    stop(account, alice, date(2026, 5, 1), kind="message")
    stop(account, alice, date(2026, 7, 1))
    agreed = agreed_with(account, TODAY)
    assert [one.standing.value for one in agreed.stops] == ["reached", "reached_late", "overdue", "ahead"]
    assert (agreed.punctuality.in_time, agreed.punctuality.of) == (1, 2)


def test_value_is_summed_by_currency_and_by_whether_they_accepted_it(
    account: Account, alice: Member, contact: Contact
) -> None:
    for amount, currency in ((Decimal(200), "EUR"), (Decimal(50), "EUR"), (Decimal(7), "USD"), (None, "")):
        add_client_thing(Benefit, account=account, by=alice, name="Fewer stops", amount=amount, currency=currency)
    first = Benefit.objects.earliest("pk")
    accept_client_thing(thing=first, by=alice, accepted_by=contact, accepted_on=TODAY - timedelta(days=9))
    value = agreed_with(account, TODAY).value
    assert (dict(value.accepted), dict(value.claimed)) == (
        {"EUR": Decimal(200)}, {"EUR": Decimal(50), "USD": Decimal(7)},
    )  # fmt: skip


@pytest.mark.parametrize("model", [RoadmapEntry, Expectation, Benefit])
def test_the_client_sees_only_what_is_for_them(model: type[ClientThing], account: Account, alice: Member) -> None:
    needed = {"due_on": TODAY} if model is RoadmapEntry else {}
    for name, visible in (("ours", False), ("theirs", True)):
        add_client_thing(model, account=account, by=alice, name=name, client_visible=visible, **needed)
    shared = agreed_with(account, TODAY, shared=True)
    names = [one.entry.name for one in shared.stops] + [one.name for one in (*shared.expectations, *shared.benefits)]
    assert names == ["theirs"]


def test_what_they_accepted_stays_as_they_accepted_it(account: Account, alice: Member, contact: Contact) -> None:
    thing = add_client_thing(Expectation, account=account, by=alice, name="Answers within a day")
    accept_client_thing(thing=thing, by=alice, accepted_by=contact, accepted_on=timezone.localdate())
    with pytest.raises(ValidationError, match="take their acceptance back"):
        change_client_thing(thing=thing, changes={"name": "Within an hour"}, by=alice)
    change_client_thing(thing=thing, changes={"client_visible": True}, by=alice)
    take_acceptance_back(thing=thing, by=alice)
    change_client_thing(thing=thing, changes={"name": "Within an hour"}, by=alice)
    assert (thing.name, thing.accepted_by) == ("Within an hour", None)


def test_only_their_people_accept_and_on_a_day_that_has_come(
    account: Account, alice: Member, contact: Contact, director: Member
) -> None:
    thing = add_client_thing(Benefit, account=account, by=alice, name="Fewer stops")
    other = create_contact(account=create_account(by=director, name="Andere"), by=director, name="Uwe")
    today = timezone.localdate()
    for accepted_by, accepted_on in ((other, today), (contact, today + timedelta(days=1))):
        with pytest.raises(ValidationError):
            accept_client_thing(thing=thing, by=alice, accepted_by=accepted_by, accepted_on=accepted_on)
    with pytest.raises(ValidationError, match="Choose somebody of this account"):
        change_client_thing(thing=thing, changes={"contact": other}, by=alice)


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (RoadmapEntry, {"name": "", "due_on": TODAY}),
        (RoadmapEntry, {"name": "x", "due_on": TODAY, "starts_on": TODAY + timedelta(days=1)}),
        (Expectation, {"name": ""}),
        (Benefit, {"name": "x", "amount": Decimal(5)}),
        (Benefit, {"name": "x", "accepted_on": TODAY}),
    ],
)
def test_what_cannot_be_is_refused(
    model: type[ClientThing], fields: dict[str, object], account: Account, alice: Member
) -> None:
    with pytest.raises(ValidationError):
        add_client_thing(model, account=account, by=alice, **fields)
    assert not model._default_manager.exists()


def test_the_second_of_two_is_told_and_other_fields_merge(account: Account, alice: Member, bob: Member) -> None:
    thing = add_client_thing(Benefit, account=account, by=alice, name="Fewer stops")
    seen = thing.version
    change_client_thing(thing=Benefit.objects.get(), changes={"baseline": "9 a year"}, by=bob, version=seen)
    change_client_thing(thing=thing, changes={"evidence": "Log"}, by=alice, version=seen)
    with pytest.raises(ConflictError):
        change_client_thing(thing=thing, changes={"baseline": "8 a year"}, by=alice, version=seen)
    assert (thing.baseline, thing.evidence) == ("9 a year", "Log")


def test_what_is_taken_off_can_be_put_back(account: Account, alice: Member) -> None:
    thing = stop(account, alice, TODAY)
    remove_client_thing(thing=thing, by=alice)
    assert not agreed_with(account, TODAY).stops
    restore_client_thing(thing=thing, by=alice)
    assert agreed_with(account, TODAY).stops


def test_only_the_team_writes(account: Account, alice: Member, charlie: Member, viewer: Member) -> None:
    thing = stop(account, alice, TODAY)
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            stop(account, member, TODAY)
        with pytest.raises(PermissionDenied):
            change_client_thing(thing=thing, changes={"name": "x"}, by=member)
        with pytest.raises(PermissionDenied):
            remove_client_thing(thing=thing, by=member)
    assert RoadmapEntry.objects.get().name == "Audit"


def test_many_take_as_many_queries_as_none(account: Account, alice: Member) -> None:
    none = queries_of(lambda: agreed_with(account, TODAY))
    for _ in range(3):
        stop(account, alice, TODAY, owner=alice)
        add_client_thing(Expectation, account=account, by=alice, name="Answers")
    assert len(queries_of(lambda: agreed_with(account, TODAY))) == len(none) == 4
