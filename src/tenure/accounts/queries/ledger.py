"""The ledger of promises: what is owed and what became of it, in pages by key, with its figures."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import add
from typing import Any, TypeVar

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet

from tenure.accounts.models import Commitment, CommitmentQuerySet
from tenure.accounts.queries.commitments import KEPT_COUNTS, kept_counts
from tenure.analytics.commitments import CommitmentState, KeptRate
from tenure.core.keyset import Segment
from tenure.core.unchanged import Unchanged
from tenure.people.models import Member

PAGE = 50
WEEK = timedelta(days=7)
# What a line names stands elsewhere.
NAMED = ("account", "owner", "contact", "to_member", "to_contact")
Summed = TypeVar("Summed", KeptRate, "LedgerFigures")


class Side(StrEnum):
    """Whose the promises are."""

    BOTH = ""
    OURS = "ours"
    THEIRS = "theirs"
    NOBODYS = "nobodys"


class Shown(StrEnum):
    """How far the promises are."""

    OPEN = "open"
    OVERDUE = "overdue"
    SETTLED = "settled"
    ALL = "all"


@dataclass(frozen=True)
class LedgerFilter:
    """Which promises are wanted: whose, how far, of which member (by number) and of which department."""

    side: Side = Side.BOTH
    shown: Shown = Shown.OPEN
    owner: int | None = None
    department: str = ""

    @property
    def latest_first(self) -> bool:
        """What is open comes by its day, overdue first; what was settled, latest first."""
        return self.shown in (Shown.SETTLED, Shown.ALL)

    def narrowed(self, commitments: CommitmentQuerySet, today: date) -> CommitmentQuerySet:
        """Those that are wanted."""
        if self.owner is not None:
            commitments = commitments.filter(owner=self.owner)
        if self.department:
            commitments = commitments.filter(department=self.department)
        return commitments.filter(_SIDES[self.side], self._progress(today))

    def _progress(self, today: date) -> Q:
        is_open = Q(state=CommitmentState.OPEN.value)
        if self.shown == Shown.OVERDUE:
            return is_open & Q(due_on__lt=today)
        return {Shown.OPEN: is_open, Shown.SETTLED: ~is_open, Shown.ALL: Q()}[self.shown]


_SIDES = {
    Side.BOTH: Q(),
    Side.OURS: Q(contact=None),
    Side.THEIRS: Q(contact__isnull=False),
    Side.NOBODYS: Q(contact=None, owner=None),
}


@dataclass(frozen=True)
class LedgerPage:
    """Promises in order; `next_after` is the number of the last one, None on the last page."""

    commitments: list[Commitment]
    next_after: int | None


def ledger_page(
    commitments: CommitmentQuerySet, wanted: LedgerFilter, today: date, *, after: int = 0, limit: int = PAGE
) -> LedgerPage:
    """One page of those of the promises that are wanted, after the one numbered `after`.

    Give only promises that the reader sees. They come with the names of their account and of
    who owes them to whom.
    """
    rows = with_names(wanted.narrowed(commitments, today))
    last = commitments.filter(pk=after).values_list("due_on", "pk").first() if after else None
    segment = Segment(rows, ("due_on", "id"), descending=wanted.latest_first)
    found = list(segment.after(last)[: limit + 1])
    return LedgerPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


def with_names(commitments: CommitmentQuerySet) -> CommitmentQuerySet:
    """The promises with the names of their account and of who owes them to whom, and nothing else of these."""
    own = [field.attname for field in Commitment._meta.concrete_fields]
    return commitments.select_related(*NAMED).only(*own, *(f"{named}__name" for named in NAMED))


@dataclass(frozen=True)
class LedgerFigures:
    """What is open, overdue, and due today or within the six days that follow."""

    still_open: int = 0
    overdue: int = 0
    this_week: int = 0

    def __add__(self, other: "LedgerFigures") -> "LedgerFigures":
        """Both together."""
        return LedgerFigures(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True)
class RateLine:
    """The kept rate of somebody of ours (by number) or of a department (by name)."""

    name: str
    rate: KeptRate
    member: int | None = None


@dataclass(frozen=True)
class LedgerTally:
    """What a ledger says above its lines: of us and of them, and of each of us and each department, most due first.

    Nobody and no department stands there of whom nothing was due.
    """

    our_figures: LedgerFigures
    their_figures: LedgerFigures
    our_rate: KeptRate
    their_rate: KeptRate
    by_member: list[RateLine]
    by_department: list[RateLine]

    @property
    def figures(self) -> LedgerFigures:
        """Of both sides."""
        return self.our_figures + self.their_figures


@dataclass(frozen=True)
class _Share:
    """What the promises of one owner for one department on one side come to."""

    owner: int | None
    department: str
    is_theirs: bool
    rate: KeptRate
    figures: LedgerFigures


def _counted(commitments: QuerySet[Commitment], day: date) -> LedgerTally:
    shares = _shares(commitments, day)
    ours, theirs = ([share for share in shares if share.is_theirs is side] for side in (False, True))
    owners, departments = _rates(shares, "owner"), _rates(shares, "department")
    names = dict(Member.objects.filter(pk__in=owners).values_list("pk", "name"))
    return LedgerTally(
        our_figures=_sum((share.figures for share in ours), LedgerFigures()),
        their_figures=_sum((share.figures for share in theirs), LedgerFigures()),
        our_rate=_sum((share.rate for share in ours), KeptRate()),
        their_rate=_sum((share.rate for share in theirs), KeptRate()),
        by_member=_ordered([RateLine(names[owner], rate, owner) for owner, rate in owners.items()]),
        by_department=_ordered([RateLine(name, rate) for name, rate in departments.items()]),
    )


_tallies = Unchanged(_counted)


def ledger_tally(commitments: QuerySet[Commitment], day: date) -> LedgerTally:
    """Count everything a ledger says of these promises, unless nothing was written since they were last counted.

    It is one pass over them, and a second query names the members.
    """
    return _tallies(commitments, day)


def _shares(commitments: QuerySet[Commitment], day: date) -> list[_Share]:
    is_open = Q(deleted_at=None, state=CommitmentState.OPEN.value)
    figures = {
        "still_open": Count("pk", filter=is_open),
        "overdue_now": Count("pk", filter=is_open & Q(due_on__lt=day)),
        "this_week": Count("pk", filter=is_open & Q(due_on__gte=day, due_on__lt=day + WEEK)),
    }
    is_theirs = ExpressionWrapper(Q(contact__isnull=False), output_field=BooleanField())
    by = ("owner", "department", "is_theirs")
    rows = commitments.order_by().annotate(is_theirs=is_theirs).values(*by).annotate(**kept_counts(day), **figures)
    return [
        _Share(owner, department, is_theirs, KeptRate(*counts[:-3]), LedgerFigures(*counts[-3:]))
        for owner, department, is_theirs, *counts in rows.values_list(*by, *KEPT_COUNTS, *figures)
    ]


def _rates(shares: Iterable[_Share], by: str) -> dict[Any, KeptRate]:
    found: dict[Any, KeptRate] = {}
    for share in shares:
        if name := getattr(share, by):
            found[name] = found.get(name, KeptRate()) + share.rate
    return found


def _sum(parts: Iterable[Summed], nothing: Summed) -> Summed:
    return reduce(add, parts, nothing)


def _ordered(lines: list[RateLine]) -> list[RateLine]:
    return sorted((line for line in lines if line.rate.due), key=lambda line: (-line.rate.due, line.name))


def departments_named(commitments: CommitmentQuerySet) -> list[str]:
    """The departments that have owed something, by name."""
    named = commitments.exclude(department="").order_by("department").values_list("department", flat=True)
    return list(named.distinct())
