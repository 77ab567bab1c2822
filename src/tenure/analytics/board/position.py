"""A position on the board: the customer's people of one decision, our ties, the competitors' ties, who sways whom.

The rules of the board are this project's own proposal, see docs/board.md. Everything here is a frozen fact; nothing
knows what day it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Piece(StrEnum):
    """What somebody is for one buying decision."""

    KING = "king"
    QUEEN = "queen"
    ROOK = "rook"
    BISHOP = "bishop"
    KNIGHT = "knight"
    PAWN = "pawn"


class Kind(StrEnum):
    """What runs from one person of the customer's to another. Tension and restricted access sway nobody."""

    INFLUENCES = "influences"
    REPORTS_TO = "reports_to"
    FRIEND = "friend"
    TENSION = "tension"
    RESTRICTS_ACCESS = "restricts_access"

    @property
    def sways(self) -> bool:
        """Whether an opinion travels along it."""
        return self in _SWAYING


_SWAYING = frozenset({Kind.INFLUENCES, Kind.REPORTS_TO, Kind.FRIEND})
CHAMPION, SUPPORTER, NEUTRAL, SCEPTIC, BLOCKER = 2, 1, 0, -1, -2
HIGHEST_LEVEL, LOWEST_LEVEL = 5, 1


@dataclass(frozen=True)
class Person:
    """Somebody of the customer's on a square: level 5 (board) to 1 (operational), and a function.

    `stance` runs from -2 (blocker) to +2 (champion), `power` is formal power of 1 to 5, None where nobody has said.
    """

    id: str
    name: str
    stance: int
    level: int
    function: str
    piece: Piece
    power: int | None = None


@dataclass(frozen=True)
class Tie:
    """A tie of one of ours, or of a competitor, to a person: strength 0 to 1."""

    holder: str
    person: str
    strength: float


@dataclass(frozen=True)
class Influence:
    """What runs from one person to another, weight 0 to 1; `assumed` where geometry alone suggests it."""

    source: str
    target: str
    weight: float
    kind: Kind = Kind.INFLUENCES
    assumed: bool = False


@dataclass(frozen=True)
class Fog:
    """A square on which somebody sits whom nobody of ours knows."""

    level: int
    function: str
    weight: float = 1.0


@dataclass(frozen=True)
class Board:
    """A position. Every tie and influence names people of `people`; ids differ, also between the three sides.

    `members` are those of ours who may move, with a tie or without. Several kings share the crown (a committee);
    without a king nobody knows yet who decides. `sponsors` are our executive sponsors; while it is None anybody's line
    counts as a sponsor's.
    """

    people: tuple[Person, ...]
    members: tuple[str, ...] = ()
    ties: tuple[Tie, ...] = ()
    competitor_ties: tuple[Tie, ...] = ()
    influence: tuple[Influence, ...] = ()
    fog: tuple[Fog, ...] = ()
    sponsors: frozenset[str] | None = None

    @property
    def competitors(self) -> tuple[str, ...]:
        """Whoever holds a competitor's tie, in the order of the ties."""
        return tuple(dict.fromkeys(tie.holder for tie in self.competitor_ties))


@dataclass(frozen=True)
class Weights:
    """How much the four parts of the position score count."""

    material: float = 0.35
    king: float = 0.30
    control: float = 0.25
    structure: float = 0.10


_VALUES = {Piece.KING: 10.0, Piece.QUEEN: 9.0, Piece.ROOK: 5.0, Piece.BISHOP: 3.0, Piece.KNIGHT: 3.0, Piece.PAWN: 1.0}
_HOURS = {**dict.fromkeys(Piece, 6.0), Piece.KING: 12.0, Piece.QUEEN: 12.0}


@dataclass(frozen=True)
class Effort:
    """What a move brings and what it costs.

    A new line reaches `new_strength` and takes `line_hours` by piece; to strengthen an existing line, by `step`, or to
    be introduced takes `easier` of them. Each point of stance takes `stance_hours`.
    """

    new_strength: float = 0.5
    step: float = 0.2
    line_hours: Mapping[Piece, float] = field(default_factory=lambda: MappingProxyType(_HOURS))
    easier: float = 0.5
    stance_hours: float = 4.0
    reply_step: float = 0.3


@dataclass(frozen=True)
class Parameters:
    """The numbers of the rules, all to be edited: from what strength a line counts, from what cover somebody is
    covered, from what product of strengths a path to the king holds, and what the pieces and parts weigh."""

    line: float = 0.3
    cover: float = 0.5
    path: float = 0.2
    weights: Weights = Weights()
    values: Mapping[Piece, float] = field(default_factory=lambda: MappingProxyType(_VALUES))
    effort: Effort = Effort()


STANDARD = Parameters()
"""The published defaults."""

NOISE = 1e-9
"""Sums of decimals that differ by less are equal: .4 * .5 reaches a limit of .2."""


def reaches(value: float, limit: float) -> bool:
    """Whether a value is at least a limit, apart from noise in the last digits.

    >>> reaches(0.1 + 0.2, 0.3), reaches(1 - 0.9 - 0.1, 0), reaches(0.29, 0.3)
    (True, True, False)
    """
    return value >= limit - NOISE


def exceeds(value: float, limit: float) -> bool:
    """Whether a value is over a limit by more than noise.

    >>> exceeds(0.1 + 0.2, 0.3), exceeds(0.31, 0.3)
    (False, True)
    """
    return value > limit + NOISE
