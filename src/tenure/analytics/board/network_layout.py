"""Where everybody stands when a network is drawn: the same network always gives the same drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, hypot, pi

import networkx as nx

from tenure.analytics.board.network import Graph

SEED = 7
ROOM = 64.0
"""How much room each node has to itself, in pixels."""
RADIUS, MARGIN = 9.0, 60.0
APART = 2 * RADIUS + 6
ROUNDS = 60


@dataclass(frozen=True)
class NetworkLayout:
    """A drawn network: the middle of each node by name, in pixels."""

    width: float
    height: float
    places: Mapping[str, tuple[float, float]]


def lay_out_network(graph: Graph) -> NetworkLayout:
    """Return the drawing of a network in which those who are linked stand near each other, and no two nodes overlap.

    By forces (Fruchterman & Reingold, as networkx computes them) from a fixed seed, then pushed apart. Empty for an
    empty network.
    """
    if not graph:
        return NetworkLayout(0.0, 0.0, {})
    names = sorted(graph)
    ordered: Graph = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges))
    side = ROOM * max(4, ceil((len(names) * pi) ** 0.5))
    found = nx.spring_layout(ordered, seed=SEED, k=1.6 / len(names) ** 0.5, iterations=120)
    xs, ys = ([float(found[name][axis]) for name in names] for axis in (0, 1))
    places = list(zip(_spread(xs, 1.5 * side), _spread(ys, side), strict=True))
    places = _pushed_apart(places)
    left, top = (min(place[axis] for place in places) - MARGIN for axis in (0, 1))
    moved = {name: (round(x - left, 1), round(y - top, 1)) for name, (x, y) in zip(names, places, strict=True)}
    width, height = (max(place[axis] for place in moved.values()) + MARGIN for axis in (0, 1))
    return NetworkLayout(width, height, moved)


def _spread(values: list[float], length: float) -> list[float]:
    low, high = min(values), max(values)
    return [length * (value - low) / (high - low) if high > low else 0.0 for value in values]


def _pushed_apart(places: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """Whoever stands too near another is pushed away until nobody does; who stands on the same spot goes aside."""
    moved = [list(place) for place in places]
    for _ in range(ROUNDS):
        pairs = [
            (one, other)
            for one in range(len(moved))
            for other in range(one)
            if abs(moved[one][0] - moved[other][0]) < APART and abs(moved[one][1] - moved[other][1]) < APART
        ]
        near = [pair for pair in pairs if _distance(moved, *pair) < APART]
        if not near:
            break
        for one, other in near:
            _push(moved, one, other)
    return [(place[0], place[1]) for place in moved]


def _distance(places: list[list[float]], one: int, other: int) -> float:
    return hypot(places[one][0] - places[other][0], places[one][1] - places[other][1])


def _push(places: list[list[float]], one: int, other: int) -> None:
    away = _distance(places, one, other)
    # Two on one spot have no direction of their own.
    across = (places[one][0] - places[other][0]) / away if away else 1.0
    down = (places[one][1] - places[other][1]) / away if away else 0.0
    step = max(0.0, APART - away) / 2 + 0.5
    places[one] = [places[one][0] + across * step, places[one][1] + down * step]
    places[other] = [places[other][0] - across * step, places[other][1] - down * step]
