"""The calendar of an account: what stands in it, what collides, who is left out, and who is told of what."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account, Commitment, Contact
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.calendar_words import collision_sentence, gap_sentence
from tenure.growth.models import RoadmapEntry
from tenure.growth.queries.calendar import AccountCalendar, account_calendar
from tenure.people.models import Member
from tests.queries import queries_of

# A Wednesday.
TODAY = date(2026, 3, 4)


@pytest.fixture
def ida(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm", seniority=5)


def owed(account: Account, by: Member, to: Contact | None, days: int, owner: Member | None = None) -> Commitment:
    return make_commitment(
        account=account, by=by, text="Send the offer", owner=owner or by, to_contact=to, due_on=TODAY + timedelta(days)
    )


def talk(account: Account, by: Member, to: Contact, days: int) -> None:
    at = timezone.make_aware(datetime(2026, 3, 4, 12)) + timedelta(days)
    create_interaction(account=account, by=by, kind="call", subject="Prices", at=at, members=[by], contacts=[to])


def sentences(calendar: AccountCalendar) -> list[str]:
    return [
        *(collision_sentence(calendar, one) for one in calendar.collisions),
        *(gap_sentence(calendar, one) for one in calendar.gaps),
    ]


def test_two_of_ours_about_to_call_one_of_theirs_are_named(
    account: Account, alice: Member, bob: Member, ida: Contact
) -> None:
    owed(account, alice, ida, 2)
    owed(account, bob, ida, 5)
    (sentence,) = sentences(account_calendar(account, alice, TODAY))
    assert sentence == (
        "Ida Holm is to hear from Alice Owner on 6 Mar (Send the offer) and from Bob Team on 9 Mar (Send the offer), "
        "3 days apart."
    )


def test_who_was_called_just_now_is_not_called_again_by_another(
    account: Account, alice: Member, bob: Member, ida: Contact
) -> None:
    talk(account, bob, ida, -1)
    owed(account, alice, ida, -9)
    calendar = account_calendar(account, alice, TODAY)
    assert sentences(calendar) == [
        "Ida Holm heard from Bob Team on 3 Mar (Prices) and is to hear from Alice Owner on 4 Mar (Send the offer)."
    ]
    late = calendar.entries[-1]
    assert (late.on, late.was_due) == (TODAY, TODAY - timedelta(days=9))


def test_somebody_who_decides_and_has_nothing_planned_is_named(account: Account, alice: Member, ida: Contact) -> None:
    create_contact(account=account, by=alice, name="Per Lund", seniority=2)
    (never,) = sentences(account_calendar(account, alice, TODAY))
    assert never == "Nothing is planned with Ida Holm until 12 Apr, and nobody has met them yet."
    talk(account, alice, ida, -30)
    (last,) = sentences(account_calendar(account, alice, TODAY))
    assert last == "Nothing is planned with Ida Holm until 12 Apr; last met on 2 Feb 2026."
    owed(account, alice, ida, 30)
    assert sentences(account_calendar(account, alice, TODAY)) == []


def test_it_holds_three_weeks_back_and_six_ahead(account: Account, alice: Member, ida: Contact) -> None:
    calendar = account_calendar(account, alice, TODAY)
    assert (calendar.first, calendar.until, len(calendar.weeks)) == (date(2026, 2, 9), date(2026, 4, 12), 9)
    for days in (-24, -23, 0):
        talk(account, alice, ida, days)
    for days in (39, 40):
        owed(account, alice, None, days)
        add_client_thing(RoadmapEntry, account=account, by=alice, name="Audit", due_on=TODAY + timedelta(days))
    found = account_calendar(account, alice, TODAY).entries
    assert [(entry.source.value, entry.on) for entry in found] == [
        ("interaction", date(2026, 2, 9)), ("interaction", TODAY),
        ("commitment", date(2026, 4, 12)), ("roadmap", date(2026, 4, 12)),
    ]  # fmt: skip


def test_a_message_on_the_roadmap_is_a_touch_and_a_milestone_is_none(
    account: Account, alice: Member, bob: Member, ida: Contact
) -> None:
    owed(account, bob, ida, 1)
    for kind in ("milestone", "message"):
        add_client_thing(
            RoadmapEntry, account=account, by=alice, name=kind, kind=kind, due_on=TODAY, owner=alice, contact=ida
        )
    (collision,) = account_calendar(account, alice, TODAY).collisions
    assert collision.days == 1


def test_what_they_owe_and_what_they_wrote_is_no_touch_of_ours(
    account: Account, alice: Member, bob: Member, ida: Contact
) -> None:
    make_commitment(account=account, by=alice, text="Drawings", contact=ida, to_member=bob, due_on=TODAY)
    at = timezone.make_aware(datetime(2026, 3, 4, 8))
    create_interaction(
        account=account, by=bob, kind="mail", direction="in", subject="Hello", at=at, members=[bob], contacts=[ida]
    )
    owed(account, alice, ida, 0)
    assert account_calendar(account, alice, TODAY).collisions == []


def test_much_takes_as_many_queries_as_little(account: Account, alice: Member, bob: Member, ida: Contact) -> None:
    talk(account, alice, ida, 0)
    few = queries_of(lambda: account_calendar(account, alice, TODAY))
    for number in range(4):
        person = create_contact(account=account, by=alice, name=f"P{number}", seniority=4)
        talk(account, bob, person, -number)
        owed(account, bob, person, number)
    assert len(queries_of(lambda: account_calendar(account, alice, TODAY))) == len(few) <= 7
