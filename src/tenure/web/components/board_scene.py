"""The board drawn: cards, fog, ours, competitors and the lines between them, with numbers ready for an SVG."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from tenure.analytics.board.layout import Box, Layout, Line, Point, lay_out, wishes_of
from tenure.analytics.board.position import Fog
from tenure.analytics.board.routes import LineKind
from tenure.relationships.queries import BoardOn
from tenure.web.components.board_people import PersonView
from tenure.web.components.board_words import LEVELS, LINES, SHAPES, function_words

ROUND = 7.0
"""How round the corners of lines are, in pixels."""
WIDEST = 1420.0
"""The widest board that shrinks to the screen instead of being scrolled: everything on it stays readable."""
MOST_LINES = 150
"""From more lines on, the less important kinds are left out until somebody asks for them."""
BY_IMPORTANCE = (
    LineKind.COMPETITORS,
    LineKind.TENSION,
    LineKind.ACCESS,
    LineKind.INFLUENCE,
    LineKind.OURS,
    LineKind.ASSUMED,
)


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
    """A person's card and where it stands; `bar` is the width of the cover's bar of 100."""

    person: PersonView
    place: Place
    bar: str


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
        width=written(layout.width),
        height=written(layout.height),
        fits=layout.width <= WIDEST,
        columns=[(functions[name], place_of(box)) for name, box in layout.columns.items()],
        rows=[(LEVELS[level], place_of(box)) for level, box in layout.rows.items()],
        cards=[Card(one, place_of(layout.people[one.id]), written(100 * one.cover)) for one in people],
        fog=[_fog(fog, box, functions) for fog, box in zip(shown.board.fog, layout.fog, strict=True)],
        ours=[_beside(code, names, box, leave) for code, box in layout.ours.items()],
        rivals=[_beside(code, names, box, leave) for code, box in layout.rivals.items()],
        lines=_lines(layout),
        choices=[LineChoice(kind, LINES[kind], counts[kind], kind in kinds) for kind in LineKind if counts[kind]],
        symbols={symbol: SHAPES[symbol] for symbol in sorted({one.symbol for one in people})},
    )


def usual_kinds(counts: Mapping[LineKind, int]) -> set[LineKind]:
    """The kinds that are shown unless somebody chooses: the important ones first, while they can be told apart.

    >>> sorted(usual_kinds(Counter({LineKind.OURS: 140, LineKind.TENSION: 2, LineKind.ASSUMED: 20})))
    [<LineKind.OURS: 'ours'>, <LineKind.TENSION: 'tension'>]
    """
    kinds, total = set(), 0
    for kind in BY_IMPORTANCE:
        total += counts[kind]
        if counts[kind] and total <= MOST_LINES:
            kinds.add(kind)
    return kinds


def rounded_path(points: Sequence[Point], radius: float = ROUND) -> str:
    """The path of a line with round corners.

    >>> rounded_path([(0, 0), (20, 0), (20, 20)])
    'M0 0L13 0Q20 0 20 7L20 20'
    """
    path = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        path.append(f"L{_pair(into)}Q{_pair(corner)} {_pair(out)}")
    return "".join([*path, f"L{_pair(points[-1])}"])


def _towards(corner: Point, other: Point, radius: float) -> Point:
    """The point at the radius, or half way where the piece is short."""
    away = hypot(other[0] - corner[0], other[1] - corner[1])
    share = min(radius, away / 2) / away if away else 0.0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _lines(layout: Layout) -> list[Drawn]:
    """The strongest last, on top of the others."""
    ordered = sorted(layout.lines, key=lambda line: (BY_IMPORTANCE[::-1].index(line.kind), line.strength))
    return [_drawn(line) for line in ordered]


def _drawn(line: Line) -> Drawn:
    return Drawn(
        line.kind, line.source, line.target, rounded_path(line.points), written(round(1 + 2 * line.strength, 1))
    )


def _fog(fog: Fog, box: Box, functions: Mapping[str, str]) -> FogCard:
    return FogCard(LEVELS[fog.level], functions[fog.function], place_of(box))


def _beside(code: str, names: Mapping[str, str], box: Box, leave: Mapping[str, str]) -> Beside:
    name = names.get(code, _("a colleague"))
    initials = "".join(part[0] for part in name.split()[:2]).upper()
    return Beside(code, name, initials, place_of(box), leave.get(code, ""))


def place_of(box: Box) -> Place:
    """A box as an SVG writes it."""
    numbers = (box.x, box.y, box.width, box.height, box.x + box.width / 2, box.y + box.height / 2)
    return Place(*map(written, numbers))


def written(number: float) -> str:
    """A number of pixels as an SVG writes it, whatever the language."""
    return f"{number:.1f}".removesuffix(".0")


def _pair(point: Point) -> str:
    return f"{written(point[0])} {written(point[1])}"
