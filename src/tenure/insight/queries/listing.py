"""The portfolio as a view asks for it: any order, any conditions, in groups, page by page and never by counting.

Conditions on places in the ranking are answered from its indexes. Of conditions on accounts the database is told how
much they leave: few accounts are looked up and put into order, among many a page is found soon by walking the order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, QuerySet, Sum, Value, When

from tenure.accounts.models import Account, AccountQuerySet
from tenure.accounts.queries import FEW, countries_of, few_seen
from tenure.accounts.search import matching, numbers_matching
from tenure.core.keyset import Segment
from tenure.core.policy import Actor, sees_every_account
from tenure.core.written import written_once
from tenure.insight.league_view import GROUPS, SORTS, LeagueView, unknown_last
from tenure.insight.models import Ranking, Standing
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.league import LISTED, PAGE, LeaguePage
from tenure.insight.queries.rankings import current_ranking
from tenure.people.models import Member
from tenure.people.models.member import MemberQuerySet

# A group's sum is taken over so many accounts at most.
MOST_SUMMED = 1000


@dataclass(frozen=True)
class GroupHead:
    """What a group of the list comes to in the ranking's currency; of more than 1,000 accounts no sum is taken."""

    accounts: int
    revenue: Decimal | None


def listed(member: Actor, view: LeagueView, *, limit: int = PAGE) -> LeaguePage:
    """One page of the current ranking as the view asks for it and as far as the member sees it."""
    ranking = current_ranking()
    if ranking is None:
        return LeaguePage(None, [], None)
    last = _row_before(ranking, member, view)
    found: list[Standing] = []
    for piece in _pieces(_Asked(ranking, member, view), last):
        # One more than shown tells whether a next page exists without counting.
        found += piece[: limit + 1 - len(found)]
        if len(found) > limit:
            break
    shown = found[:limit]
    return LeaguePage(ranking, shown, shown[-1].rank if len(found) > limit else None)


def chosen(ranking: Ranking, member: Actor, view: LeagueView, accounts: Q | None = None) -> StandingQuerySet:
    """The standings that the view's conditions leave, in no order; `accounts` narrows them further."""
    standings: StandingQuerySet = ranking.standings.filter(view.of_standings)
    if sees_every_account(member) and not view.asks_of_accounts and not accounts:
        return standings.visible_to(member)
    if view.text.strip():
        # The matches are found once; asked of each account in turn, the text would be looked for each time.
        narrowed = _narrowed(member, view).filter(accounts or Q())
        return standings.filter(account__in=numbers_matching(narrowed, view.text))
    narrowed = accounts_asked(member, view).filter(accounts or Q())
    few = few_asked(member, view) if accounts is None else _few(narrowed)
    if few is not None:
        return standings.filter(account__in=few)
    return standings.filter(Exists(narrowed.filter(pk=OuterRef("account_id"))))


def accounts_asked(member: Actor, view: LeagueView) -> AccountQuerySet:
    """The accounts that the view's conditions on accounts leave of those the member sees."""
    return matching(_narrowed(member, view), view.text)


def _narrowed(member: Actor, view: LeagueView) -> AccountQuerySet:
    accounts: AccountQuerySet = Account.objects.visible_to(member).filter(view.of_accounts)
    return accounts


def few_asked(member: Actor, view: LeagueView) -> list[int] | None:
    """The numbers of the accounts that the view's conditions on accounts leave if they are few, else None."""
    if view.asks_of_accounts:
        return _few(accounts_asked(member, view))
    return few_seen(member)


def owners_of(member: Actor) -> list[tuple[int, str]]:
    """Number and name of those who own accounts that the member sees, in order of name."""
    return _owners(member)


@written_once
def _owners(member: Actor) -> QuerySet[Member, tuple[int, str]]:
    return _owning(member).values_list("pk", "name")


def _owning(member: Actor) -> MemberQuerySet:
    visible: AccountQuerySet = Account.objects.visible_to(member)
    members: MemberQuerySet = Member.objects.order_by("name", "pk")
    if sees_every_account(member):
        return members.filter(Exists(visible.filter(owner=OuterRef("pk"))))
    return members.filter(pk__in=visible.order_by().values("owner"))


