"""A list as a noun declares it: what a row shows, what may be asked for, and in which orders it comes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from pydantic import TypeAdapter
from pydantic import ValidationError as SchemaError

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.filters import Filter, narrowed
from tenure.api.pagination import MOST_ROWS, ROWS, Place, page, question_of, read_cursor, without, write_cursor
from tenure.api.rows import Shown
from tenure.api.schemas.fields import Words
from tenure.core.keyset import Segment
from tenure.core.policy import Actor, require_kind

WORDS = TypeAdapter[str](Words)
LONGEST_CURSOR = 2000

# A query set of plain rows that still has its noun's own methods, such as `visible_to`.
Rows = Any


@dataclass(frozen=True)
class Order:
    """One order of a list: the column and the key, or a column that is one (`unique`).

    Where the column may be unknown (`nullable`), those rows come last, by key.
    """

    column: str
    nullable: bool = False
    unique: bool = False

    def segments(self, rows: Rows, *, descending: bool) -> list[Segment]:
        """The rows in this order."""
        columns = (self.column,) if self.column == "id" or self.unique else (self.column, "id")
        if not self.nullable:
            return [Segment(rows, columns, descending)]
        known, unknown = {f"{self.column}__isnull": False}, {f"{self.column}__isnull": True}
        return [
            Segment(rows.filter(**known), columns, descending),
            Segment(rows.filter(**unknown), ("id",), descending),
        ]


@dataclass(frozen=True)
class Search:
    """How a list is searched: the rows that match, and the same in segments that come best match first."""

    matching: Callable[[Rows, str], Rows]
    best_first: Callable[[Rows, str], list[Segment]]


@dataclass(frozen=True)
class Listing:
    """A list: what a row shows, and the `hidden` fields that only its order needs; its filters, orders and search."""

    shown: Shown
    filters: Mapping[str, Filter]
    orders: Mapping[str, Order]
    default: str
    search: Search | None = None
    hidden: tuple[str, ...] = field(default=())

    @property
    def rows(self) -> Rows:
        """All rows there are, to be narrowed to those that the member sees."""
        return self.shown.rows

    def seen_by(self, member: Actor) -> "Listing":
        """The same list without what the member may not see of its rows: neither shown nor filtered nor sorted by."""
        shown = self.shown.seen_by(member)
        if not shown.hidden:
            return self
        filters = {name: each for name, each in self.filters.items() if each.lookup.split("__")[0] not in shown.hidden}
        orders = {name: each for name, each in self.orders.items() if each.column not in shown.hidden}
        return replace(self, shown=shown, filters=filters, orders=orders)

    @property
    def sorts(self) -> list[str]:
        """Every value that `sort` may have."""
        return [f"{sign}{name}" for name in self.orders for sign in ("", "-")]


def list_page(request: ApiRequest, listing: Listing, rows: Rows) -> HttpResponse:
    """One page of these rows, as the query string asks for it: {"items": [...], "next": cursor or null}.

    PermissionDenied where the member is told of no such thing.
    """
    require_kind(request.auth, listing.shown.noun)
    asked, listing = request.GET, listing.seen_by(request.auth)
    rows = narrowed(rows, asked, listing.filters, order=_column(listing, asked))
    question = question_of(request.path, asked.dict())
    start = _place(asked.get("cursor"), question)
    segments = _segments(listing, rows, asked.get("q"), asked.get("sort"))
    found, following = page(segments, listing.shown, limit=_limit(asked), start=start)
    if following:
        cursor = write_cursor(following, question)
    without(found, listing.hidden)
    return answer({"items": found, "next": cursor if following else None})


def _column(listing: Listing, asked: Mapping[str, str]) -> str:
    """The column of the list's order; none for the best match first, and for an order that there is not."""
    name = asked.get("sort", "" if "q" in asked else listing.default)
    order = listing.orders.get(name.removeprefix("-"))
    return order.column if order else ""


def _segments(listing: Listing, rows: Rows, text: str | None, sort: str | None) -> list[Segment]:
    if text is not None:
        if listing.search is None:
            raise ValidationError({"q": "This list cannot be searched; use its filters."})
        words = _words(text)
        if sort is None:
            return listing.search.best_first(rows, words)
        rows = listing.search.matching(rows, words)
    name = listing.default if sort is None else sort
    if name not in listing.sorts:
        raise ValidationError({"sort": f"{name[:60]!r} is no order; allowed are {', '.join(listing.sorts)}."})
    return listing.orders[name.removeprefix("-")].segments(rows, descending=name.startswith("-"))


def _words(text: str) -> str:
    try:
        return WORDS.validate_strings(text)
    except SchemaError as error:
        raise ValidationError({"q": f"{text[:60]!r} will not do; search for 1 to 100 printable characters."}) from error


def _limit(asked: Mapping[str, str]) -> int:
    text = asked.get("limit", str(ROWS))
    if not (text.isascii() and text.isdigit() and len(text) <= 3 and 1 <= int(text) <= MOST_ROWS):
        raise ValidationError({"limit": f"{text[:60]!r} will not do; a page has 1 to {MOST_ROWS} rows."})
    return int(text)


def _place(cursor: str | None, question: bytes) -> Place:
    return Place() if cursor is None else read_cursor(cursor[:LONGEST_CURSOR], question)
