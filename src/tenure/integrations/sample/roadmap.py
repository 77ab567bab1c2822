"""A year on the way with one client: what was reached, what comes, what they expect, and what it was worth to them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tenure.accounts.models import Account, Contact
from tenure.growth.actions.roadmap import accept_client_thing, add_client_thing
from tenure.growth.models import Benefit, Expectation, RoadmapEntry
from tenure.people.models import Member

# Name, kind, days from today on which it begins, is planned for, and was reached; whether the client may see it.
WAY = (
    ("Trial of the new seals", "phase", -240, -150, -152, True),
    ("Trial accepted by engineering", "milestone", None, -150, -152, True),
    ("Spare parts on site", "milestone", None, -90, -81, True),
    ("Annual review with the operations director", "message", None, -60, -60, True),
    ("Total-cost case for the finance director", "milestone", None, -10, None, False),
    ("Design of the second line", "phase", -30, 45, None, True),
    ("Decision on the second line", "milestone", None, 70, None, True),
    ("Start of the second line", "milestone", None, 160, None, True),
)
EXPECTATIONS = (
    ("An engineer on site within four hours", "Times of arrival in the service log", 200),
    ("No price change without three months' notice", "Date of the letter", 200),
    ("One page of figures every quarter", "This page", None),
)
# Name, what it was before, worth a year, evidence, days ago delivered, days ago accepted.
BENEFITS = (
    ("Stops of the line through seals", "9 a year", Decimal("48000.00"), "Maintenance log, 2 a year since", 150, 60),
    ("Spare parts out of their own store", "120 articles", Decimal("21500.00"), "Their stock list", 80, 60),
    ("Energy of the new pumps", "31 kW", Decimal("12400.00"), "Measured over four weeks", 30, None),
    ("Training of the night shift", "", None, "14 people, two evenings", 100, None),
)


def agree_with_a_client(*, account: Account, today: date, by: Member) -> None:
    """Write down what is agreed with the account, as of today."""
    boss = Contact.objects.of_account(account.pk).filter(left_on=None).order_by("-seniority", "pk").first()
    people: Mapping[str, Any] = {"owner": account.owner, "contact": boss}
    for name, kind, starts, due, reached, visible in WAY:
        add_client_thing(
            RoadmapEntry, account=account, by=by, name=name, kind=kind, starts_on=_day(today, starts),
            due_on=today + timedelta(days=due), reached_on=_day(today, reached), client_visible=visible, **people,
        )  # fmt: skip
    for name, measure, accepted in EXPECTATIONS:
        thing = add_client_thing(Expectation, account=account, by=by, name=name, measure=measure, client_visible=True)
        _accept(thing, boss, today, accepted, by)
    for name, baseline, amount, evidence, delivered, accepted in BENEFITS:
        got = add_client_thing(
            Benefit, account=account, by=by, name=name, baseline=baseline, amount=amount,
            currency="EUR" if amount else "", evidence=evidence, delivered_on=_day(today, -delivered),
            client_visible=True, **people,
        )  # fmt: skip
        _accept(got, boss, today, accepted, by)


def _day(today: date, days: int | None) -> date | None:
    return None if days is None else today + timedelta(days=days)


def _accept(thing: Expectation | Benefit, contact: Contact | None, today: date, ago: int | None, by: Member) -> None:
    if contact is not None and ago is not None:
        accept_client_thing(thing=thing, by=by, accepted_by=contact, accepted_on=today - timedelta(days=ago))
