"""The five levels that an engagement with an account goes through: what they ask for, and how long it was in each.

Days count whole: an engagement that came to a level and left it on the same day was there for 0 days.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median
from types import MappingProxyType


class Level(StrEnum):
    """Where an engagement is, in the order in which the levels follow one another."""

    PRE_SALES = "pre_sales"
    NEGOTIATION = "negotiation"
    IMPLEMENTATION = "implementation"
    REVIEW = "review"
    EXPLOITATION = "exploitation"


class Criterion(StrEnum):
    """What is asked of a level, of whoever enters it or leaves it."""

    NEED_HEARD = "need_heard"
    USERS_MET = "users_met"
    DECIDERS_KNOWN = "deciders_known"
    SOLUTION_SHOWN = "solution_shown"
    MEANS_CHECKED = "means_checked"
    OFFER_MADE = "offer_made"
    LIMITS_SET = "limits_set"
    TERMS_AGREED = "terms_agreed"
    CONTRACT_SIGNED = "contract_signed"
    PROMISES_TOLD = "promises_told"
    ONBOARDING_RUNS = "onboarding_runs"
    BOTH_NAMED = "both_named"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    FIRST_VALUE = "first_value"
    MEASURED = "measured"
    REVIEW_DATED = "review_dated"
    VALUE_AGREED = "value_agreed"
    FAULTS_OWNED = "faults_owned"
    NEXT_AGREED = "next_agreed"
    RUNS_ALONE = "runs_alone"
    GROWTH_SEEN = "growth_seen"
    NEEDS_FOLLOWED = "needs_followed"
    END_AGREED = "end_agreed"


class Answer(StrEnum):
    """Whether a criterion is met; as long as nobody has said so it is unknown, which is not the same as not met."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"


class Move(StrEnum):
    """Which way an engagement goes from one level to another."""

    ON = "on"
    BACK = "back"


LEVELS = tuple(Level)
LAST = LEVELS[-1]
ENTRY: Mapping[Level, tuple[Criterion, ...]] = MappingProxyType(
    {
        Level.PRE_SALES: (Criterion.NEED_HEARD, Criterion.USERS_MET),
        Level.NEGOTIATION: (Criterion.OFFER_MADE, Criterion.LIMITS_SET),
        Level.IMPLEMENTATION: (Criterion.ONBOARDING_RUNS, Criterion.BOTH_NAMED),
        Level.REVIEW: (Criterion.MEASURED, Criterion.REVIEW_DATED),
        Level.EXPLOITATION: (Criterion.RUNS_ALONE, Criterion.GROWTH_SEEN),
    }
)
EXIT: Mapping[Level, tuple[Criterion, ...]] = MappingProxyType(
    {
        Level.PRE_SALES: (Criterion.DECIDERS_KNOWN, Criterion.SOLUTION_SHOWN, Criterion.MEANS_CHECKED),
        Level.NEGOTIATION: (Criterion.TERMS_AGREED, Criterion.CONTRACT_SIGNED, Criterion.PROMISES_TOLD),
        Level.IMPLEMENTATION: (Criterion.DELIVERED, Criterion.ACCEPTED, Criterion.FIRST_VALUE),
        Level.REVIEW: (Criterion.VALUE_AGREED, Criterion.FAULTS_OWNED, Criterion.NEXT_AGREED),
        Level.EXPLOITATION: (Criterion.NEEDS_FOLLOWED, Criterion.END_AGREED),
    }
)
# After how many days an engagement is long in its level; exploitation may last.
GUIDE_DAYS: Mapping[Level, int] = MappingProxyType(
    {Level.PRE_SALES: 120, Level.NEGOTIATION: 60, Level.IMPLEMENTATION: 90, Level.REVIEW: 30}
)
# Below so many that have left a level, their median would say more than anybody knows.
FEWEST_LEFT = 5


def next_level(level: Level) -> Level | None:
    """The level that follows; None after the last.

    >>> next_level(Level.REVIEW).value, next_level(Level.EXPLOITATION)
    ('exploitation', None)
    """
    return None if level == LAST else LEVELS[LEVELS.index(level) + 1]


