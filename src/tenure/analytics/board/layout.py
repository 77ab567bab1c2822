"""Where everything on a drawn board stands: one layout for the screen, for paper and for slides, in pixels.

Columns are functions, rows are levels, the highest on top. Several people on one square stand one below the other, and
side by side where they are many. Ours stand at the left, competitors at the right, and lines run along the gutters
between the cards, so that none passes behind a card.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import TypeVar

from tenure.analytics.board.defaults import functions_in_order
from tenure.analytics.board.position import HIGHEST_LEVEL, LOWEST_LEVEL, STANDARD, Board, Kind, reaches
from tenure.analytics.board.routes import (
    LineKind,
    Port,
    Route,
    Seat,
    Tracks,
    Wish,
    arriving,
    leaving,
    ports_of,
    route_of,
    spans_of,
    tracks_of,
)

CARD_WIDTH, CARD_HEIGHT = 172.0, 92.0
SIDE_WIDTH, SIDE_HEIGHT = 124.0, 44.0
HEAD_HEIGHT, MARGIN = 30.0, 24.0
"""The row of function names on top, and the margin at the left in which the levels' names stand."""
EMPTY_ROW = 34.0
"""How high the row of a level is on which nobody stands."""
MOST_STACKED = 4
"""From more people on one square on, they stand side by side as well."""
LEAST_GUTTER, MOST_GUTTER, TRACK = 26.0, 84.0, 6.0

Key = TypeVar("Key")
Point = tuple[float, float]
EVERY_KIND = frozenset(LineKind)


@dataclass(frozen=True)
class Box:
    """A rectangle: where its left upper corner is, and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of its lower side."""
        return self.y + self.height

    def overlaps(self, other: "Box") -> bool:
        """Whether the two share more than an edge.

        >>> Box(0, 0, 4, 4).overlaps(Box(3, 3, 4, 4)), Box(0, 0, 4, 4).overlaps(Box(4, 0, 4, 4))
        (True, False)
        """
        across = self.x < other.right and other.x < self.right
        return across and self.y < other.bottom and other.y < self.bottom


@dataclass(frozen=True)
class Square:
    """A level and a function."""

    level: int
    function: str


@dataclass(frozen=True)
class Line:
    """A drawn line with its corners, from a side of its source to a side of its target."""

    kind: LineKind
    source: str
    target: str
    strength: float
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Layout:
    """A drawn board: `people`, `ours` and `rivals` by id, `fog` in the order of the board's, `columns` by function and
    `rows` by level, highest first."""

    width: float
    height: float
    people: Mapping[str, Box]
    fog: tuple[Box, ...]
    ours: Mapping[str, Box]
    rivals: Mapping[str, Box]
    columns: Mapping[str, Box]
    rows: Mapping[int, Box]
    lines: tuple[Line, ...]


def lay_out(board: Board, columns: Sequence[str], kinds: Collection[LineKind] = EVERY_KIND) -> Layout:
    """Return where everything on a board stands, with lines of these kinds.

    `columns` are all functions of its people and fog, in the order from left to right. Raises ValueError where one is
    missing. A tie or influence is drawn from the strength of a line on; tension and restricted access always are.
    """
    missing = set(functions_in_order(board.people, board.fog)) - set(columns)
    if missing:
        raise ValueError(f"Every function needs a column; {sorted(missing)} have none among {list(columns)}.")
    grid = _grid(board, columns)
    wishes = [wish for wish in wishes_of(board) if wish.kind in kinds]
    seats = {**grid.seats, **_beside(board.members, -1, grid, wishes)}
    seats |= _beside(board.competitors, grid.lanes, grid, wishes)
    routes = [route_of(wish, seats) for wish in wishes]
    tracks = tracks_of(spans_of(routes, seats))
    return _drawn(board, columns, grid, seats, routes, tracks)


def wishes_of(board: Board) -> list[Wish]:
    """Every line that there is to draw on a board, whoever it belongs to."""
    ours = [Wish(LineKind.OURS, tie.holder, tie.person, tie.strength) for tie in board.ties]
    theirs = [Wish(LineKind.COMPETITORS, tie.holder, tie.person, tie.strength) for tie in board.competitor_ties]
    sways = [
        Wish(_kind(edge.kind, edge.assumed), edge.source, edge.target, edge.weight)
        for edge in board.influence
        if edge.source != edge.target
    ]
    always = LineKind.TENSION, LineKind.ACCESS
    return [wish for wish in (*ours, *theirs, *sways) if wish.kind in always or reaches(wish.strength, STANDARD.line)]


