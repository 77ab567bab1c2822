"""An onboarding plan in figures: when a client first got something from it, and where its steps lie in time.

How many steps were done in time is the kept rate of `analytics.commitments`: a step is a promise like any other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.analytics.commitments import CommitmentState, Owed


@dataclass(frozen=True)
class Step:
    """A step as somebody owes it; `is_first_value` where the client first gets something from it."""

    owed: Owed
    is_first_value: bool = False


@dataclass(frozen=True)
class FirstValue:
    """After how many days the client first got something, None as long as they have not, and after how many planned."""

    days: int | None
    planned: int | None


def time_to_first_value(started_on: date, steps: Iterable[Step], today: date) -> FirstValue:
    """Return after how many days the client first got something from an onboarding, and after how many it should be.

    0: on the day on which it started.

        days    = earliest day on which a step of first value was done - day of the start
        planned = earliest day first promised for such a step - day of the start

    >>> start, due, done = date(2026, 3, 2), date(2026, 4, 1), date(2026, 4, 6)
    >>> kept = Owed(due, due, CommitmentState.KEPT, done)
    >>> time_to_first_value(start, [Step(kept, is_first_value=True), Step(Owed(start, start))], done)
    FirstValue(days=35, planned=30)

    What was done after `today` was not done yet. Missed and withdrawn steps bring no value; withdrawn ones are not
    planned any more. Without a step of first value both are None.

    >>> time_to_first_value(start, [Step(kept, is_first_value=True)], due), time_to_first_value(start, [], due)
    (FirstValue(days=None, planned=30), FirstValue(days=None, planned=None))

    Source: time to first value as published for onboarding; what counts as value is said by the step.
    """
    valued = [step.owed for step in steps if step.is_first_value]
    planned = [one.first_due_on for one in valued if one.state != CommitmentState.WITHDRAWN]
    done = [
        one.settled_on
        for one in valued
        if one.state == CommitmentState.KEPT and one.settled_on is not None and one.settled_on <= today
    ]
    return FirstValue(_after(started_on, done), _after(started_on, planned))


def _after(started_on: date, days: Sequence[date]) -> int | None:
    return (min(days) - started_on).days if days else None


@dataclass(frozen=True)
class TimeLine:
    """The days from the first to the last of an onboarding, both of them on it."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Where a day lies, from 0 for the first to 1 for the last; what lies outside is at the nearer end.

        >>> line = TimeLine(date(2026, 3, 1), date(2026, 3, 11))
        >>> [line.place(day) for day in (date(2026, 3, 1), date(2026, 3, 6), date(2026, 4, 1), date(2026, 2, 1))]
        [0.0, 0.5, 1.0, 0.0]
        """
        length = (self.last - self.first).days
        return min(max((day - self.first).days / length, 0.0), 1.0) if length else 0.0


def time_line(days: Iterable[date]) -> TimeLine:
    """The line on which all these days lie.

    >>> time_line([date(2026, 4, 1), date(2026, 3, 2), date(2026, 3, 9)])
    TimeLine(first=datetime.date(2026, 3, 2), last=datetime.date(2026, 4, 1))

    Raises ValueError where there are none.
    """
    known = list(days)
    if not known:
        raise ValueError("A time line needs at least one day.")
    return TimeLine(min(known), max(known))
