"""What a drawn board consists of, whatever it is written to: cards, lines and bands, in pixels, with what they mean
rather than how they look."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenure.analytics.board.layout import Box, Point
from tenure.analytics.board.routes import LineKind
from tenure.integrations.stationery.looks import Word


class Look(StrEnum):
    """What a card stands for: one of theirs, somebody unknown, one of ours, a competitor."""

    PERSON = "person"
    UNKNOWN = "unknown"
    OURS = "ours"
    RIVAL = "rival"


@dataclass(frozen=True)
class Card:
    """Somebody on the board or beside it.

    `symbol` is the outline of the piece in a square of 24, `role` the line below the name, `cover` 0 to 1 with its two
    `footnotes`, percent and last contact; `description` says all of it in a sentence, for who cannot see it.
    """

    id: str
    look: Look
    box: Box
    name: str
    symbol: str = ""
    role: str = ""
    marks: tuple[Word, ...] = ()
    tone: str = ""
    cover: float | None = None
    footnotes: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True)
class Stroke:
    """A line between two cards by id, with its corners and what it says in words."""

    kind: LineKind
    source: str
    target: str
    points: tuple[Point, ...]
    width: float
    description: str

    @property
    def has_arrow(self) -> bool:
        """Whether it has a direction."""
        return self.kind in (LineKind.INFLUENCE, LineKind.ASSUMED, LineKind.ACCESS)


@dataclass(frozen=True)
class Band:
    """A level or function with its name, in its row or head of column."""

    label: str
    box: Box


@dataclass(frozen=True)
class Key:
    """A line of the legend: a kind of line, what it is called, and how many of it are drawn."""

    kind: LineKind
    label: str
    count: int


@dataclass(frozen=True)
class Drawing:
    """A drawn board; lines stand in the order in which they are drawn, below the cards."""

    width: float
    height: float
    title: str
    description: str
    rows: Sequence[Band]
    columns: Sequence[Band]
    strokes: Sequence[Stroke]
    cards: Sequence[Card]
    legend: Sequence[Key]