def _kind(kind: Kind, assumed: bool) -> LineKind:
    if kind is Kind.TENSION:
        return LineKind.TENSION
    if kind is Kind.RESTRICTS_ACCESS:
        return LineKind.ACCESS
    return LineKind.ASSUMED if assumed else LineKind.INFLUENCE


@dataclass(frozen=True)
class _Grid:
    """Lanes and slots: of each column its first lane, of each level its first slot, one further each behind the last;
    and who stands where, fog by its number."""

    lane_of: Mapping[str, int]
    slot_of: Mapping[int, int]
    lanes: int
    slots: int
    seats: Mapping[str, Seat]
    empty: frozenset[int]


def _grid(board: Board, columns: Sequence[str]) -> _Grid:
    standing = [(person.id, Square(person.level, person.function)) for person in board.people]
    standing += [(_fog(place), Square(fog.level, fog.function)) for place, fog in enumerate(board.fog)]
    crowd = Counter(square for _, square in standing)
    most = Counter[str]()
    for square, number in crowd.items():
        most[square.function] = max(most[square.function], number)
    lanes = {function: max(1, ceil(most[function] / MOST_STACKED)) for function in columns}
    levels = range(HIGHEST_LEVEL, LOWEST_LEVEL - 1, -1)
    deep = dict.fromkeys(levels, 1)
    for square, number in crowd.items():
        deep[square.level] = max(deep[square.level], ceil(number / lanes[square.function]))
    lane_of, slot_of = _firsts(columns, lanes), _firsts(levels, deep)
    seats: dict[str, Seat] = {}
    seen = Counter[Square]()
    for name, square in standing:
        slot, lane = divmod(seen[square], lanes[square.function])
        seen[square] += 1
        seats[name] = Seat(lane_of[square.function] + lane, 2 * (slot_of[square.level] + slot) + 1)
    taken = {square.level for square in crowd}
    empty = frozenset(slot_of[level] for level in levels if level not in taken)
    return _Grid(lane_of, slot_of, sum(lanes.values()), sum(deep.values()), seats, empty)


def _firsts(keys: Iterable[Key], sizes: Mapping[Key, int]) -> dict[Key, int]:
    named = list(keys)
    return dict(zip(named, accumulate((sizes[key] for key in named), initial=0), strict=False))


def _fog(place: int) -> str:
    return f"fog:{place}"


def _beside(names: Sequence[str], lane: int, grid: _Grid, wishes: Iterable[Wish]) -> dict[str, Seat]:
    """Ours or the competitors, one below the other and each near those to whom their lines run."""
    heights: dict[str, list[float]] = {name: [] for name in names}
    for wish in wishes:
        if wish.source in heights:
            heights[wish.source].append(grid.seats[wish.target].height)
    middle = {name: sum(found) / len(found) if found else 2.0 * grid.slots for name, found in heights.items()}
    ordered = sorted(names, key=lambda name: middle[name])
    step = 2 * grid.slots / max(len(ordered), 1)
    return {name: Seat(lane, (place + 0.5) * step) for place, name in enumerate(ordered)}


@dataclass(frozen=True)
class _Scale:
    """Pixels: the left side of each lane, the upper side of each slot, and where each gutter begins and how wide it
    is, upright and level."""

    lanes: Sequence[float]
    slots: Sequence[float]
    upright: Sequence[Point]
    level: Sequence[Point]
    right: float
    bottom: float


def _scale(grid: _Grid, tracks: Tracks, least_height: float) -> _Scale:
    upright = [_gutter(tracks, "upright", number) for number in range(grid.lanes + 1)]
    level = [_gutter(tracks, "level", number) for number in range(grid.slots + 1)]
    heights = [EMPTY_ROW if slot in grid.empty else CARD_HEIGHT for slot in range(grid.slots)]
    # Where ours are more than the rows have room for, the rows grow.
    short = max(0.0, least_height - sum(heights) - sum(level))
    heights = [height + short / grid.slots for height in heights]
    lanes, upright_at, right = _along(upright, [CARD_WIDTH] * grid.lanes, MARGIN + SIDE_WIDTH)
    slots, level_at, bottom = _along(level, heights, HEAD_HEIGHT)
    return _Scale(lanes, slots, upright_at, level_at, right, bottom)


def _along(gutters: Sequence[float], sizes: Sequence[float], begin: float) -> tuple[list[float], list[Point], float]:
    """Where things begin that stand one after the other with a gutter before each, the gutters, and the end."""
    starts, places, at = [], [], begin
    for gutter, size in zip(gutters, [*sizes, 0.0], strict=True):
        places.append((at, gutter))
        starts.append(at + gutter)
        at += gutter + size
    return starts[:-1], places, at


def _gutter(tracks: Tracks, way: str, number: int) -> float:
    return min(MOST_GUTTER, max(LEAST_GUTTER, TRACK * (tracks.count.get((way, number), 0) + 1)))


