"""The portfolio in a handful of figures, as far as a member sees it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet, Sum

from tenure.accounts.queries import few_seen
from tenure.analytics.concentration import KeyShare, key_share
from tenure.commerce.queries import counting_orders, revenue_of_periods
from tenure.core.policy import Actor, fields_for, sees_every_account
from tenure.core.written import written_once
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.rankings import ranked_accounts, seasons
from tenure.insight.queries.sales import growth_sums, sales_of

# So many sets of accounts, each at most as large as what is handed over by numbers.
MOST_KEPT = 200


@dataclass(frozen=True)
class GradeCount:
    """How many of the accounts hold a grade."""

    grade: str
    label: str
    is_key: bool
    accounts: int


@dataclass(frozen=True)
class PortfolioFigures:
    """What the ranked accounts come to; money in the ranking's currency, over its window.

    `growth` compares the ranking's two periods and is None without revenue in the earlier one. `key_share` sets the
    number of key accounts and their share of revenue and margin beside the guide of 5 % and 50 %. `completeness` is
    the average known part of the scores, 0 to 1.
    """

    grades: tuple[GradeCount, ...]
    accounts: int
    key_accounts: int
    revenue: Decimal
    key_revenue: Decimal
    growth: float | None
    key_share: KeyShare
    completeness: float
    promoted: int
    relegated: int
    provisional: int


@dataclass(frozen=True)
class Counted:
    """Accounts counted and added up: a row for each grade, key accounts against all, and their ranks where asked."""

    grades: list[dict[str, Any]]
    shares: KeyShare
    ranks: Sequence[int] = ()


def portfolio_figures(member: Actor, ranking: Ranking, *, with_growth: bool = True) -> PortfolioFigures:
    """Count and add up the ranking's accounts that the member sees; the number of queries does not grow with them.

    Without growth the orders are not read: what a season is compared with is not its growth.
    """
    return _figures(member, ranking, _sight(member), with_growth=with_growth)


def figures_beside(
    member: Actor, ranking: Ranking, former: Ranking | None
) -> tuple[PortfolioFigures, PortfolioFigures | None]:
    """The figures of a ranking, and without growth those of the season it is compared with, if there is one."""
    sight = _sight(member)
    now = _figures(member, ranking, sight, with_growth=True)
    return now, _figures(member, former, sight, with_growth=False) if former else None


def _sight(member: Actor) -> frozenset[int] | None:
    """The accounts that the member sees by their numbers; None if these are many."""
    seen = None if sees_every_account(member) else few_seen(member)
    return None if seen is None else frozenset(seen)


def _figures(member: Actor, ranking: Ranking, sight: frozenset[int] | None, *, with_growth: bool) -> PortfolioFigures:
    counted = _of_all(ranking) if sees_every_account(member) else _of_those_seen(member, ranking, sight)
    rows = counted.grades
    accounts = sum(row["accounts"] for row in rows)
    key = [row for row in rows if row["is_key"]]
    return PortfolioFigures(
        grades=tuple(GradeCount(row["grade"], row["label"], row["is_key"], row["accounts"]) for row in rows),
        accounts=accounts,
        key_accounts=sum(row["accounts"] for row in key),
        revenue=sum((row["turnover"] for row in rows), Decimal()),
        key_revenue=sum((row["turnover"] for row in key), Decimal()),
        growth=_growth(member, ranking, counted.ranks) if with_growth else None,
        key_share=KeyShare(**fields_for(member, "figures", vars(counted.shares))),
        completeness=sum(row["known"] * row["accounts"] for row in rows) / accounts if accounts else 0.0,
        promoted=sum(row["promoted"] for row in rows),
        relegated=sum(row["relegated"] for row in rows),
        provisional=sum(row["open"] for row in rows),
    )


def _of_all(ranking: Ranking) -> Counted:
    """The sums that were taken of the whole portfolio when it was ranked."""
    kept = ranking.figures.get("grades")
    grades = grade_sums(ranking.standings.all(), ranking) if kept is None else [_read_back(row) for row in kept]
    return Counted(grades, KeyShare(**ranking.figures["key_share"]))


def _read_back(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "turnover": Decimal(row["turnover"])}


def _of_those_seen(member: Actor, ranking: Ranking, sight: frozenset[int] | None) -> Counted:
    if sight is None:
        counted = _counted(Standing.objects.visible_to(member).filter(ranking=ranking))
    else:
        counted = _counted_once(ranking.pk, ranking.inputs_hash, sight)
    return replace(counted, grades=_best_first(counted.grades, ranking))


@lru_cache(maxsize=MOST_KEPT)
def _counted_once(ranking: int, _inputs_hash: str, accounts: frozenset[int]) -> Counted:
    """The same for accounts by their numbers; a ranking never changes, so that it is asked once for all pages."""
    return _counted(Standing.objects.filter(ranking_id=ranking, account__in=accounts))


def _counted(standings: StandingQuerySet) -> Counted:
    places = list(standings.values_list("rank", "revenue", "margin", "is_key"))
    shares = key_share(
        [float(revenue) for _, revenue, _, _ in places],
        [None if margin is None else float(margin) for _, _, margin, _ in places],
        [is_key for *_, is_key in places],
    )
    return Counted(list(_by_grade(standings)), shares, [rank for rank, *_ in places])


def grade_sums(standings: StandingQuerySet, ranking: Ranking) -> list[dict[str, Any]]:
    """What the accounts of each grade come to, the best grade first."""
    return _best_first(_by_grade(standings), ranking)


def season_before(ranking: Ranking) -> Ranking | None:
    """The season that a ranking is compared with: the last one published before it."""
    return next(iter(_season_before(ranking.pk, ranking.published_at)), None)


@written_once
def _season_before(ranking: int, published_at: datetime | None) -> QuerySet[Ranking, Ranking]:
    published = seasons().exclude(pk=ranking)
    return (published.filter(published_at__lt=published_at) if published_at else published)[:1]


def _best_first(rows: Iterable[Any], ranking: Ranking) -> list[dict[str, Any]]:
    codes = [level["code"] for level in ranking.scheme["levels"]]
    return sorted(map(dict, rows), key=lambda row: codes.index(row["grade"]))


def _by_grade(standings: StandingQuerySet) -> QuerySet[Standing, dict[str, Any]]:
    rows: QuerySet[Standing, Any] = standings.values("grade", "label", "is_key").annotate(
        accounts=Count("pk"),
        turnover=Sum("revenue"),
        known=Avg("completeness"),
        promoted=Count("pk", filter=Q(movement=Movement.PROMOTED)),
        relegated=Count("pk", filter=Q(movement=Movement.RELEGATED)),
        open=Count("pk", filter=Q(provisional=True)),
    )
    return rows.order_by()


def _growth(member: Actor, ranking: Ranking, ranks: Sequence[int]) -> float | None:
    if sees_every_account(member):
        return growth_of(ranking.figures)
    sales = sales_of(ranking)
    if sales is None:
        return growth_of(comparison_sums(ranking.parameters, only=member))
    return growth_of(growth_sums(sales, ranks))


def growth_of(sums: Mapping[str, Any]) -> float | None:
    """Recent revenue against earlier; None where nothing was earned earlier.

    >>> growth_of({"recent": "120.00", "earlier": "100.00"})
    0.2
    """
    recent, earlier = Decimal(sums["recent"]), Decimal(sums["earlier"])
    return float(recent / earlier - 1) if earlier > 0 else None


def comparison_sums(parameters: Mapping[str, Any], *, only: Actor | None = None) -> dict[str, Decimal]:
    """The revenue of the two periods that growth compares: of all ranked accounts, or of those the member sees."""
    periods = {name: _period(parameters[name]) for name in ("recent", "earlier")}
    accounts = ranked_accounts() if only is None else ranked_accounts().visible_to(only)
    return revenue_of_periods(counting_orders().filter(account__in=accounts), periods)


def _period(days: Mapping[str, Any]) -> tuple[date | None, date]:
    """Dates are text in a ranking that was read back from the database, and dates in one being made."""
    start = days["start"]
    return None if start is None else date.fromisoformat(str(start)), date.fromisoformat(str(days["end"]))