def move_between(level: Level, to: Level) -> Move | None:
    """Which way it goes from a level to another: on by one, or back by any number; None for what is no move.

    >>> [move_between(Level.NEGOTIATION, to) for to in (Level.IMPLEMENTATION, Level.PRE_SALES, Level.REVIEW)]
    [<Move.ON: 'on'>, <Move.BACK: 'back'>, None]
    """
    if to == next_level(level):
        return Move.ON
    return Move.BACK if LEVELS.index(to) < LEVELS.index(level) else None


def missing_to_leave(level: Level, answers: Mapping[Criterion, Answer]) -> tuple[Criterion, ...]:
    """What a level still asks for before it is left, in its order: all that is not met, unknown included.

    >>> known = {Criterion.TERMS_AGREED: Answer.MET, Criterion.CONTRACT_SIGNED: Answer.NOT_MET}
    >>> [one.value for one in missing_to_leave(Level.NEGOTIATION, known)]
    ['contract_signed', 'promises_told']
    """
    return tuple(one for one in EXIT[level] if answers.get(one, Answer.UNKNOWN) != Answer.MET)


@dataclass(frozen=True)
class Stay:
    """A time in a level: since a day, until another, None while it lasts."""

    level: Level
    since: date
    until: date | None = None


def days_in_levels(stays: Iterable[Stay], today: date) -> dict[Level, int]:
    """Return the days that an engagement was in each of the levels in which it was.

    A level to which it went back counts all its times together, so that going to and fro hides nothing:

        days(level) = sum over its times of (until, or today while it lasts) - since

    >>> first, second, third = date(2026, 1, 1), date(2026, 2, 1), date(2026, 2, 11)
    >>> went = [Stay(Level.PRE_SALES, first, second), Stay(Level.NEGOTIATION, second, third)]
    >>> found = days_in_levels([*went, Stay(Level.PRE_SALES, third)], date(2026, 2, 20))
    >>> {level.value: days for level, days in found.items()}
    {'pre_sales': 40, 'negotiation': 10}

    Without any times the answer is empty. Raises ValueError for a time that ends before it begins, or begins after
    `today`. Source: this project's own reading of time in stage.
    """
    found: dict[Level, int] = {}
    for stay in stays:
        days = ((stay.until or today) - stay.since).days
        if days < 0:
            raise ValueError(
                f"A time in {stay.level} from {stay.since} to {stay.until or today} ends before it begins."
            )
        found[stay.level] = found.get(stay.level, 0) + days
    return found


@dataclass(frozen=True)
class Usual:
    """How many days a level usually takes, None where it may last; the median `of` so many, the guideline's if of 0."""

    days: float | None
    of: int = 0


def usual_days(level: Level, left: Sequence[int]) -> Usual:
    """Return how long a level usually takes, from the days of the engagements that have left it for the next.

    The median of one's own where at least 5 have left the level, else the guideline: 120 days for pre-sales, 60 for
    contract negotiation, 90 for implementation, 30 for review; exploitation may last.

    >>> usual_days(Level.NEGOTIATION, [30, 40, 50, 90]), usual_days(Level.NEGOTIATION, [30, 40, 50, 90, 200])
    (Usual(days=60, of=0), Usual(days=50, of=5))
    >>> usual_days(Level.EXPLOITATION, [400] * 9)
    Usual(days=None, of=0)

    Source: the guideline for the first two adds up to 180 days, where published ranges for sales to large companies
    end; the others are this project's own.
    """
    if level == LAST:
        return Usual(None)
    if len(left) < FEWEST_LEFT:
        return Usual(GUIDE_DAYS[level])
    return Usual(median(left), len(left))


def is_long(days: int, usual: Usual) -> bool:
    """Whether so many days in a level are more than usual.

    >>> is_long(60, Usual(60)), is_long(61, Usual(60)), is_long(999, Usual(None))
    (False, True, False)
    """
    return usual.days is not None and days > usual.days
