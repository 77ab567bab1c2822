"""How complete and how fresh what is known of an account is.

A customer databank decays: people move, companies grow, telephone numbers change. What was true when it was written
down is worth less each year, so a score counts facts by their age and not by their presence alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

HALF_LIFE_DAYS = 730
STALE_DAYS = 365


@dataclass(frozen=True)
class Fact:
    """Something that should be known of an account: whether it is, and the day on which it was last confirmed."""

    name: str
    known: bool
    confirmed_on: date | None = None


@dataclass(frozen=True)
class Completeness:
    """How many facts are known, which are missing, which are older than a year, and how good they are together.

    `score` is between 0 (nothing is known) and 1 (all is known and was confirmed today). `oldest` is the known fact
    that was confirmed longest ago, None while none has a day.
    """

    known: int
    total: int
    score: float
    missing: tuple[str, ...]
    stale: tuple[str, ...]
    oldest: Fact | None


def completeness(facts: Sequence[Fact], today: date, *, half_life_days: int = HALF_LIFE_DAYS) -> Completeness:
    """Weigh what is known of an account by its age.

    The score lies between 0 and 1: 1 when every fact is known and was confirmed today, 0 when none is known.

        score = (1 / n) * sum over the known facts of 2 ** (-age / half_life)

    with n the number of facts and the age in days since a fact was confirmed: one confirmed a half-life ago counts
    half. A known fact without a day, or with one in the future, counts as confirmed today. A fact is stale when it is
    more than 365 days old.

    >>> today = date(2026, 3, 31)
    >>> facts = [Fact("city", True, today), Fact("phone", True, date(2024, 3, 31)), Fact("industry", False)]
    >>> found = completeness(facts, today)
    >>> found.known, found.total, round(found.score, 3), found.missing, found.stale
    (2, 3, 0.5, ('industry',), ('phone',))
    >>> found.oldest.name
    'phone'

    Without facts there is nothing to miss: the score is 1. Raises ValueError unless the half-life is positive.

    Source: exponential decay as for contact data in databank practice; the half-life of two years is our setting.
    """
    if half_life_days <= 0:
        raise ValueError(f"A half-life is a positive number of days, not {half_life_days}.")
    known = [fact for fact in facts if fact.known]
    dated = [fact for fact in known if fact.confirmed_on is not None]
    worth = sum(2 ** (-_age(fact, today) / half_life_days) for fact in known)
    return Completeness(
        known=len(known),
        total=len(facts),
        score=worth / len(facts) if facts else 1.0,
        missing=tuple(fact.name for fact in facts if not fact.known),
        stale=tuple(fact.name for fact in known if _age(fact, today) > STALE_DAYS),
        oldest=max(dated, key=lambda fact: _age(fact, today), default=None),
    )


def _age(fact: Fact, today: date) -> int:
    return max(0, (today - (fact.confirmed_on or today)).days)
