"""Whether what a grade promises is kept: never a guess where nobody could know.

Every grade owns a service standard, the last one too: passengers on standby are content because they know what they
are promised, and get it. Source: METHODS 2.1, grades; McDonald & Woodburn on service by segment.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Kept(StrEnum):
    """How it stands with one promise."""

    KEPT = "kept"
    BROKEN = "broken"
    NEVER = "never"
    UNKNOWN = "unknown"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Tally:
    """How often a promise was kept and broken, and of how many nobody can know."""

    kept: int = 0
    broken: int = 0
    unknown: int = 0

    @property
    def share(self) -> float | None:
        """The part of 1 that was kept, kept / (kept + broken); None where nothing can be judged.

        >>> Tally(kept=3, broken=1, unknown=96).share
        0.75
        >>> Tally(unknown=4).share is None, Tally(broken=2).share
        (True, 0.0)
        """
        judged = self.kept + self.broken
        return self.kept / judged if judged else None


def kept_from(today: date, every: int) -> date:
    """The earliest day of a last contact that keeps, today, the promise of one in so many days: today - every.

    >>> kept_from(date(2026, 4, 1), 30)
    datetime.date(2026, 3, 2)

    Raises ValueError for a cadence of less than a day.
    """
    if every < 1:
        raise ValueError(f"A cadence is a day or more; {every} is none.")
    return today - timedelta(days=every)


def judge_contact(last: date | None, *, every: int | None, today: date, known_since: date | None) -> Kept:
    """Say whether somebody was in touch within the days promised.

    `every` is the promise in days, None for none. `known_since` is the day from which a contact would be on record: the
    later of when the account became known and when the company began to record; None while nothing is recorded.

    - kept: the last contact is no more than `every` days ago;
    - broken: it is longer ago;
    - never: there is none on record, and there would be, had it been promised to anybody: `every` days have been seen;
    - unknown: there is none on record, and the record is younger than `every` days;
    - nothing: nothing is promised.

    >>> day, began = date(2026, 4, 1), date(2025, 1, 1)
    >>> judge_contact(date(2026, 3, 2), every=30, today=day, known_since=began).value
    'kept'
    >>> judge_contact(date(2026, 3, 1), every=30, today=day, known_since=began).value
    'broken'
    >>> [judge_contact(None, every=30, today=day, known_since=since).value for since in (began, date(2026, 3, 3), None)]
    ['never', 'unknown', 'unknown']
    >>> judge_contact(None, every=None, today=day, known_since=began).value
    'nothing'
    """
    if every is None:
        return Kept.NOTHING
    limit = kept_from(today, every)
    if last is None:
        return Kept.NEVER if known_since is not None and known_since <= limit else Kept.UNKNOWN
    return Kept.KEPT if last >= limit else Kept.BROKEN


def judge_delivery(confirmed: date | None, delivered: date | None, *, today: date, is_open: bool) -> Kept:
    """Say whether goods came by the day that was confirmed; early is kept, too.

    Goods still open after that day are late. Of goods that have come, nobody knows when, nothing is said.

    >>> day = date(2026, 4, 10)
    >>> judge_delivery(day, day, today=day, is_open=False).value
    'kept'
    >>> judge_delivery(day, date(2026, 4, 11), today=date(2026, 5, 1), is_open=False).value
    'broken'
    >>> [judge_delivery(date(2026, 4, 9), None, today=day, is_open=is_open).value for is_open in (True, False)]
    ['broken', 'unknown']
    >>> [judge_delivery(due, None, today=day, is_open=True).value for due in (day, None)]
    ['nothing', 'nothing']
    """
    if confirmed is None or (delivered is None and confirmed >= today):
        return Kept.NOTHING
    if delivered is not None:
        return Kept.KEPT if delivered <= confirmed else Kept.BROKEN
    return Kept.BROKEN if is_open else Kept.UNKNOWN


def tally(judged: Iterable[tuple[Kept, int]]) -> Tally:
    """Count judgements, each with how often it was made; never is broken, and nothing promised is not counted.

    >>> tally([(Kept.KEPT, 3), (Kept.BROKEN, 1), (Kept.NEVER, 2), (Kept.UNKNOWN, 4), (Kept.NOTHING, 9)])
    Tally(kept=3, broken=3, unknown=4)
    """
    counts = dict.fromkeys(Kept, 0)
    for kept, count in judged:
        counts[kept] += count
    return Tally(counts[Kept.KEPT], counts[Kept.BROKEN] + counts[Kept.NEVER], counts[Kept.UNKNOWN])
