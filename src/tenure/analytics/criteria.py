"""What a selection is made of: criteria, the levels of a grade scheme and the label packs that name them."""

from dataclasses import dataclass
from enum import StrEnum

from tenure.analytics.wording import pgettext_noop

TOP_SCORE = 10.0


class Direction(StrEnum):
    """Whether more of a measure is better (benefit) or worse (cost)."""

    BENEFIT = "benefit"
    COST = "cost"


class Normalisation(StrEnum):
    """How a raw measure becomes a score of 0 to 10."""

    ANCHORED = "anchored"
    MIN_MAX = "min_max"
    MAX = "max"
    SUM = "sum"
    VECTOR = "vector"
    PERCENTILE = "percentile"


@dataclass(frozen=True)
class Anchor:
    """A raw value and the score of 0 to 10 it deserves; between two anchors the score is linear."""

    value: float
    score: float


@dataclass(frozen=True)
class KnockOut:
    """A limit that, when switched on, keeps an account out of every grade but the last.

    An account is knocked out when its known raw value is below `minimum` or above `maximum`; an unknown value never
    knocks out.
    """

    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True)
class Criterion:
    """One weighted question asked of every account.

    `measure` names the column of raw values; `anchors` are empty until first proposed from the data and are then
    frozen, so that years compare; `objective` is the business objective the criterion serves, in the owner's words.
    """

    code: str
    name: str
    measure: str
    weight: float
    direction: Direction = Direction.BENEFIT
    normalisation: Normalisation = Normalisation.ANCHORED
    anchors: tuple[Anchor, ...] = ()
    knock_out: KnockOut | None = None
    objective: str = ""


@dataclass(frozen=True)
class Level:
    """One step of a grade scheme, given by a cut on the score, by a number of places, by both, or by neither.

    A level without cut and without places takes everyone who is left.
    """

    code: str
    cut: float | None = None
    places: int | None = None


@dataclass(frozen=True)
class GradeScheme:
    """Levels from best to last, and how far beyond a cut a score must go before a held grade changes.

    `key_levels` says how many of them, counted from the best, hold key accounts; the last level never does.
    """

    levels: tuple[Level, ...]
    hysteresis: float = 0.3
    key_levels: int = 2


LABEL_PACKS: dict[str, tuple[str, ...]] = {
    "football": (
        pgettext_noop("grade", "Premier"), pgettext_noop("grade", "1st Division"),
        pgettext_noop("grade", "2nd Division"), pgettext_noop("grade", "Non-League"),
    ),
    "olympic": (
        pgettext_noop("grade", "Gold"), pgettext_noop("grade", "Silver"), pgettext_noop("grade", "Bronze"),
        pgettext_noop("grade", "Entrant"),
    ),
    "airline": (
        pgettext_noop("grade", "First"), pgettext_noop("grade", "Club"), pgettext_noop("grade", "Economy"),
        pgettext_noop("grade", "Standby"),
    ),
}  # fmt: skip

DEFAULT_SCHEME = GradeScheme(
    levels=(Level("a", cut=7.0), Level("b", cut=5.5), Level("c", cut=4.0), Level("d")),
)
