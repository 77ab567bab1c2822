"""How days, numbers and texts are written on paper."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenure.accounts.models import Commitment
from tenure.analytics.commitments import Status
from tenure.core.figures import written
from tenure.integrations.papers.paper import Block, Line, Paragraph
from tenure.integrations.stationery.looks import Word
from tenure.relationships.board_words import Mark

NOTHING = "–"
# As many steps as an axis of values has at most.
MOST_STEPS = 6
ROUND_STEPS = (1, 2, 5, 10)


def plain(text: object) -> Line:
    """Something as one word on one line; a dash for nothing."""
    said = "" if text is None else _on_one_line(text)
    return (Word(said or NOTHING),)


def with_note(text: object, *notes: object) -> Line:
    """Something, with quiet notes behind it."""
    return (Word(_on_one_line(text)), *(Word(f"  {_on_one_line(note)}", "quiet") for note in notes if note))


def _on_one_line(text: object) -> str:
    return " ".join(part.strip() for part in str(text).splitlines()).strip()


def day_words(day: date | datetime | None) -> str:
    """A day as pages write it, on one line."""
    if day is None:
        return ""
    said = date_format(localtime(day) if isinstance(day, datetime) else day, "j M Y")
    return said.replace(" ", "\N{NO-BREAK SPACE}")


def rounded(value: Decimal | None) -> str:
    """A sum without its cents; empty where nobody counted."""
    return "" if value is None else written(value, 0)


def short(value: Decimal | None, decimals: int = 2) -> str:
    """A number with decimals only where it has some; empty where there is none."""
    if value is None:
        return ""
    return written(value, 0 if value == value.to_integral_value() else decimals)


def inside(word: object) -> str:
    """A word of a list inside a sentence: in lower case, but in languages that write nouns with a capital."""
    return str(word).lower() if pgettext("a noun inside a sentence", "lower") == "lower" else str(word)


def texts(text: str) -> list[Block]:
    """The paragraphs of a text that somebody wrote, a line each."""
    return [Paragraph((Word(line),)) for line in lines_of(text)]


def lines_of(text: str) -> list[str]:
    """The lines of a text that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def mark_words(mark: Mark) -> Word:
    """A mark with its shape."""
    return Word(f"{mark.shape} {mark.word}".strip(), mark.tone)


def joined(marks: Iterable[Mark]) -> Line:
    """Marks one after the other."""
    found = [mark_words(mark) for mark in marks]
    return tuple(word for one in found for word in (Word(", "), one))[1:]


def promise_state(owed: Commitment, today: date) -> Line:
    """How it stands with a promise, as the ledger says it."""
    said = [_state(owed, owed.status_on(today))]
    if owed.slips:
        said.append(Word("  " + _("first %(day)s") % {"day": day_words(owed.first_due_on)}, "quiet"))
    return said


def _state(owed: Commitment, status: Status) -> Word:
    due, settled = day_words(owed.due_on), {"day": day_words(owed.settled_on)}
    match status:
        case Status.OVERDUE:
            return Word("▲ " + _("overdue") + f" {due}", "bad")
        case Status.DUE_TODAY:
            return Word("● " + _("today"), "warn")
        case Status.KEPT:
            return Word("✓ " + _("kept %(day)s") % settled, "good")
        case Status.KEPT_LATE:
            return Word("✓ " + _("kept late, %(day)s") % settled, "warn")
        case Status.MISSED:
            return Word("✕ " + _("missed, %(day)s") % settled, "bad")
        case Status.WITHDRAWN:
            return Word("– " + _("withdrawn %(day)s") % settled, "quiet")
    return Word(f"○ {due}")


def round_values(least: float, most: float) -> list[float]:
    """Evenly spaced round values around all from the least to the most, nought among them.

    >>> round_values(-250, 270)
    [-400, -200, 0, 200, 400]
    >>> round_values(0, 0)
    [0, 1]
    """
    low, high = min(least, 0.0), max(most, 0.0)
    step = _round_step((high - low) / (MOST_STEPS - 1) if high > low else 1.0)
    first, last = int(low // step), -int(-high // step)
    return [number * step for number in range(first, max(last, first + 1) + 1)]


def _round_step(least: float) -> float:
    power = 1.0
    while power * 10 <= least:
        power *= 10
    while power > least:
        power /= 10
    found = next(power * step for step in ROUND_STEPS if power * step >= least)
    return int(found) if found >= 1 else found


def month_starts(first: date, last: date) -> Iterator[date]:
    """The first days of the months that begin from one day to another.

    >>> [day.isoformat() for day in month_starts(date(2026, 11, 2), date(2027, 1, 1))]
    ['2026-12-01', '2027-01-01']
    """
    day = first.replace(day=1)
    while day <= last:
        if day >= first:
            yield day
        day = (day + timedelta(days=32)).replace(day=1)
