"""Ties are as strong as interactions show, unless a person says otherwise; mass mail counts nothing."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account, Contact, Interaction
from tenure.people.models import Member
from tenure.relationships.actions.tie import end_override, override_tie
from tenure.relationships.models import TieOverride
from tenure.relationships.queries import TieOn, ties_on
from tests.queries import assert_same_queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 31)


def met(contacts: list[Contact], by: Member, days_ago: int = 0, **fields: Any) -> Interaction:
    at = timezone.make_aware(datetime(2026, 3, 31, 23, 30)) - timedelta(days=days_ago)
    about = {"kind": "meeting", "subject": "Prices", **fields}
    return create_interaction(account=contacts[0].account, by=by, contacts=contacts, at=at, **about)


def tie(contact: Contact, member: Member, day: date = TODAY) -> TieOn:
    return ties_on(contact.account_id, day)[member.pk, contact.pk]


def test_meetings_of_ninety_days_make_a_tie(foss: Contact, alice: Member) -> None:
    for days_ago, subject in [(0, "Prices"), (40, "Quality"), (100, "Delivery")]:
        met([foss], alice, days_ago, subject=subject)
    found = tie(foss, alice)
    evidence = found.evidence
    assert (evidence.contacts, evidence.depth, evidence.incoming, evidence.outgoing) == (2, 1, 3, 3)
    assert (evidence.topics, evidence.days_since) == (3, 0)
    assert found.strength == pytest.approx((2 / 6 + 1 / 4 + 1 + 1) / 4)


def test_a_tie_is_shown_as_it_was_on_a_day(foss: Contact, alice: Member) -> None:
    met([foss], alice, 0)
    met([foss], alice, 60)
    then = TODAY - timedelta(days=60)
    assert tie(foss, alice, then).evidence.contacts == 1
    assert tie(foss, alice).evidence.contacts == 2
    assert ties_on(foss.account_id, then - timedelta(days=1)) == {}


def test_a_mail_is_a_contact_once_it_is_answered(foss: Contact, alice: Member) -> None:
    met([foss], alice, 9, kind="mail", direction="out")
    assert tie(foss, alice).strength == 0
    met([foss], alice, 4, kind="mail", direction="in", subject="Re: Prices")
    evidence = tie(foss, alice).evidence
    assert (evidence.contacts, evidence.days_since, evidence.topics) == (1, 9, 1)


def test_mass_mail_counts_nothing(account: Account, foss: Contact, alice: Member) -> None:
    many = [foss, *(create_contact(account=account, by=alice, name=f"Reader {number}") for number in range(5))]
    met(many, alice, kind="mail", direction="out")
    assert ties_on(account.pk, TODAY) == {}
    met(many, alice, kind="meeting")
    assert len(ties_on(account.pk, TODAY)) == len(many)


def test_what_a_person_says_wins_while_it_holds(foss: Contact, alice: Member) -> None:
    met([foss], alice)
    override_tie(member=alice, contact=foss, by=alice, strength=Decimal("0.9"), reason="Old friends", valid_from=TODAY)
    assert (tie(foss, alice).strength, tie(foss, alice, TODAY).evidence.contacts) == (0.9, 1)
    by_hand = tie(foss, alice).by_hand
    assert by_hand is not None
    end_override(tie=TieOverride.objects.get(pk=by_hand.pk), by=alice, on=TODAY)
    assert tie(foss, alice).strength < 0.9


def test_a_depth_by_hand_goes_into_the_sum(foss: Contact, alice: Member) -> None:
    met([foss], alice)
    shallow = tie(foss, alice).strength
    override_tie(member=alice, contact=foss, by=alice, depth=4, reason="Speaks for us", valid_from=TODAY)
    assert tie(foss, alice).strength == pytest.approx(shallow + 3 / 16)


def test_many_ties_are_asked_for_as_often_as_one(account: Account, foss: Contact, alice: Member, bob: Member) -> None:
    people = [foss, *(create_contact(account=account, by=alice, name=f"Reader {number}") for number in range(4))]
    empty = TODAY - timedelta(days=1)
    met(people, alice, members=[alice, bob])
    assert len(ties_on(account.pk, TODAY)) == 10
    assert_same_queries(lambda: ties_on(account.pk, empty), lambda: ties_on(account.pk, TODAY))


def test_on_the_first_day_of_the_calendar_nobody_has_any_ties(account: Account) -> None:
    assert ties_on(account.pk, date.min) == {}