def _drawn(
    board: Board,
    columns: Sequence[str],
    grid: _Grid,
    seats: Mapping[str, Seat],
    routes: Sequence[Route],
    tracks: Tracks,
) -> Layout:
    most = max(len(board.members), len(board.competitors))
    scale = _scale(grid, tracks, most * (SIDE_HEIGHT + LEAST_GUTTER / 2))
    boxes = {name: _box(seat, scale) for name, seat in grid.seats.items()}
    ours = {name: _side_box(seats[name], grid, scale, MARGIN) for name in board.members}
    rivals = {name: _side_box(seats[name], grid, scale, scale.right) for name in board.competitors}
    width = scale.right + (SIDE_WIDTH if rivals else 0.0)
    return Layout(
        width=width,
        height=scale.bottom,
        people={person.id: boxes[person.id] for person in board.people},
        fog=tuple(boxes[_fog(place)] for place in range(len(board.fog))),
        ours=ours,
        rivals=rivals,
        columns=_column_boxes(columns, grid, scale),
        rows=_row_boxes(grid, scale, width),
        lines=tuple(_lines(routes, seats, tracks, scale, {**boxes, **ours, **rivals})),
    )


def _box(seat: Seat, scale: _Scale) -> Box:
    return Box(scale.lanes[seat.lane], scale.slots[seat.slot], CARD_WIDTH, CARD_HEIGHT)


def _side_box(seat: Seat, grid: _Grid, scale: _Scale, x: float) -> Box:
    whole = scale.bottom - HEAD_HEIGHT
    middle = HEAD_HEIGHT + whole * seat.height / (2 * grid.slots)
    return Box(x, middle - SIDE_HEIGHT / 2, SIDE_WIDTH, SIDE_HEIGHT)


def _column_boxes(columns: Sequence[str], grid: _Grid, scale: _Scale) -> dict[str, Box]:
    """From the middle of the gutter before a column to that of the one behind it."""
    edges = [start + width / 2 for start, width in scale.upright]
    ends = [*(grid.lane_of[function] for function in columns[1:]), grid.lanes]
    return {
        function: Box(edges[grid.lane_of[function]], 0.0, edges[end] - edges[grid.lane_of[function]], HEAD_HEIGHT)
        for function, end in zip(columns, ends, strict=True)
    }


def _row_boxes(grid: _Grid, scale: _Scale, width: float) -> dict[int, Box]:
    edges = [start + height / 2 for start, height in scale.level]
    edges[0], edges[-1] = HEAD_HEIGHT, scale.bottom
    firsts = list(grid.slot_of.items())
    ends = [*(slot for _, slot in firsts[1:]), grid.slots]
    return {
        level: Box(0.0, edges[first], width, edges[end] - edges[first])
        for (level, first), end in zip(firsts, ends, strict=True)
    }


def _lines(
    routes: Sequence[Route], seats: Mapping[str, Seat], tracks: Tracks, scale: _Scale, boxes: Mapping[str, Box]
) -> Iterable[Line]:
    at = _port_heights(ports_of(routes, seats), boxes)
    for route in routes:
        wish = route.wish
        out, back = leaving(route, seats), arriving(route, seats)
        start = _track(scale.upright, tracks, "upright", route.start, route)
        end = _track(scale.upright, tracks, "upright", route.end, route)
        corners = [(start, at[out]), (end, at[back])]
        if route.level is not None:
            y = _track(scale.level, tracks, "level", route.level, route)
            corners[1:1] = [(start, y), (end, y)]
        points = (_side(boxes[wish.source], out, at), *corners, _side(boxes[wish.target], back, at))
        yield Line(wish.kind, wish.source, wish.target, wish.strength, points)


def _port_heights(ports: Mapping[str, Sequence[Port]], boxes: Mapping[str, Box]) -> dict[Port, float]:
    """The ports of each side of a box evenly along it."""
    heights: dict[Port, float] = {}
    for name, all_ports in ports.items():
        box = boxes[name]
        for on_right in (False, True):
            side = [port for port in all_ports if port[1] is on_right]
            step = box.height / (len(side) + 1)
            heights |= {port: box.y + step * place for place, port in enumerate(side, start=1)}
    return heights


def _side(box: Box, port: Port, at: Mapping[Port, float]) -> Point:
    return (box.right if port[1] else box.x), at[port]


def _track(gutters: Sequence[Point], tracks: Tracks, way: str, number: int, route: Route) -> float:
    begin, size = gutters[number]
    gutter = (way, number)
    return begin + size * (tracks.place[(*gutter, route.bus)] + 1) / (tracks.count[gutter] + 1)
