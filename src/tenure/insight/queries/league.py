"""The league table as pages, commands and the interface read it: by key, never by counting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from tenure.accounts.models import Account
from tenure.accounts.search import numbers_matching
from tenure.core.policy import Actor
from tenure.core.written import written_once
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.rankings import current_ranking

PAGE = 50
MOST_ON_A_PAGE = 500
MOVERS_AMONG = 100
# What lists show; each field more is read and converted for every row.
# fmt: off
LISTED = (
    "ranking_id", "rank", "rank_by_sales", "grade", "label", "is_key", "movement", "score", "low", "high",
    "completeness", "provisional", "revenue", "margin", "growth", "said", "kept_reason", "turned_away",
    "account__name", "account__city", "account__country", "account__kind", "account__owner__name",
)
# fmt: on


@dataclass(frozen=True)
class LeaguePage:
    """Standings in order of rank with their accounts and owners; `next_after_rank` is None on the last page."""

    ranking: Ranking | None
    standings: list[Standing]
    next_after_rank: int | None


@dataclass(frozen=True)
class Movers:
    """The accounts that score much better than they sell, and those that sell much better than they score."""

    better_than_sales: list[Standing]
    worse_than_sales: list[Standing]


def league(
    member: Actor,
    *,
    grade: str = "",
    text: str = "",
    after_rank: int = 0,
    limit: int = PAGE,
    fields: Sequence[str] = (),
) -> LeaguePage:
    """One page of the current ranking as far as the member sees it: of one grade, of names that contain a text.

    With `fields`, such as LISTED, only those are read.
    """
    ranking = current_ranking()
    chosen = standings_in(ranking, member, text=text).only(*fields)
    if grade:
        chosen = chosen.filter(grade=grade)
    return _page(ranking, chosen, after_rank, limit)


def not_key(
    member: Actor, *, text: str = "", after_rank: int = 0, limit: int = PAGE, fields: Sequence[str] = ()
) -> LeaguePage:
    """One page of the accounts that are not key; the reason of each says why. `fields` as in `league`."""
    ranking = current_ranking()
    chosen = standings_in(ranking, member, text=text).filter(is_key=False).only(*fields)
    return _page(ranking, chosen, after_rank, limit)


def standing_of(account: Account) -> Standing | None:
    """Where the account stands in the current ranking; None when it is not ranked."""
    ranking = current_ranking()
    if ranking is None:
        return None
    # Both are at hand.
    for standing in _standing_in(ranking.pk, account.pk):
        standing.ranking, standing.account = ranking, account
        return standing
    return None


@written_once
def _standing_in(ranking: int, account: int) -> QuerySet[Standing, Standing]:
    return Standing.objects.filter(ranking_id=ranking, account_id=account)


def biggest_movers(member: Actor, *, limit: int = 5) -> Movers:
    """Whose rank by score differs most from the rank by sales, among those with one of the first 100 places in either.

    Further down a table hundreds of places mean nothing.
    """
    ranking = current_ranking()
    if ranking is None:
        return Movers([], [])
    # By index: the few first in either order are fetched and compared here.
    seen: StandingQuerySet = Standing.objects.visible_to(member).filter(ranking=ranking)
    first = [seen.filter(rank__lte=MOVERS_AMONG), _first_by_sales(ranking, seen)]
    shifts = {pk: (by_sales - rank, rank) for rows in first for pk, rank, by_sales in rows.values_list(*_MOVED)}
    better, worse = (_moved_most(shifts, sign, limit) for sign in (1, -1))
    found = standings_in(ranking, member).in_bulk([*better, *worse])
    return Movers([found[pk] for pk in better], [found[pk] for pk in worse])


_MOVED = ("pk", "rank", "rank_by_sales")


def _first_by_sales(ranking: Ranking, seen: StandingQuerySet) -> StandingQuerySet:
    """Those of the standings that have one of the first places by sales; the least revenue there narrows the search."""
    revenues = Standing.objects.filter(ranking=ranking).order_by("-revenue").values_list("revenue", flat=True)
    least = list(revenues[:MOVERS_AMONG])[-1:]
    return seen.filter(revenue__gte=least[0], rank_by_sales__lte=MOVERS_AMONG) if least else seen.none()


def _moved_most(shifts: Mapping[int, tuple[int, int]], sign: int, limit: int) -> list[int]:
    """The standings that moved most in one direction, at equal distance the better ranked first."""
    moved = [(-abs(shift), rank, pk) for pk, (shift, rank) in shifts.items() if shift * sign > 0]
    return [pk for _, _, pk in sorted(moved)[:limit]]


def standings_in(ranking: Ranking | None, member: Actor, *, text: str = "") -> StandingQuerySet:
    """The standings of a ranking that the member sees, in order of rank: of all names, or of those with the text."""
    # Read from the ranking itself, each knows its ranking, whose criteria its reason names.
    standings: StandingQuerySet = ranking.standings.visible_to(member) if ranking else Standing.objects.none()
    return named(standings, member, text).select_related("account__owner").order_by("rank")


def named(standings: StandingQuerySet, member: Actor, text: str) -> StandingQuerySet:
    """Those of the standings whose account's name or city contains the text; all of them for an empty text."""
    if not text.strip():
        return standings
    return standings.filter(account__in=numbers_matching(Account.objects.visible_to(member), text))


def _page(ranking: Ranking | None, chosen: StandingQuerySet, after_rank: int, limit: int) -> LeaguePage:
    limit = min(max(limit, 1), MOST_ON_A_PAGE)
    # One more than shown tells whether a next page exists without counting.
    found = list(chosen.filter(rank__gt=after_rank)[: limit + 1])
    shown = found[:limit]
    return LeaguePage(ranking, shown, shown[-1].rank if len(found) > limit else None)