def group_heads(member: Actor, view: LeagueView, page: LeaguePage) -> dict[Any, GroupHead]:
    """What each group on the page comes to, by its key; a group that goes on elsewhere is added up to a limit."""
    if not view.group or page.ranking is None or not page.standings:
        return {}
    keys = [group_key(standing, view.group) for standing in page.standings]
    beyond = {keys[0]} if view.after else set()
    beyond |= {keys[-1]} if page.next_after_rank else set()
    asked = _Asked(page.ranking, member, view)
    return {
        key: _summed(asked, key)
        if key in beyond
        else _head([row.revenue for row, of in zip(page.standings, keys, strict=True) if of == key])
        for key in dict.fromkeys(keys)
    }


def group_key(standing: Standing, group: str) -> Any:
    """What the standing's group has in common: a grade's code, an owner's number or None, a country."""
    if group == "grade":
        return standing.grade
    return standing.account.owner_id if group == "owner" else standing.account.country


def _summed(asked: "_Asked", key: Any) -> GroupHead:
    if asked.is_large(key):
        return GroupHead(MOST_SUMMED, None)
    # One more than are added up tells whether there are more without counting them.
    found = asked.rows_of([key]).order_by()[: MOST_SUMMED + 1].aggregate(accounts=Count("*"), revenue=Sum("revenue"))
    if found["accounts"] > MOST_SUMMED:
        return GroupHead(MOST_SUMMED, None)
    return GroupHead(found["accounts"], found["revenue"] or Decimal())


def _head(revenues: Sequence[Decimal]) -> GroupHead:
    return GroupHead(len(revenues), sum(revenues, Decimal()))


def _few(rows: QuerySet[Any, Any]) -> list[int] | None:
    """The numbers of the rows if there are few, else None."""
    numbers = list(rows.order_by().values_list("pk", flat=True)[: FEW + 1])
    return numbers if len(numbers) <= FEW else None


def _row_before(ranking: Ranking, member: Actor, view: LeagueView) -> Standing | None:
    """The last row of the page before; None on the first page, or when that row is gone."""
    if not view.after:
        return None
    rows = Standing.objects.visible_to(member).filter(ranking=ranking, rank=view.after)
    return rows.select_related("account__owner").first()


@dataclass(frozen=True)
class _Asked:
    """Who asks what of which ranking."""

    ranking: Ranking
    member: Actor
    view: LeagueView

    @property
    def group(self) -> str:
        """What rows come together by; an order by owner's name is one, too."""
        return self.view.group or ("owner" if self.view.sort == "owner" else "")

    @property
    def sort(self) -> str:
        """The order among the rows of one group."""
        return "rank" if self.view.sort == "owner" else self.view.sort

    @property
    def descending(self) -> bool:
        """Whether that order is turned round."""
        return self.view.descending and self.view.sort != "owner"

    @cached_property
    def few(self) -> list[int] | None:
        """The accounts that the view leaves if they are few, else None; not asked where nothing narrows them."""
        if sees_every_account(self.member) and not self.view.asks_of_accounts:
            return None
        return few_asked(self.member, self.view)

    def rows_of(self, keys: Sequence[Any]) -> StandingQuerySet:
        """The rows of these groups."""
        if self.few is not None:
            rows: StandingQuerySet = self.ranking.standings.filter(self.view.of_standings, account__in=self.few)
            return rows.filter(_among(GROUPS[self.group], keys))
        if self.group == "grade":
            return chosen(self.ranking, self.member, self.view).filter(grade__in=keys)
        return chosen(self.ranking, self.member, self.view, self._accounts_of(keys))

    def _accounts_of(self, keys: Sequence[Any]) -> Q:
        return _among(self.group, keys)

    def is_large(self, key: Any) -> bool:
        """Whether an owner or a country has more accounts than are added up, told from the accounts alone.

        A few of them may stand in no ranking. Under conditions on places in it only the places can tell.
        """
        if self.few is not None or self.group == "grade" or self.view.of_standings:
            return False
        accounts = accounts_asked(self.member, self.view).filter(self._accounts_of([key])).order_by()
        return len(accounts.values_list("pk", flat=True)[: MOST_SUMMED + 1]) > MOST_SUMMED

    def keys(self) -> list[Any]:
        """The groups there can be, in order; those without an owner or a country come last."""
        if self.group in self.view.conditions:
            return [self.view.conditions[self.group]]
        if self.group == "grade":
            return [level["code"] for level in self.ranking.scheme["levels"]]
        if self.group == "country":
            return sorted(countries_of(self.member), key=lambda country: (country == "", country))
        order = "-name" if self.view.sort == "owner" and self.view.descending and not self.view.group else "name"
        return [*_owning(self.member).order_by(order, "pk").values_list("pk", flat=True), None]

    def in_order(self, rows: StandingQuerySet, keys: Sequence[Any]) -> StandingQuerySet:
        """Rows of several groups, the groups in the order of their keys."""
        path = GROUPS[self.group]
        place = Case(
            *[When(_is(path, key), then=Value(place)) for place, key in enumerate(keys)],
            default=Value(len(keys)),
            output_field=IntegerField(),
        )
        if self.sort == "name":
            return rows.order_by(place, "-account__name" if self.descending else "account__name", "rank")
        return rows.order_by(place, unknown_last(SORTS[self.sort], descending=self.descending), "rank")


