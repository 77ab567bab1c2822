"""How the lines of a drawn board look, whatever draws them: which are shown, how thick, how round, which on top."""

from collections.abc import Iterable, Mapping, Sequence
from math import hypot

from tenure.analytics.board.layout import Line, Point
from tenure.analytics.board.routes import LineKind

ROUND = 7.0
"""How round the corners of lines are, in pixels."""
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


def usual_kinds(counts: Mapping[LineKind, int]) -> set[LineKind]:
    """The kinds that are shown unless somebody chooses: the important ones first, while they can be told apart.

    >>> sorted(usual_kinds({LineKind.OURS: 140, LineKind.TENSION: 2, LineKind.ASSUMED: 20}))
    [<LineKind.OURS: 'ours'>, <LineKind.TENSION: 'tension'>]
    """
    kinds, total = set(), 0
    for kind in BY_IMPORTANCE:
        number = counts.get(kind, 0)
        total += number
        if number and total <= MOST_LINES:
            kinds.add(kind)
    return kinds


def strongest_last(lines: Iterable[Line]) -> list[Line]:
    """The lines in the order in which they are drawn: the most important and strongest on top of the others."""
    return sorted(lines, key=lambda line: (BY_IMPORTANCE[::-1].index(line.kind), line.strength))


def width_of(line: Line) -> float:
    """How thick a line is, in pixels: 1 to 3 by its strength."""
    return round(1 + 2 * line.strength, 1)


def rounded_path(points: Sequence[Point], radius: float = ROUND) -> str:
    """The path of a line with round corners, as an SVG writes it.

    >>> rounded_path([(0, 0), (20, 0), (20, 20)])
    'M0 0L13 0Q20 0 20 7L20 20'
    """
    path = [f"M{_pair(points[0])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        path.append(f"L{_pair(into)}Q{_pair(corner)} {_pair(out)}")
    return "".join([*path, f"L{_pair(points[-1])}"])


def pixels(number: float) -> str:
    """A length with at most one decimal, written the same in every language.

    >>> pixels(12.0), pixels(12.34)
    ('12', '12.3')
    """
    return f"{number:.1f}".removesuffix(".0")


def _towards(corner: Point, other: Point, radius: float) -> Point:
    """The point at the radius, or half way where the piece is short."""
    away = hypot(other[0] - corner[0], other[1] - corner[1])
    share = min(radius, away / 2) / away if away else 0.0
    return corner[0] + (other[0] - corner[0]) * share, corner[1] + (other[1] - corner[1]) * share


def _pair(point: Point) -> str:
    return f"{pixels(point[0])} {pixels(point[1])}"
