"""Where everybody stands when a network is drawn: the same network always gives the same drawing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, hypot

import networkx as nx

from tenure.analytics.board.network import Graph

Point = tuple[float, float]
Room = tuple[float, float]
"""What a node has to itself across and down, in pixels."""
CIRCLES: Room = (26.0, 26.0)
NAMES: Room = (104.0, 54.0)
"""Room for circles alone, and for circles with a name below each."""
SEED, ITERATIONS, MOST_ROUNDS = 7, 120, 200
SPREAD, OVER = 1.7, 0.02
RADIUS, MARGIN, MOST_IN_ROW = 9.0, 64.0, 8


@dataclass(frozen=True)
class NetworkLayout:
    """A drawn network: the middle of each node by name, in pixels."""

    width: float
    height: float
    places: Mapping[str, Point]


def lay_out_network(graph: Graph, room: Room = CIRCLES) -> NetworkLayout:
    """Return the drawing of a network in which those who are linked stand near each other, and no two overlap.

    By forces (Fruchterman & Reingold, as networkx computes them) from a fixed seed, then pushed apart until each has so
    much `room` across and down. Whoever has no link stands in rows below. Empty for an empty network.
    """
    alone = sorted(name for name in graph if not graph.degree(name))
    names = sorted(name for name in graph if graph.degree(name))
    places = dict(zip(names, _by_forces(graph, names, room), strict=True)) if names else {}
    left = min((x for x, _ in places.values()), default=0.0)
    bottom = max((y for _, y in places.values()), default=-room[1])
    in_row = max(MOST_IN_ROW, ceil(len(alone) ** 0.5))
    for number, name in enumerate(alone):
        row, place = divmod(number, in_row)
        places[name] = (left + place * room[0], bottom + (row + 1.5) * room[1])
    return _framed(places)


def _by_forces(graph: Graph, names: Sequence[str], room: Room) -> list[Point]:
    """Where those with links stand: the order in which they are told changes nothing."""
    ordered: Graph = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    found = nx.spring_layout(ordered, seed=SEED, k=2 / len(names) ** 0.5, iterations=ITERATIONS)
    across, down = ([float(found[name][axis]) for name in names] for axis in (0, 1))
    side = SPREAD * len(names) ** 0.5
    # Counted in rooms, so that all that is asked of two is a distance of one.
    places = _pushed_apart(list(zip(_spread(across, side), _spread(down, side), strict=True)))
    return [(x * room[0], y * room[1]) for x, y in places]


def _framed(places: Mapping[str, Point]) -> NetworkLayout:
    """The same moved into a box with a margin."""
    if not places:
        return NetworkLayout(0.0, 0.0, {})
    left, top = (min(place[axis] for place in places.values()) - MARGIN for axis in (0, 1))
    moved = {name: (round(x - left, 1), round(y - top, 1)) for name, (x, y) in places.items()}
    width, height = (max(place[axis] for place in moved.values()) + MARGIN for axis in (0, 1))
    return NetworkLayout(width, height, moved)


def _spread(values: Sequence[float], length: float) -> list[float]:
    low, high = min(values), max(values)
    return [length * (value - low) / (high - low) if high > low else 0.0 for value in values]


def _pushed_apart(places: Sequence[Point]) -> list[Point]:
    """Whoever stands nearer than 1 to another is pushed away until nobody does."""
    moved = [list(place) for place in places]
    for _ in range(MOST_ROUNDS):
        near = [
            (one, other)
            for one in range(len(moved))
            for other in range(one)
            if abs(moved[one][0] - moved[other][0]) < 1 and _distance(moved[one], moved[other]) < 1
        ]
        if not near:
            break
        for one, other in near:
            _push(moved[one], moved[other])
    return [(x, y) for x, y in moved]


def _distance(one: Sequence[float], other: Sequence[float]) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _push(one: list[float], other: list[float]) -> None:
    away = _distance(one, other)
    step = max(0.0, 1 - away) / 2 + OVER
    # Two on one spot have no direction of their own.
    across, down = ((one[0] - other[0]) / away, (one[1] - other[1]) / away) if away else (1.0, 0.0)
    one[:] = [one[0] + across * step, one[1] + down * step]
    other[:] = [other[0] - across * step, other[1] - down * step]
