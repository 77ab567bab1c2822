"""How the lines of a drawn board run: along the gutters between lanes and slots, never behind a card.

Everything here counts lanes (cards side by side) and slots (cards one below the other); `layout` turns it into pixels.
Upright gutter g lies before lane g, level gutter h above slot h; one more of each lies behind the last.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class LineKind(StrEnum):
    """What a drawn line says: our tie, influence that somebody confirmed or geometry assumes, a competitor's tie,
    tension, restricted access."""

    OURS = "ours"
    INFLUENCE = "influence"
    ASSUMED = "assumed"
    COMPETITORS = "competitors"
    TENSION = "tension"
    ACCESS = "access"


@dataclass(frozen=True)
class Wish:
    """A line that is to be drawn: from whom, to whom, and how strong it is, 0 to 1."""

    kind: LineKind
    source: str
    target: str
    strength: float


@dataclass(frozen=True)
class Seat:
    """Where a box stands: its slot, and its lane; lane -1 is ours, before the first, and theirs is behind the last.

    The height of its middle is counted in half slots: level gutter h is at 2 h, slot s at 2 s + 1.
    """

    lane: int
    height: float

    @property
    def slot(self) -> int:
        """The slot in which the middle is."""
        return int(self.height // 2)


@dataclass(frozen=True)
class Route:
    """The way of a line: out of one side of its source into an upright gutter, perhaps along a level one, and out of
    an upright gutter into one side of its target. `level` is None where both ends lie on the same upright gutter."""

    wish: Wish
    start: int
    level: int | None
    end: int

    @property
    def bus(self) -> tuple[str, str]:
        """Lines of one kind from one source share their tracks, as the branches of a tree."""
        return self.wish.kind, self.wish.source


Track = tuple[str, int, tuple[str, str]]
"""A gutter, "upright" or "level" with its number, and the bus that runs in it."""


def route_of(wish: Wish, seats: Mapping[str, Seat]) -> Route:
    """Choose a line's gutters: the sides that face each other, and the level gutter on the near side of the target.

    >>> seats = {"a": Seat(0, 1), "b": Seat(2, 5)}
    >>> route = route_of(Wish(LineKind.INFLUENCE, "a", "b", 0.5), seats)
    >>> route.start, route.level, route.end
    (1, 2, 2)
    """
    source, target = seats[wish.source], seats[wish.target]
    start = source.lane + (target.lane >= source.lane)
    end = target.lane + (target.lane <= source.lane)
    if start == end:
        return Route(wish, start, None, end)
    return Route(wish, start, target.slot + (source.height > target.height), end)


def spans_of(routes: Iterable[Route], seats: Mapping[str, Seat]) -> dict[Track, tuple[float, float]]:
    """From where to where each bus runs in each gutter that it uses."""
    spans: dict[Track, tuple[float, float]] = {}
    for route in routes:
        out, back = seats[route.wish.source].height, seats[route.wish.target].height
        if route.level is None:
            _widen(spans, ("upright", route.start, route.bus), out, back)
            continue
        _widen(spans, ("upright", route.start, route.bus), out, 2 * route.level)
        _widen(spans, ("level", route.level, route.bus), route.start, route.end)
        _widen(spans, ("upright", route.end, route.bus), 2 * route.level, back)
    return spans


def _widen(spans: dict[Track, tuple[float, float]], track: Track, one: float, other: float) -> None:
    low, high = spans.get(track, (one, one))
    spans[track] = min(low, one, other), max(high, one, other)


@dataclass(frozen=True)
class Tracks:
    """Which track of its gutter each bus has, and how many tracks each gutter has."""

    place: Mapping[Track, int]
    count: Mapping[tuple[str, int], int]


def tracks_of(spans: Mapping[Track, tuple[float, float]]) -> Tracks:
    """Give buses that run beside each other tracks of their own; those that do not meet may share one.

    >>> spans = {("level", 0, ("ours", name)): span for name, span in {"a": (0, 2), "b": (1, 3), "c": (3, 4)}.items()}
    >>> list(tracks_of(spans).place.values())
    [0, 1, 0]
    """
    place: dict[Track, int] = {}
    ends: dict[tuple[str, int], list[float]] = {}
    for track, (low, high) in sorted(spans.items(), key=lambda each: (each[1], each[0])):
        taken = ends.setdefault(track[:2], [])
        free = next((number for number, end in enumerate(taken) if end < low), len(taken))
        taken[free : free + 1] = [high]
        place[track] = free
    return Tracks(place, {gutter: len(taken) for gutter, taken in ends.items()})


Port = tuple[str, bool, bool, str]
"""A box, whether its right side, whether lines end there, and the other end or the bus that leaves."""


def ports_of(routes: Sequence[Route], seats: Mapping[str, Seat]) -> dict[str, list[Port]]:
    """The ports of each box, those whose lines come from further up first; a bus leaves by one port."""
    heading: dict[Port, float] = {}
    for route in routes:
        out, back = route.wish.source, route.wish.target
        turns = None if route.level is None else 2.0 * route.level
        heading[leaving(route, seats)] = seats[back].height if turns is None else turns
        heading[arriving(route, seats)] = seats[out].height if turns is None else turns
    ports: dict[str, list[Port]] = {}
    for port in sorted(heading, key=lambda port: (heading[port], port)):
        ports.setdefault(port[0], []).append(port)
    return ports


def leaving(route: Route, seats: Mapping[str, Seat]) -> Port:
    """The port by which a line leaves its source."""
    source = route.wish.source
    return source, route.start > seats[source].lane, False, route.wish.kind


def arriving(route: Route, seats: Mapping[str, Seat]) -> Port:
    """The port at which a line comes to its target."""
    target = route.wish.target
    return target, route.end > seats[target].lane, True, f"{route.wish.kind}:{route.wish.source}"
