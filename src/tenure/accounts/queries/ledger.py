"""The ledger of promises: what is owed and what became of it, in pages by key, with its figures."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from tenure.accounts.models import Commitment, CommitmentQuerySet
from tenure.accounts.queries.commitments import kept_rates
from tenure.analytics.commitments import CommitmentState, KeptRate
from tenure.core.keyset import Segment

PAGE = 50
WEEK = timedelta(days=7)


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

    Give only promises that the reader sees. They come with their account and with who owes them to whom.
    """
    rows = wanted.narrowed(commitments, today).select_related("account", "owner", "contact", "to_member", "to_contact")
    last = commitments.filter(pk=after).values_list("due_on", "pk").first() if after else None
    segment = Segment(rows, ("due_on", "id"), descending=wanted.latest_first)
    found = list(segment.after(last)[: limit + 1])
    return LedgerPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


@dataclass(frozen=True)
class LedgerFigures:
    """What is open, overdue, and due today or within the six days that follow."""

    still_open: int
    overdue: int
    this_week: int


def ledger_figures(commitments: QuerySet[Commitment], today: date) -> LedgerFigures:
    """Count what is open among these promises; one query."""
    is_open = Q(deleted_at=None, state=CommitmentState.OPEN.value)
    counted = commitments.order_by().aggregate(
        still_open=Count("pk", filter=is_open),
        overdue=Count("pk", filter=is_open & Q(due_on__lt=today)),
        this_week=Count("pk", filter=is_open & Q(due_on__gte=today, due_on__lt=today + WEEK)),
    )
    return LedgerFigures(**counted)


@dataclass(frozen=True)
class RateLine:
    """The kept rate of somebody of ours (by number) or of a department (by name)."""

    name: str
    rate: KeptRate
    member: int | None = None


def rates_by_member(commitments: CommitmentQuerySet, day: date) -> list[RateLine]:
    """Each member's kept rate, most due first; one query. Nothing for those of whom nothing was due."""
    found = kept_rates(commitments.exclude(owner=None), day, "owner", "owner__name")
    return _ordered([RateLine(name, rate, member) for (member, name), rate in found.items()])


def rates_by_department(commitments: CommitmentQuerySet, day: date) -> list[RateLine]:
    """Each department's kept rate, most due first; one query. Nothing for those of which nothing was due."""
    found = kept_rates(commitments.exclude(department=""), day, "department")
    return _ordered([RateLine(name, rate) for name, rate in found.items()])


def _ordered(lines: list[RateLine]) -> list[RateLine]:
    return sorted((line for line in lines if line.rate.due), key=lambda line: (-line.rate.due, line.name))


def departments_named(commitments: CommitmentQuerySet) -> list[str]:
    """The departments that have owed something, by name."""
    named = commitments.exclude(department="").order_by("department").values_list("department", flat=True)
    return list(named.distinct())
