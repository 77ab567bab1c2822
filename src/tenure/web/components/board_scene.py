"""The board drawn: cards, fog, ours, competitors and the lines between them, with numbers ready for an SVG."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tenure.analytics.board.layout import Box, Layout, Line, lay_out, wishes_of
from tenure.analytics.board.position import Fog
from tenure.analytics.board.routes import LineKind
from tenure.analytics.board.strokes import pixels, rounded_path, strongest_last, usual_kinds, width_of
from tenure.relationships.board_people import PersonView
from tenure.relationships.board_words import LEVELS, LINES, SHAPES, function_words
from tenure.relationships.queries import BoardOn

WIDEST = 1420.0
"""The widest board that shrinks to the screen instead of being scrolled: everything on it stays readable."""


@dataclass(frozen=True)
class Place:
    """A rectangle as an SVG writes it, whatever the language."""

    x: str
    y: str
    width: str
    height: str
    middle_x: str
    middle_y: str


@dataclass(frozen=True)
class Card:
    """A person's card and where it stands; `bar` is the width of the cover's bar of 100, `said` the number of the row
    that says so."""

    person: PersonView
    place: Place
    bar: str
    said: int


@dataclass(frozen=True)
class Square:
    """A level and function of the board in which a card can be put, and what it is called."""

    level: int
    function: str
    name: str
    place: Place


@dataclass(frozen=True)
class FogCard:
    """A square on which somebody sits whom we do not know."""

    level: str | Promise
    function: str
    place: Place


@dataclass(frozen=True)
class Beside:
    """One of ours or a competitor at the side of the board."""

    id: str
    name: str
    initials: str
    place: Place
    url: str


@dataclass(frozen=True)
class Drawn:
    """A line: its kind, both ends by id, its path, and how thick it is."""

    kind: LineKind
    source: str
    target: str
    path: str
    width: str


@dataclass(frozen=True)
class LineChoice:
    """A kind of line that can be shown: its name, how many there are, and whether they are shown."""

    kind: LineKind
    label: str | Promise
    count: int
    is_shown: bool


@dataclass(frozen=True)
class Scene:
    """All that is drawn, in a box of so many pixels, which may shrink a little where it `fits` a screen so; `symbols`
    are the outlines of the pieces that are on it."""

    width: str
    height: str
    fits: bool
    columns: Sequence[tuple[str, Place]]
    rows: Sequence[tuple[str | Promise, Place]]
    squares: Sequence[Square]
    cards: Sequence[Card]
    fog: Sequence[FogCard]
    ours: Sequence[Beside]
    rivals: Sequence[Beside]
    lines: Sequence[Drawn]
    choices: Sequence[LineChoice]
    symbols: Mapping[str, str]


def scene_of(
    shown: BoardOn, people: Sequence[PersonView], wanted: Collection[str] | None, leave: Mapping[str, str]
) -> Scene:
    """Draw a board with lines of the wanted kinds, the usual ones where None; `leave` are addresses by id."""
    counts = Counter(wish.kind for wish in wishes_of(shown.board))
    kinds = usual_kinds(counts) if wanted is None else {kind for kind in LineKind if kind in wanted}
    layout = lay_out(shown.board, shown.columns, kinds)
    functions, names = function_words(), shown.names
    return Scene(
        width=pixels(layout.width),
        height=pixels(layout.height),
        fits=layout.width <= WIDEST,
        columns=[(functions[name], place_of(box)) for name, box in layout.columns.items()],
        rows=[(LEVELS[level], place_of(box)) for level, box in layout.rows.items()],
        squares=_squares(layout, functions),
        cards=[
            Card(one, place_of(layout.people[one.id]), pixels(100 * one.cover), shown.rows.get(one.id, 0))
            for one in people
        ],
        fog=[_fog(fog, box, functions) for fog, box in zip(shown.board.fog, layout.fog, strict=True)],
        ours=[_beside(code, names, box, leave) for code, box in layout.ours.items()],
        rivals=[_beside(code, names, box, leave) for code, box in layout.rivals.items()],
        lines=_lines(layout),
        choices=[LineChoice(kind, LINES[kind], counts[kind], kind in kinds) for kind in LineKind if counts[kind]],
        symbols={symbol: SHAPES[symbol] for symbol in sorted({one.symbol for one in people})},
    )


def _squares(layout: Layout, functions: Mapping[str, str]) -> list[Square]:
    return [
        Square(
            level, name, f"{functions[name]}, {LEVELS[level]}", place_of(Box(column.x, row.y, column.width, row.height))
        )
        for level, row in layout.rows.items()
        for name, column in layout.columns.items()
    ]


def _lines(layout: Layout) -> list[Drawn]:
    return [_drawn(line) for line in strongest_last(layout.lines)]


def _drawn(line: Line) -> Drawn:
    return Drawn(line.kind, line.source, line.target, rounded_path(line.points), pixels(width_of(line)))


def _fog(fog: Fog, box: Box, functions: Mapping[str, str]) -> FogCard:
    return FogCard(LEVELS[fog.level], functions[fog.function], place_of(box))


def _beside(code: str, names: Mapping[str, str], box: Box, leave: Mapping[str, str]) -> Beside:
    name = names.get(code, _("a colleague"))
    initials = "".join(part[0] for part in name.split()[:2]).upper()
    return Beside(code, name, initials, place_of(box), leave.get(code, ""))


def place_of(box: Box) -> Place:
    """A box as an SVG writes it."""
    numbers = (box.x, box.y, box.width, box.height, box.x + box.width / 2, box.y + box.height / 2)
    return Place(*map(pixels, numbers))
