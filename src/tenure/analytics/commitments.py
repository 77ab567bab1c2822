"""Whether what was owed was done by the day first promised: how it stands with one commitment, and with many.

A promise that is given another day is not kept by meeting the new one: whoever waited, waited. So the day first
promised is what counts, and being put off beyond it is a word of its own. Source: METHODS 2.20, accountability.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from tenure.analytics.intervals import wilson_interval

# Below so many that were due, a share would say more than anybody knows.
FEWEST_DUE = 5


class CommitmentState(StrEnum):
    """What was done about a commitment; all but open are settled, on a day."""

    OPEN = "open"
    KEPT = "kept"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


class Status(StrEnum):
    """How it stands with a commitment on a day."""

    OPEN = "open"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    SLIPPED = "slipped"
    KEPT = "kept"
    KEPT_LATE = "kept_late"
    MISSED = "missed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Owed:
    """What is known of a commitment: the day first promised and the one promised now, and what became of it.

    `slips` says how often it was put off beyond the day first promised; `settled_on` is None while it is open.
    """

    first_due_on: date
    due_on: date
    state: CommitmentState = CommitmentState.OPEN
    settled_on: date | None = None
    slips: int = 0

    def is_settled(self, day: date) -> bool:
        """Whether it was settled by the end of that day; what was settled later was still open then."""
        return self.state != CommitmentState.OPEN and (self.settled_on is None or self.settled_on <= day)


def slips_after(slips: int, *, first_due_on: date, due_on: date, until: date) -> int:
    """How often a commitment was put off once it is moved from `due_on` to `until`.

    It counts as put off when the new day lies beyond both the present one and the one first promised; brought forward
    it does not.

    >>> first, later, latest = date(2026, 3, 12), date(2026, 3, 19), date(2026, 3, 26)
    >>> slips_after(0, first_due_on=first, due_on=first, until=later)
    1
    >>> slips_after(1, first_due_on=first, due_on=later, until=latest)
    2
    >>> [slips_after(2, first_due_on=first, due_on=latest, until=day) for day in (later, first)]
    [2, 2]
    """
    return slips + (until > max(first_due_on, due_on))


def status_on(owed: Owed, day: date) -> Status:
    """How it stands with a commitment on a day.

    - withdrawn, missed: settled so by that day;
    - kept: done by the day first promised and never put off; kept late: done later, or after being put off;
    - overdue, due today: open, and its present day is past, or is this day;
    - slipped: open, put off at least once, and its present day is still to come; open: the same, never put off.

    >>> first, later = date(2026, 3, 12), date(2026, 3, 19)
    >>> [status_on(Owed(first, first), day).value for day in (date(2026, 3, 1), first, later)]
    ['open', 'due_today', 'overdue']
    >>> status_on(Owed(first, later, slips=1), first).value
    'slipped'
    >>> done = [Owed(first, first, CommitmentState.KEPT, on) for on in (first, later)]
    >>> [status_on(one, later).value for one in done], status_on(done[1], first).value
    (['kept', 'kept_late'], 'due_today')
    """
    if owed.is_settled(day):
        return _settled(owed)
    if owed.due_on < day:
        return Status.OVERDUE
    if owed.due_on == day:
        return Status.DUE_TODAY
    return Status.SLIPPED if owed.slips else Status.OPEN


def _settled(owed: Owed) -> Status:
    if owed.state != CommitmentState.KEPT:
        return Status(owed.state.value)
    in_time = owed.settled_on is None or owed.settled_on <= owed.first_due_on
    return Status.KEPT if in_time and not owed.slips else Status.KEPT_LATE


@dataclass(frozen=True)
class KeptRate:
    """How many of those that were due were kept, came late, slipped, were missed or are overdue; each counts once.

    `withdrawn` are left out of the rate, and named so that nobody has to guess.
    """

    kept: int = 0
    late: int = 0
    slipped: int = 0
    missed: int = 0
    overdue: int = 0
    withdrawn: int = 0

    @property
    def due(self) -> int:
        """How many were due."""
        return self.kept + self.late + self.slipped + self.missed + self.overdue

    @property
    def is_enough(self) -> bool:
        """Whether enough were due for a share of them to say something."""
        return self.due >= FEWEST_DUE

    @property
    def rate(self) -> float | None:
        """The part of 1 that was kept; None where there is not enough data.

        >>> KeptRate(kept=3, late=1, slipped=1).rate, KeptRate(kept=4).rate is None
        (0.6, True)
        """
        return self.kept / self.due if self.is_enough else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's interval of 95 % around the rate; None where there is not enough data."""
        return wilson_interval(self.kept, self.due) if self.is_enough else None

    def __add__(self, other: "KeptRate") -> "KeptRate":
        """Both together.

        >>> KeptRate(kept=1, late=2) + KeptRate(kept=3, withdrawn=1)
        KeptRate(kept=4, late=2, slipped=0, missed=0, overdue=0, withdrawn=1)
        """
        return KeptRate(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


def kept_rate(commitments: Iterable[Owed], day: date) -> KeptRate:
    """Count, of all that was due by a day, what was kept.

    The rate lies between 0, nothing that was due was kept, and 1, all of it was:

        rate = kept by the day first promised / due,    due = kept + late + slipped + missed + overdue

    Due is what was first promised for that day or an earlier one; what is still open on its very day is not judged
    yet. What was put off counts once, as slipped, whatever became of it; done without being put off but after its day
    is late; open past its day is overdue. Withdrawn is not due.

    >>> first, later = date(2026, 3, 12), date(2026, 3, 19)
    >>> kept, late = (Owed(first, first, CommitmentState.KEPT, on) for on in (first, later))
    >>> slipped = Owed(first, later, CommitmentState.KEPT, later, slips=1)
    >>> missed, gone = (Owed(first, first, CommitmentState(state), first) for state in ("missed", "withdrawn"))
    >>> found = kept_rate([kept, kept, late, slipped, missed, gone, Owed(first, first), Owed(later, later)], later)
    >>> found
    KeptRate(kept=2, late=1, slipped=1, missed=1, overdue=1, withdrawn=1)
    >>> round(found.rate, 3), [round(end, 3) for end in found.interval]
    (0.333, [0.097, 0.7])

    Fewer than 5 due are not enough data: rate and interval are None. Without any all counts are 0.

    Source: METHODS 2.20, commitment kept rate; Wilson's interval as in `analytics.intervals`.
    """
    counts = dict.fromkeys((one.name for one in fields(KeptRate)), 0)
    for owed in commitments:
        counted = _counted(owed, day)
        if counted:
            counts[counted] += 1
    return KeptRate(**counts)


def _counted(owed: Owed, day: date) -> str:
    """Under which count a commitment falls; none when it was not due."""
    settled = owed.is_settled(day)
    if owed.first_due_on > day or (not settled and owed.first_due_on == day):
        return ""
    if settled and owed.state == CommitmentState.WITHDRAWN:
        return "withdrawn"
    if settled and owed.state == CommitmentState.MISSED:
        return "missed"
    if owed.slips:
        return "slipped"
    if not settled:
        return "overdue"
    return "kept" if owed.settled_on is None or owed.settled_on <= owed.first_due_on else "late"