def _among(path: str, keys: Sequence[Any]) -> Q:
    named = Q(**{f"{path}__in": [key for key in keys if key is not None]})
    return named | _is(path, None) if None in keys else named


def _is(path: str, key: Any) -> Q:
    return Q(**{f"{path}__isnull": True}) if key is None else Q(**{path: key})


def _pieces(asked: _Asked, last: Standing | None) -> Iterator[Any]:
    """The rows from the page's first one on, in several queries of which only as many as needed are made."""
    if not asked.group:
        yield from _in_sort(asked, chosen(asked.ranking, asked.member, asked.view), last)
        return
    keys = asked.keys()
    begin = group_key(last, asked.group) if last else None
    start = keys.index(begin) if last and begin in keys else 0
    if keys[start:] and (last or asked.few is None):
        yield from _in_sort(asked, asked.rows_of(keys[start : start + 1]), last)
        start += 1
    for batch in [keys[start:]] if asked.few is not None else _batches(keys[start:]):
        yield _shown(asked.in_order(asked.rows_of(batch), batch))


def _batches(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Groups of many rows in batches of 1, 2, 4, 8, ...: large ones fill a page at once, and many small ones soon."""
    begin, size = 0, 1
    while begin < len(keys):
        yield keys[begin : begin + size]
        begin, size = begin + size, 2 * size


def _in_sort(asked: _Asked, rows: StandingQuerySet, last: Standing | None) -> Iterator[Any]:
    if asked.sort == "name":
        yield _by_name(asked, rows, last)
        return
    segments = _segments(rows, asked.sort, descending=asked.descending)
    if last and getattr(last, SORTS[asked.sort].column) is None:
        # The page goes on among the rows whose value is unknown, which come last.
        segments = segments[-1:]
    for segment in segments:
        yield _shown(segment.after([getattr(last, column) for column in segment.columns] if last else None))
        last = None


def _segments(rows: StandingQuerySet, sort: str, *, descending: bool) -> list[Segment]:
    """The rows in order, those with an unknown value last."""
    order = SORTS[sort]
    if order.column == "rank":
        return [Segment(rows, ("rank",), descending)]
    columns = (order.column, "rank")
    if not order.nullable:
        return [Segment(rows, columns, descending)]
    unknown = {f"{order.column}__isnull": True}
    return [
        Segment(rows.exclude(**unknown), columns, descending),
        Segment(rows.filter(**unknown), ("rank",), descending),
    ]


def _by_name(asked: _Asked, rows: StandingQuerySet, last: Standing | None) -> "_Named":
    """In order of name, which is the accounts' own: few rows are sorted, among many the accounts are walked along."""
    few = _few(rows)
    accounts: AccountQuerySet = Account.objects.present()
    if few is not None:
        accounts = accounts.filter(standings__in=few)
    else:
        accounts = accounts.filter(Exists(rows.filter(account=OuterRef("pk"))))
    segment = Segment(accounts, ("name", "id"), asked.descending)
    return _Named(segment.after([last.account.name, last.account_id] if last else None), asked.ranking)


@dataclass(frozen=True)
class _Named:
    """The standings of accounts in the accounts' order, read when a slice is asked for."""

    accounts: QuerySet[Account, Account]
    ranking: Ranking

    def __getitem__(self, wanted: slice) -> list[Standing]:
        numbers = list(self.accounts.values_list("pk", flat=True)[wanted])
        rows = _shown(self.ranking.standings.filter(account__in=numbers))
        by_account = {row.account_id: row for row in rows}
        return [by_account[number] for number in numbers]


def _shown(rows: QuerySet[Standing, Standing]) -> QuerySet[Standing, Standing]:
    """With account and owner, and of all three only what lists show."""
    return rows.select_related("account__owner").only(*LISTED)
