"""Where everything on a political map stands: people by level, reporting lines as trees, and who sways or fights whom.

Rows are levels, the highest on top. Lines run along the gutters between the rows; where one has to cross a row it is
given a place of its own between the cards, so that none passes behind a card. In pixels, as `layout`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise
from statistics import fmean

from tenure.analytics.board.layout import CARD_HEIGHT, CARD_WIDTH, MARGIN, Box, Point
from tenure.analytics.board.position import STANDARD, Board, Influence, Kind, reaches
from tenure.analytics.board.reporting import Forest, forest_of, in_order

GAP, PASS_WIDTH, TRACK, LEAST_GUTTER, AROUND = 20.0, 10.0, 7.0, 34.0, 10.0
"""Between two cards; what a line takes that crosses a row; between two lines in a gutter; the least gutter; around the
cards of a row."""


class MapLine(StrEnum):
    """What a line of the map says."""

    REPORTS = "reports"
    INFLUENCE = "influence"
    TENSION = "tension"
    ACCESS = "access"


@dataclass(frozen=True)
class MappedLine:
    """A drawn line with its corners, from the lower or upper side of its source to one of its target."""

    kind: MapLine
    source: str
    target: str
    strength: float
    points: tuple[Point, ...]


@dataclass(frozen=True)
class PoliticalMap:
    """A drawn map: `people` by id, `rows` by level, highest first, and lines. A level without people has no row."""

    width: float
    height: float
    people: Mapping[str, Box]
    rows: Mapping[int, Box]
    lines: tuple[MappedLine, ...]


_KINDS = {
    Kind.REPORTS_TO: MapLine.REPORTS,
    Kind.INFLUENCES: MapLine.INFLUENCE,
    Kind.FRIEND: MapLine.INFLUENCE,
    Kind.TENSION: MapLine.TENSION,
    Kind.RESTRICTS_ACCESS: MapLine.ACCESS,
}


def lay_out_map(board: Board) -> PoliticalMap:
    """Return the political map of a board; what geometry alone assumes is not on it.

    Superiors stand above the middle of who reports to them, as far as others leave room. Influence is drawn from the
    strength of a line on, reporting lines, tension and restricted access always. Empty for a board without people.
    """
    rows = _rows(board)
    routes = [_route(edge, rows) for edge in _drawn_edges(board)]
    places = _places(forest_of(board), rows, routes)
    legs = [leg for route in routes for leg in route.legs]
    ports = _ports(legs, places)
    tracks = _tracks(legs, ports)
    tops, bottom = _tops(len(set(rows.values())), tracks)
    boxes = {name: replace(places[name], y=tops[row]) for name, row in rows.items()}
    width = max((place.right for place in places.values()), default=0.0) + MARGIN
    levels = sorted({person.level for person in board.people}, reverse=True)
    return PoliticalMap(
        width=width,
        height=bottom,
        people=boxes,
        rows={level: Box(0.0, tops[row] - AROUND, width, CARD_HEIGHT + 2 * AROUND) for row, level in enumerate(levels)},
        lines=tuple(_line(route, ports, tracks, tops) for route in routes),
    )


def _rows(board: Board) -> dict[str, int]:
    """The row of each person, 0 on top."""
    levels = sorted({person.level for person in board.people}, reverse=True)
    return {person.id: levels.index(person.level) for person in board.people}


def _drawn_edges(board: Board) -> list[Influence]:
    weak = Kind.INFLUENCES, Kind.FRIEND
    return [
        edge
        for edge in board.influence
        if not edge.assumed and (edge.kind not in weak or reaches(edge.weight, STANDARD.line))
    ]


@dataclass(frozen=True)
class _Leg:
    """A piece of a line in one gutter, gutter g being below row g: from the upper stop to the lower, or between two
    stops of one row where it is `level`. Lines of one `bus` share a track: all who report to one superior."""

    gutter: int
    upper: str
    lower: str
    level: bool
    bus: str


@dataclass(frozen=True)
class _Route:
    """A line with its legs, from above to below."""

    edge: Influence
    legs: tuple[_Leg, ...]


def _route(edge: Influence, rows: Mapping[str, int]) -> _Route:
    upper, lower = sorted((edge.target, edge.source), key=lambda name: rows[name])
    first, last = rows[upper], rows[lower]
    line = f"{edge.kind}:{edge.source}:{edge.target}"
    bus = f"to:{edge.target}" if edge.kind is Kind.REPORTS_TO and upper == edge.target else line
    stops = [upper, *(f"{line}:{row}" for row in range(first + 1, last)), lower]
    legs = (_Leg(first + step, one, other, first == last, bus) for step, (one, other) in enumerate(pairwise(stops)))
    return _Route(edge, tuple(legs))


def _places(forest: Forest, rows: Mapping[str, int], routes: Sequence[_Route]) -> dict[str, Box]:
    """Where cards, and lines that cross a row, stand from left to right; their y is still open."""
    wished = _wished(forest, rows)
    in_row: dict[int, list[tuple[float, float, str]]] = defaultdict(list)
    for name, row in rows.items():
        in_row[row].append((wished[name], CARD_WIDTH, name))
    for route in routes:
        middle = (wished[route.legs[0].upper] + wished[route.legs[-1].lower]) / 2
        for leg in route.legs[:-1]:
            in_row[leg.gutter + 1].append((middle, PASS_WIDTH, leg.lower))
    placed = {name: box for row in in_row.values() for name, box in _apart(row).items()}
    left = min((box.x for box in placed.values()), default=0.0)
    return {name: replace(box, x=box.x - left + 2 * MARGIN) for name, box in placed.items()}


def _wished(forest: Forest, rows: Mapping[str, int]) -> dict[str, float]:
    """The middles that people would have if nobody stood in their way: superiors over the middle of their reports,
    and whoever has no reporting line behind the trees."""
    step, order = CARD_WIDTH + GAP, [name for name, _ in in_order(forest)]
    alone = [name for name in order if name not in forest.superior and name not in forest.reports]
    lowest = [name for name in order if name not in forest.reports and name in forest.superior]
    wished = {name: place * step for place, name in enumerate(lowest)}
    for name in reversed(order):
        if name in forest.reports:
            wished[name] = fmean(wished[report] for report in forest.reports[name])
    crowd = Counter[int]()
    for name in alone:
        wished[name] = (len(lowest) + crowd[rows[name]]) * step
        crowd[rows[name]] += 1
    return wished


def _apart(row: Iterable[tuple[float, float, str]]) -> dict[str, Box]:
    """Boxes of one row, from wished middles, widths and names: as near to the wishes as they can stand side by side.

    The least squares under an order are means of neighbours (pool adjacent violators).
    """
    ordered = sorted(row)
    offsets = list(accumulate((width + GAP for _, width, _ in ordered), initial=0.0))
    blocks: list[tuple[float, int]] = []
    for (middle, width, _), offset in zip(ordered, offsets, strict=False):
        block = (middle - width / 2 - offset, 1)
        while blocks and blocks[-1][0] > block[0]:
            mean, number = blocks.pop()
            block = ((mean * number + block[0] * block[1]) / (number + block[1]), number + block[1])
        blocks.append(block)
    starts = [mean for mean, number in blocks for _ in range(number)]
    return {
        name: Box(start + offset, 0.0, width, CARD_HEIGHT)
        for start, offset, (_, width, name) in zip(starts, offsets, ordered, strict=False)
    }


Ports = Mapping[tuple[str, bool, str], float]
"""The x at which a line leaves a card: by name, whether from its lower side, and bus."""


def _ports(legs: Iterable[_Leg], places: Mapping[str, Box]) -> Ports:
    """Along each side of a card evenly, in the order of where the lines go."""
    ends: dict[tuple[str, bool], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for leg in legs:
        ends[leg.upper, True][leg.bus].append(places[leg.lower].x)
        ends[leg.lower, leg.level][leg.bus].append(places[leg.upper].x)
    return {
        (name, below, bus): places[name].x + places[name].width * place / (len(buses) + 1)
        for (name, below), buses in ends.items()
        for place, bus in enumerate(sorted(buses, key=lambda one: (fmean(buses[one]), one)), start=1)
    }


@dataclass(frozen=True)
class _Tracks:
    """On which track each line runs, by gutter and bus, and how many tracks a gutter has."""

    place: Mapping[tuple[int, str], int]
    count: Mapping[int, int]


def _tracks(legs: Iterable[_Leg], ports: Ports) -> _Tracks:
    """The first track of the gutter that is free over the whole length of a line."""
    spans: dict[tuple[int, str], list[float]] = defaultdict(list)
    for leg in legs:
        spans[leg.gutter, leg.bus] += [ports[leg.upper, True, leg.bus], ports[leg.lower, leg.level, leg.bus]]
    place: dict[tuple[int, str], int] = {}
    ends: dict[int, list[float]] = defaultdict(list)
    for (gutter, bus), xs in sorted(spans.items(), key=lambda each: (min(each[1]), each[0])):
        taken = ends[gutter]
        free = next((track for track, end in enumerate(taken) if end < min(xs)), len(taken))
        taken[free : free + 1] = [max(xs)]
        place[gutter, bus] = free
    return _Tracks(place, {gutter: len(taken) for gutter, taken in ends.items()})


def _tops(rows: int, tracks: _Tracks) -> tuple[list[float], float]:
    """The upper side of each row, and where the last gutter ends."""
    gutters = [max(LEAST_GUTTER, TRACK * (tracks.count.get(row, 0) + 1)) for row in range(rows)]
    *tops, bottom = accumulate((CARD_HEIGHT + gutter for gutter in gutters), initial=MARGIN)
    return tops, bottom


def _line(route: _Route, ports: Ports, tracks: _Tracks, tops: Sequence[float]) -> MappedLine:
    points: list[Point] = []
    for leg in route.legs:
        top = tops[leg.gutter] + CARD_HEIGHT
        y = top + TRACK * (tracks.place[leg.gutter, leg.bus] + 1)
        start, end = ports[leg.upper, True, leg.bus], ports[leg.lower, leg.level, leg.bus]
        points += [(start, top), (start, y), (end, y), (end, top if leg.level else tops[leg.gutter + 1])]
    edge = route.edge
    from_above = route.legs[0].upper == edge.source
    return MappedLine(
        _KINDS[edge.kind], edge.source, edge.target, edge.weight, tuple(points if from_above else reversed(points))
    )
