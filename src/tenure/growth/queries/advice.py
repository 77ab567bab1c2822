"""What a client was advised, what came of it, and what they bought meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tenure.accounts.models import Account
from tenure.analytics.advice import YEAR, AdviceResult, AdviceTally, tally
from tenure.commerce.queries import monthly_revenue
from tenure.core.money import reporting_currency
from tenure.growth.models import Advice

MONTHS = 12
# The latest ones; who gave more in a year than a page holds is counted all the same.
SHOWN = 100


@dataclass(frozen=True)
class AdviceGiven:
    """The latest advice; the tally of a year, and what was sold in these months in the reporting currency."""

    advice: Sequence[Advice]
    tally: AdviceTally
    sold: Decimal
    currency: str
    is_cut: bool


def advice_given(account: Account, today: date) -> AdviceGiven:
    """Read it; as many queries for much as for little. Ask only for an account that the reader sees."""
    given = Advice.objects.of_account(account.pk)
    people = given.select_related("owner", "contact").order_by("-given_on", "-pk")
    found = list(people[: SHOWN + 1])
    rows = given.filter(given_on__gt=today - YEAR).values_list("given_on", "result")
    counted = tally(((day, AdviceResult(result)) for day, result in rows), today)
    months = monthly_revenue(account.pk, until=today, months=MONTHS)
    sold = sum((month.revenue for month in months), Decimal("0.00"))
    return AdviceGiven(found[:SHOWN], counted, sold, reporting_currency(), len(found) > SHOWN)
