"""Reading orders as pages need them: sums over months and periods, in the reporting currency."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import CharField, DecimalField, F, Func, Max, Q, QuerySet, Sum
from django.db.models.functions import Cast

from tenure.accounts import queries
from tenure.commerce.choices import OrderState
from tenure.commerce.models import Order
from tenure.commerce.models.order import OrderQuerySet
from tenure.core.policy import Actor
from tenure.core.written import written_once

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
# Cast by the database: SQLite would otherwise hand the product of two decimals back as a float of many digits.
_REVENUE = Cast(F("lines__revenue") * F("rate"), DecimalField(max_digits=24, decimal_places=4))


@dataclass(frozen=True)
class MonthlyRevenue:
    """What an account bought in one calendar month, in the reporting currency; zero in a month without orders."""

    month: date
    revenue: Decimal


def counting_orders() -> OrderQuerySet:
    """The orders that stand: cancelled ones never count."""
    orders: OrderQuerySet = Order.objects.exclude(state=OrderState.CANCELLED)
    return orders


def last_order_date(*, until: date) -> date | None:
    """The day of the last order that stands, not looking beyond `until`: a mistyped year must not age everybody."""
    latest: date | None = counting_orders().filter(ordered_on__lte=until).aggregate(day=Max("ordered_on"))["day"]
    return latest


def monthly_revenue(
    account: int, *, until: date, months: int = 24, tree_of: Actor | None = None
) -> list[MonthlyRevenue]:
    """What the account of a number bought in each of the last months, the month of `until` being the last; one query.

    With `tree_of` together with all that stands below it, as far as that member sees it.
    """
    shown = _months_back(until, months)
    sums = dict(_months_of_tree(account, tree_of, shown[0], until) if tree_of else _months_of(account, shown[0], until))
    return [MonthlyRevenue(month, _cents(sums.get(_written(month)))) for month in shown]


@written_once
def _months_of(account: int, first: date, last: date) -> QuerySet[Order, tuple[str, Decimal]]:
    return _by_month(Q(account=account), first, last)


@written_once
def _months_of_tree(account: int, member: Actor, first: date, last: date) -> QuerySet[Order, tuple[str, Decimal]]:
    return _by_month(Q(account__in=queries.tree_of(account, member)), first, last)


def _by_month(whose: Q, first: date, last: date) -> QuerySet[Order, tuple[str, Decimal]]:
    orders = counting_orders().filter(whose, ordered_on__gte=first, ordered_on__lte=last)
    return orders.annotate(month=_Month("ordered_on")).values_list("month").annotate(revenue=Sum(_REVENUE))


def revenue_trends(accounts: Iterable[int], *, until: date, months: int = 12) -> dict[int, list[Decimal]]:
    """The revenue of each of these accounts (by number) in each of the last months, oldest first; one query for all."""
    shown = _months_back(until, months)
    orders = counting_orders().filter(account__in=list(accounts), ordered_on__range=(shown[0], until))
    rows = orders.annotate(month=_Month("ordered_on")).values_list("account", "month").annotate(sum=Sum(_REVENUE))
    sums: dict[int, dict[str, Decimal]] = {}
    for account, month, revenue in rows:
        sums.setdefault(account, {})[month] = revenue
    return {account: [_cents(found.get(_written(month))) for month in shown] for account, found in sums.items()}


def last_complete_month(day: date) -> date:
    """The last day of the last calendar month that is over on that day.

    >>> last_complete_month(date(2025, 11, 14)), last_complete_month(date(2024, 2, 29))
    (datetime.date(2025, 10, 31), datetime.date(2024, 2, 29))
    """
    following = day + timedelta(days=1)
    return following - timedelta(days=following.day)


def revenue_of_periods(orders: OrderQuerySet, periods: Mapping[str, tuple[date | None, date]]) -> dict[str, Decimal]:
    """The revenue of the orders within each named period, from its first to its last day; one query for all."""
    sums = {name: Sum(_REVENUE, filter=_within(*period)) for name, period in periods.items()}
    return {name: _cents(amount) for name, amount in orders.aggregate(**sums).items()}


def _within(start: date | None, end: date) -> Q:
    return Q(ordered_on__lte=end) if start is None else Q(ordered_on__range=(start, end))


class _Month(Func):
    """A day's month as 2026-03. Django's own truncation calls back into Python for every row on SQLite."""

    output_field = CharField()
    template = "to_char(%(expressions)s, 'YYYY-MM')"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """SQLite keeps days as such a text."""
        return self.as_sql(compiler, connection, template="substr(%(expressions)s, 1, 7)", **context)


def _written(month: date) -> str:
    return month.isoformat()[:7]


def _months_back(until: date, count: int) -> list[date]:
    last = until.year * 12 + until.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(last - count + 1, last + 1)]


def _cents(amount: Decimal | None) -> Decimal:
    return NOTHING if amount is None else amount.quantize(CENT)
