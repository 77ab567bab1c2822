"""A mentor's review of a plan: when it is due, what is talked about in which minutes, what became of the last one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from tenure.analytics.commitments import Owed, Status, status_on

USUAL_DAYS = 90
# From so many days before a review on one may as well hold it.
SOON_DAYS = 14


class Dueness(StrEnum):
    """How it stands with the next review."""

    NOT_DUE = "not_due"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Due:
    """The day of the next review, how it stands with it, and by how many days it is late, 0 where it is not."""

    on: date
    state: Dueness
    days_late: int = 0


def next_review_on(started_on: date, last_on: date | None = None, *, every_days: int = USUAL_DAYS) -> date:
    """Return the day by which a plan is to be reviewed: so many days after its last review, else after its start.

    >>> str(next_review_on(date(2026, 1, 1))), str(next_review_on(date(2026, 1, 1), date(2026, 3, 2)))
    ('2026-04-01', '2026-05-31')

    Raises ValueError for less than one day. Source: METHODS 2.11; every three months, C03.
    """
    if every_days < 1:
        raise ValueError(f"A plan is to be reviewed every {every_days} days; it must be 1 or more.")
    return (last_on or started_on) + timedelta(days=every_days)


def review_due(due_on: date, today: date) -> Due:
    """Return how it stands with a review that is to be held by a day.

    Not due: more than 14 days ahead; soon: 14 days ahead or fewer; due: on its day; overdue: after it.

    >>> day = date(2026, 4, 1)
    >>> [review_due(day, on).state.value for on in (date(2026, 3, 17), date(2026, 3, 18), day)]
    ['not_due', 'soon', 'due']
    >>> late = review_due(day, date(2026, 4, 13))
    >>> late.state.value, late.days_late
    ('overdue', 12)

    Source: this project's own rule.
    """
    ahead = (due_on - today).days
    if ahead < 0:
        return Due(due_on, Dueness.OVERDUE, -ahead)
    if ahead == 0:
        return Due(due_on, Dueness.DUE)
    return Due(due_on, Dueness.SOON if ahead <= SOON_DAYS else Dueness.NOT_DUE)


class AgendaItem(StrEnum):
    """What a review talks about, in this order."""

    FINDINGS = "findings"
    CHANGES = "changes"
    PROMISES = "promises"
    BALANCE = "balance"
    VALUES = "values"
    CARD = "card"
    OBJECTIVES = "objectives"
    DECISIONS = "decisions"


# Three quarters of an hour in all.
MINUTES: dict[AgendaItem, int] = {
    AgendaItem.FINDINGS: 6,
    AgendaItem.CHANGES: 8,
    AgendaItem.PROMISES: 5,
    AgendaItem.BALANCE: 5,
    AgendaItem.VALUES: 5,
    AgendaItem.CARD: 4,
    AgendaItem.OBJECTIVES: 7,
    AgendaItem.DECISIONS: 5,
}


@dataclass(frozen=True)
class AgendaPoint:
    """An item with its place, how many minutes it has, and the minute of the review in which it begins."""

    number: int
    item: AgendaItem
    minutes: int
    begins: int

    @property
    def ends(self) -> int:
        """The minute in which it ends."""
        return self.begins + self.minutes


def agenda() -> Sequence[AgendaPoint]:
    """Return the eight items of a review, one beginning where the other ends.

    >>> [(point.item.value, point.begins) for point in agenda()][:3], agenda()[-1].ends
    ([('findings', 0), ('changes', 6), ('promises', 14)], 45)

    Source: JOURNEYS 8, a review in 45 minutes; the minutes of each item are this project's own.
    """
    points: list[AgendaPoint] = []
    for number, (item, minutes) in enumerate(MINUTES.items(), start=1):
        points.append(AgendaPoint(number, item, minutes, points[-1].ends if points else 0))
    return points


@dataclass(frozen=True)
class FollowUp:
    """How many findings of a review were kept, late, are open, slipped, overdue, missed or withdrawn; each once."""

    kept: int = 0
    kept_late: int = 0
    open: int = 0
    slipped: int = 0
    overdue: int = 0
    missed: int = 0
    withdrawn: int = 0

    @property
    def all(self) -> int:
        """How many findings there were."""
        return sum(getattr(self, one.name) for one in fields(self))

    @property
    def unsettled(self) -> int:
        """How many the next review has to ask for again."""
        return self.open + self.slipped + self.overdue


def follow_up(findings: Iterable[Owed], day: date) -> FollowUp:
    """Return what has become of a review's findings by a day; what is due on that very day is still open.

    >>> first, later = date(2026, 3, 12), date(2026, 3, 19)
    >>> follow_up([Owed(first, first), Owed(first, later, slips=1), Owed(later, later)], first)
    FollowUp(kept=0, kept_late=0, open=2, slipped=1, overdue=0, missed=0, withdrawn=0)

    Without findings all counts are 0. Each finding is judged as `analytics.commitments.status_on` does.
    """
    counts = Counter(_counted(status_on(owed, day)) for owed in findings)
    return FollowUp(**{status.value: number for status, number in counts.items()})


def _counted(status: Status) -> Status:
    return Status.OPEN if status == Status.DUE_TODAY else status
