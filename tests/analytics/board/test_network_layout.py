"""Where everybody stands when a network is drawn."""

from itertools import combinations
from math import hypot

import networkx as nx
import pytest

from tenure.analytics.board.network import Graph, said_graph
from tenure.analytics.board.network_layout import RADIUS, lay_out_network
from tenure.analytics.board.position import Board, Influence, Person, Piece, Tie

GRAPHS = [nx.les_miserables_graph(), nx.empty_graph(40), nx.gnm_random_graph(150, 400, seed=1), nx.star_graph(30)]


def named(graph: Graph) -> Graph:
    return nx.relabel_nodes(graph, {node: str(node) for node in graph})


@pytest.mark.parametrize("graph", GRAPHS, ids=["miserables", "nobody linked", "hundred and fifty", "star"])
def test_no_two_nodes_overlap_and_each_is_inside(graph: Graph) -> None:
    drawn = lay_out_network(named(graph))
    assert all(0 < x < drawn.width and 0 < y < drawn.height for x, y in drawn.places.values())
    for one, other in combinations(drawn.places.values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > 2 * RADIUS


def test_the_same_network_is_drawn_the_same_in_whatever_order_it_is_told() -> None:
    graph = named(nx.les_miserables_graph())
    turned: Graph = nx.Graph()
    turned.add_nodes_from(reversed(list(graph)))
    turned.add_edges_from((other, one) for one, other in graph.edges)
    assert lay_out_network(graph) == lay_out_network(turned)


def test_an_empty_network_has_no_place_for_anybody() -> None:
    assert lay_out_network(nx.Graph()).places == {}


def test_what_is_said_alone_is_measured() -> None:
    people = tuple(Person(name, name, 0, 3, "it", Piece.PAWN) for name in "abc")
    influence = (Influence("a", "b", 0.5), Influence("b", "c", 0.5, assumed=True))
    graph = said_graph(Board(people, ("ours", "idle"), (Tie("ours", "a", 0.5),), influence=influence))
    assert sorted(map(sorted, graph.edges)) == [["a", "b"], ["a", "ours"]]
    assert "idle" not in graph
