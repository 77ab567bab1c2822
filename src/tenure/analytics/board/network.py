"""Who stands between whom: the measures of networks on the people of a board, by networkx."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isnan
from typing import TypeAlias

import networkx as nx
import numpy as np

from tenure.analytics.board.position import STANDARD, Board, Parameters, reaches

Graph: TypeAlias = nx.Graph


@dataclass(frozen=True)
class Node:
    """How somebody stands in a network.

    `degree` counts those next to them. `betweenness` (0 to 1) is the share of shortest ways between two others that run
    through them; `closeness` (0 to 1) is high where others are few steps away; `eigenvector` is high for who is next
    to those for whom it is high, None outside the largest part that hangs together; `constraint` (Burt) is low for who
    bridges groups, None for who is alone.
    """

    degree: int
    betweenness: float
    closeness: float
    eigenvector: float | None
    constraint: float | None


@dataclass(frozen=True)
class Network:
    """The measures of everybody, and where a network breaks: people and links without whom it falls apart."""

    nodes: Mapping[str, Node]
    articulation_points: tuple[str, ...]
    bridges: tuple[tuple[str, str], ...]


def graph_of(board: Board, parameters: Parameters = STANDARD) -> Graph:
    """The people of both sides, joined by our ties that count as lines and by whatever sways."""
    graph: Graph = nx.Graph()
    graph.add_nodes_from([*board.members, *(person.id for person in board.people)])
    graph.add_edges_from((tie.holder, tie.person) for tie in board.ties if reaches(tie.strength, parameters.line))
    graph.add_edges_from((edge.source, edge.target) for edge in board.influence if edge.kind.sways)
    return graph


def said_graph(board: Board, parameters: Parameters = STANDARD) -> Graph:
    """The same without what geometry alone assumes, and without those of ours who have no line.

    Measures of assumed links would measure the assumption.
    """
    said = replace(board, influence=tuple(edge for edge in board.influence if not edge.assumed))
    graph = graph_of(said, parameters)
    graph.remove_nodes_from([member for member in board.members if not graph.degree(member)])
    return graph


def network_of(graph: Graph) -> Network:
    """Return the measures of a network; links have neither direction nor weight.

    >>> star = network_of(nx.Graph([("hub", "a"), ("hub", "b"), ("hub", "c")]))
    >>> star.nodes["hub"].betweenness, star.nodes["a"].betweenness, star.articulation_points
    (1.0, 0.0, ('hub',))

    Empty for an empty network. Source: Freeman, Bonacich, Burt, as networkx computes them.
    """
    betweenness, closeness = nx.betweenness_centrality(graph), nx.closeness_centrality(graph)
    eigenvector = _eigenvector(graph)
    constraint = nx.constraint(graph) if graph.number_of_edges() else {}
    nodes = {
        name: Node(
            degree=graph.degree(name),
            betweenness=betweenness[name],
            closeness=closeness[name],
            eigenvector=eigenvector.get(name),
            constraint=_known(constraint.get(name)),
        )
        for name in graph
    }
    cut, place = set(nx.articulation_points(graph)), {name: number for number, name in enumerate(graph)}
    bridges = sorted(sorted((place[one], place[other])) for one, other in nx.bridges(graph))
    names = list(graph)
    return Network(
        nodes,
        tuple(name for name in names if name in cut),
        tuple((names[one], names[other]) for one, other in bridges),
    )


def _eigenvector(graph: Graph) -> dict[str, float]:
    """The principal eigenvector of the largest part that hangs together, of length 1."""
    parts = list(nx.connected_components(graph))
    if not parts:
        return {}
    largest = max(parts, key=len)
    names = [name for name in graph if name in largest]
    _, vectors = np.linalg.eigh(nx.to_numpy_array(graph, nodelist=names, weight=None))
    return dict(zip(names, np.abs(vectors[:, -1]).tolist(), strict=True))


def _known(value: float | None) -> float | None:
    return None if value is None or isnan(value) else float(value)
