"""One customer over its countries and units: what each brings, who looks after it, and who answers for the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, DecimalField, F, FilteredRelation, Q, QuerySet, Sum
from django.db.models.functions import Cast

from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.accounts.queries import tree_of
from tenure.commerce.choices import OrderState
from tenure.core.money import reporting_currency
from tenure.core.policy import Actor
from tenure.insight.queries.rankings import current_ranking
from tenure.insight.queries.rollup import CENT, window_of

# So many of the accounts are listed by themselves, those that bring most first; the countries count them all.
UNITS_SHOWN = 100


@dataclass(frozen=True)
class CountryFigures:
    """A country, empty where none is noted: so many accounts of the tree, and what they bring together."""

    country: str
    accounts: int
    revenue: Decimal
    orders: int


@dataclass(frozen=True)
class UnitFigures:
    """An account of the tree: what it brings by itself, who owns it and who answers for the whole there, by name."""

    number: int
    name: str
    level: str
    country: str
    owner: str
    manager: str
    revenue: Decimal
    orders: int


@dataclass(frozen=True)
class AccountTree:
    """An account and all below it that the member sees, over the ranking's window, in the reporting currency."""

    start: date | None
    end: date
    currency: str
    countries: Sequence[CountryFigures]
    units: Sequence[UnitFigures]
    is_cut: bool

    @property
    def revenue(self) -> Decimal:
        """What the whole brings."""
        return sum((one.revenue for one in self.countries), Decimal("0.00"))

    @property
    def accounts(self) -> int:
        """How many accounts it has."""
        return sum(one.accounts for one in self.countries)


def account_tree(account: Account, member: Actor, today: date) -> AccountTree:
    """Read it; as many queries for many units as for one. Ask only for an account that the member sees."""
    ranking = current_ranking()
    start, end = window_of(ranking, today)
    tree = _counted(tree_of(account.pk, member), start, end)
    each = tree.values("pk", "name", "level", "country", "owner__name").annotate(**_SUMS).order_by(*_MOST)
    units = list(each[: UNITS_SHOWN + 1])
    managers = managers_of(unit["pk"] for unit in units)
    countries = tree.values("country").annotate(accounts=Count("pk", distinct=True), **_SUMS).order_by(*_BY_COUNTRY)
    return AccountTree(
        start, end, ranking.currency if ranking else reporting_currency(),
        [CountryFigures(row["country"], row["accounts"], _cents(row["revenue"]), row["ordered"]) for row in countries],
        [_unit(row, managers) for row in units[:UNITS_SHOWN]], len(units) > UNITS_SHOWN,
    )  # fmt: skip


def managers_of(accounts: Iterable[int]) -> dict[int, str]:
    """The names of the global managers of these accounts, by the account's number; one query."""
    rows = TeamMember.objects.filter(account__in=list(accounts), valid_to=None, role=TeamRole.GLOBAL)
    return dict(rows.values_list("account_id", "member__name"))


_SUMS: Mapping[str, Any] = {
    "ordered": Count("counted", distinct=True),
    # Cast by the database: SQLite would otherwise hand the product of two decimals back as a float of many digits.
    "revenue": Sum(
        Cast(F("counted__lines__revenue") * F("counted__rate"), DecimalField(max_digits=24, decimal_places=4))
    ),
}
_MOST = (F("revenue").desc(nulls_last=True), "name", "pk")
_BY_COUNTRY = (F("revenue").desc(nulls_last=True), "country")


def _counted(tree: QuerySet[Account], start: date | None, end: date) -> QuerySet[Any, Any]:
    counting = ~Q(orders__state=OrderState.CANCELLED) & Q(orders__ordered_on__lte=end)
    if start:
        counting &= Q(orders__ordered_on__gte=start)
    return tree.annotate(counted=FilteredRelation("orders", condition=counting))


def _unit(row: Mapping[str, Any], managers: Mapping[int, str]) -> UnitFigures:
    return UnitFigures(
        row["pk"], row["name"], row["level"], row["country"], row["owner__name"] or "", managers.get(row["pk"], ""),
        _cents(row["revenue"]), row["ordered"],
    )  # fmt: skip


def _cents(amount: Decimal | None) -> Decimal:
    return (amount or Decimal()).quantize(CENT)
