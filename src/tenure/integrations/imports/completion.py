"""What follows from the values a row gives: keys, defaults, sums.

Each function adds to the values of a row what follows from them, and returns what only a new record needs: a default
must not overwrite what an old record has. It raises ValueError with the cause where the row cannot be used.
"""

from decimal import Decimal
from typing import Any

from django.contrib.auth.hashers import make_password

from tenure.commerce.actions.order import LineFacts, line_revenue
from tenure.core.text import name_key
from tenure.integrations.imports import causes
from tenure.integrations.imports.facts import Facts

Values = dict[str, Any]

NAME_KEY_LENGTH = 200
LONGEST_NAME = 200
LONGEST_NUMBER = 60
LARGEST_REVENUE = Decimal(10) ** 11


def nothing(_values: Values, _facts: Facts) -> Values:
    """Nothing follows."""
    return {}


def no_more(_changes: Values, _old: Values, _facts: Facts) -> None:
    """Nothing follows from changes."""


def account(values: Values, _facts: Facts) -> Values:
    """The key under which equal names are found."""
    # Folding can lengthen a name: one ß becomes two letters.
    values["name_key"] = name_key(values["name"])[:NAME_KEY_LENGTH]
    return {}


def contact(values: Values, _facts: Facts) -> Values:
    """The name from its parts."""
    parts = [values.pop("first_name", ""), values.pop("last_name", "")]
    name = values.get("name") or " ".join(part for part in parts if part)
    if not name:
        raise ValueError(causes.NAMELESS_CONTACT)
    if len(name) > LONGEST_NAME:
        raise ValueError(causes.LONG_NAME.format(longest=LONGEST_NAME))
    values["name"] = name
    return {}


def order(values: Values, facts: Facts) -> Values:
    """A number, a currency, and the rate of its day."""
    values.pop("stage", None)
    number = values.get("number") or values.get("external_id", "")[:LONGEST_NUMBER]
    if not number:
        raise ValueError(causes.ORDER_WITHOUT_NUMBER)
    currency = values.get("currency") or facts.currency
    rate = values.get("rate") or facts.rate(currency, values["ordered_on"])
    return {"number": number, "currency": currency, "rate": rate}


def revised_order(changes: Values, old: Values, facts: Facts) -> None:
    """The rate of the new day or currency, unless the row gives one; a rate that still fits stays as it was."""
    if "rate" not in changes and {"currency", "ordered_on"} & set(changes):
        now = {**old, **changes}
        changes["rate"] = facts.rate(now["currency"], now["ordered_on"])


def product(values: Values, facts: Facts) -> Values:
    """The currency of its price and cost."""
    return {"currency": facts.currency} if {"list_price", "cost"} & set(values) else {}


def line(values: Values, _facts: Facts) -> Values:
    """The net revenue, where the row only gives price, quantity and discount."""
    given = {name: values[name] for name in ("revenue", "quantity", "unit_price", "discount") if name in values}
    revenue = line_revenue(LineFacts(**given))
    if revenue is None:
        raise ValueError(causes.LINE_WITHOUT_REVENUE)
    if abs(revenue) >= LARGEST_REVENUE:
        raise ValueError(causes.LARGE_REVENUE.format(limit=LARGEST_REVENUE))
    values["revenue"] = revenue
    return {}


def delivery(values: Values, _facts: Facts) -> Values:
    """Nothing follows, but one date must be there."""
    if not any(values.get(name) for name in ("requested_on", "confirmed_on", "delivered_on")):
        raise ValueError(causes.DELIVERY_WITHOUT_DAY)
    return {}


def invoice(_values: Values, facts: Facts) -> Values:
    """A currency."""
    return {"currency": facts.currency}


def member(values: Values, _facts: Facts) -> Values:
    """An address in lower case, and a password that fits nothing: a member signs in by a link first."""
    values["email"] = values["email"].lower()
    return {"password": make_password(None)}


def rating(values: Values, facts: Facts) -> Values:
    """Nothing follows, but nobody rates in the future."""
    if values["rated_on"] > facts.today:
        raise ValueError(causes.FUTURE_RATING)
    return {}
