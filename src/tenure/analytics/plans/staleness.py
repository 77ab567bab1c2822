"""Which sections of a plan nobody has looked at for too long."""

from datetime import date
from enum import StrEnum

USUAL_DAYS = 90


class Freshness(StrEnum):
    """How a section stands: reviewed lately, too long ago, or never."""

    FRESH = "fresh"
    STALE = "stale"
    NEVER = "never"


def freshness(reviewed_on: date | None, today: date, *, every_days: int = USUAL_DAYS) -> Freshness:
    """Return whether a section has been looked at within so many days.

    Fresh: reviewed `every_days` ago or later; stale: longer ago; never: on no day that is known, which is not fresh.
    Age = today - day of the last review, in days.

    >>> freshness(date(2026, 1, 1), date(2026, 4, 1)).value, freshness(date(2026, 1, 1), date(2026, 4, 2)).value
    ('fresh', 'stale')

    Raises ValueError for less than one day. Source: this project's own rule; METHODS 2.11 reviews every three months.
    """
    if every_days < 1:
        raise ValueError(f"A section is to be reviewed every {every_days} days; it must be 1 or more.")
    if reviewed_on is None:
        return Freshness.NEVER
    return Freshness.STALE if (today - reviewed_on).days > every_days else Freshness.FRESH
