"""Advice given without a sale: how much of it, and what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

YEAR = timedelta(days=365)


class AdviceResult(StrEnum):
    """What came of a piece of advice."""

    OPEN = "open"
    TAKEN = "taken"
    NOT_TAKEN = "not_taken"


@dataclass(frozen=True)
class AdviceTally:
    """Pieces of advice by what came of them."""

    taken: int = 0
    not_taken: int = 0
    still_open: int = 0

    @property
    def given(self) -> int:
        """All of them."""
        return self.taken + self.not_taken + self.still_open


def tally(given: Iterable[tuple[date, AdviceResult]], today: date) -> AdviceTally:
    """Count what was given in the 365 days that end today, each its day and what came of it.

    What lies before them or after today does not count. Nothing gives zeros.

    >>> day = date(2026, 3, 31)
    >>> year_ago = (date(2025, 3, 31), AdviceResult.TAKEN)
    >>> found = tally([(day, AdviceResult.TAKEN), (day, AdviceResult.OPEN), year_ago], day)
    >>> (found.given, found.taken, found.still_open)
    (2, 1, 1)
    """
    counted = [result for day, result in given if today - YEAR < day <= today]
    return AdviceTally(
        counted.count(AdviceResult.TAKEN), counted.count(AdviceResult.NOT_TAKEN), counted.count(AdviceResult.OPEN)
    )
