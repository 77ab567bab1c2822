"""An account's figures for itself and rolled up over all that stands below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, Count, DecimalField, F, FilteredRelation, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Cast

from tenure.accounts.choices import AccountLevel
from tenure.accounts.models import Account
from tenure.accounts.queries import tree_of
from tenure.commerce.choices import OrderState
from tenure.core.policy import Actor, hidden_from
from tenure.core.written import written_once
from tenure.insight.models import Ranking
from tenure.insight.queries.rankings import current_ranking

CENT = Decimal("0.01")
YEAR_DAYS = 365
LINE = "counted__lines"


@dataclass(frozen=True)
class Figures:
    """Revenue, margin and orders of one or several accounts in the reporting currency.

    `margin` is None where the cost of a line is unknown, there is no line at all, or the member may not see it: unknown
    is not zero.
    """

    revenue: Decimal
    margin: Decimal | None
    orders: int

    @property
    def margin_rate(self) -> float | None:
        """Margin as a fraction of revenue; None where either says nothing."""
        return float(self.margin / self.revenue) if self.margin is not None and self.revenue > 0 else None


@dataclass(frozen=True)
class Rollup:
    """The figures of an account alone and of its whole tree, from `start` to `end`, both included.

    The tree is the account and all below it that the member sees: `groups`, `units` and `sites` count those below.
    What the member may not see, and what lies in the trash, is in neither the figures nor the counts.
    """

    start: date | None
    end: date
    currency: str
    own: Figures
    tree: Figures
    groups: int
    units: int
    sites: int

    @property
    def below(self) -> int:
        """How many accounts stand below this one."""
        return self.groups + self.units + self.sites


def rollup(account: Account, member: Actor, ranking: Ranking | None = None, *, today: date) -> Rollup:
    """The account's own and rolled-up figures over the ranking's window, or the last year before the first ranking.

    One recursive query, besides the one for the ranking where none is given.
    """
    ranking = ranking or current_ranking()
    start, end = window_of(ranking, today)
    rows = _by_level(account.pk, member, start, end)
    hidden = hidden_from(member, "standing")
    below = {row["level"]: row["accounts"] for row in rows if not row["own"]}
    return Rollup(
        start=start,
        end=end,
        currency=ranking.currency if ranking else "",
        own=_figures((row for row in rows if row["own"]), hidden),
        tree=_figures(rows, hidden),
        groups=below.get(AccountLevel.GROUP, 0),
        units=below.get(AccountLevel.UNIT, 0),
        sites=below.get(AccountLevel.SITE, 0),
    )


def window_of(ranking: Ranking | None, today: date) -> tuple[date | None, date]:
    """The first and the last day that a ranking's recent figures are of; the first is None for all time."""
    recent = ranking.parameters.get("recent") if ranking else None
    if ranking is None or recent is None:
        return today - timedelta(days=YEAR_DAYS - 1), today
    start = recent.get("start")
    return (date.fromisoformat(start) if start else None), ranking.as_of


@written_once
def _by_level(account: int, member: Actor, start: date | None, end: date) -> QuerySet[Account, dict[str, Any]]:
    """One row for the account and one per level below it: how many accounts, orders, and sums of their lines."""
    counting = ~Q(orders__state=OrderState.CANCELLED) & Q(orders__ordered_on__lte=end)
    if start:
        counting &= Q(orders__ordered_on__gte=start)
    own = Case(When(pk=account, then=Value(True)), default=Value(False), output_field=BooleanField())
    tree: QuerySet[Any, Any] = tree_of(account, member).annotate(
        own=own, counted=FilteredRelation("orders", condition=counting)
    )
    rows: QuerySet[Account, dict[str, Any]] = (
        tree.values("own", "level")
        .annotate(
            accounts=Count("pk", distinct=True),
            ordered=Count("counted", distinct=True),
            revenue=Sum(_in_our_currency("revenue")),
            cost=Sum(_in_our_currency("cost")),
            lines=Count(LINE),
            uncosted=Count(LINE, filter=Q(**{f"{LINE}__cost": None})),
        )
        .order_by()
    )
    return rows


def _in_our_currency(field: str) -> Cast:
    # Cast by the database: SQLite would otherwise hand the product of two decimals back as a float of many digits.
    return Cast(F(f"{LINE}__{field}") * F("counted__rate"), DecimalField(max_digits=24, decimal_places=4))


def _figures(rows: Iterable[dict[str, Any]], hidden: frozenset[str]) -> Figures:
    rows = list(rows)
    revenue = sum((row["revenue"] or Decimal() for row in rows), Decimal())
    cost = sum((row["cost"] or Decimal() for row in rows), Decimal())
    told = "margin" not in hidden
    known = told and any(row["lines"] for row in rows) and not any(row["uncosted"] for row in rows)
    return Figures(
        revenue=revenue.quantize(CENT),
        margin=(revenue - cost).quantize(CENT) if known else None,
        orders=sum(row["ordered"] for row in rows),
    )
