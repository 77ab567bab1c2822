"""Measures of networks by published values."""

import networkx as nx
import pytest

from tenure.analytics.board.network import Network, graph_of, network_of
from tests.analytics.board.positions import golden

KITE = ("Andre", "Beverly", "Carol", "Diane", "Ed", "Fernando", "Garth", "Heather", "Ike", "Jane")


@pytest.fixture(scope="module")
def kite() -> Network:
    graph = nx.krackhardt_kite_graph()
    return network_of(nx.relabel_nodes(graph, dict(zip(graph, KITE, strict=True))))


def test_the_kite_has_the_published_betweenness(kite: Network) -> None:
    published = {"Heather": 0.3889, "Fernando": 0.2315, "Garth": 0.2315, "Ike": 0.2222, "Diane": 0.1019}
    published |= {"Andre": 0.0231, "Beverly": 0.0231, "Carol": 0, "Ed": 0, "Jane": 0}
    assert {name: node.betweenness for name, node in kite.nodes.items()} == pytest.approx(published, abs=5e-5)


def test_the_kite_has_the_published_degree_and_closeness(kite: Network) -> None:
    assert max(kite.nodes, key=lambda name: kite.nodes[name].degree) == "Diane"
    assert kite.nodes["Diane"].degree == 6
    close = {name: kite.nodes[name].closeness for name in ("Fernando", "Garth", "Diane", "Heather")}
    assert close == pytest.approx({"Fernando": 0.6429, "Garth": 0.6429, "Diane": 0.6, "Heather": 0.6}, abs=5e-5)
    assert max(node.closeness for node in kite.nodes.values()) == kite.nodes["Fernando"].closeness


def test_the_kite_breaks_where_it_is_published_to(kite: Network) -> None:
    assert kite.articulation_points == ("Heather", "Ike")
    assert kite.bridges == (("Heather", "Ike"), ("Ike", "Jane"))


def test_the_medici_stand_between_most_of_the_florentine_families() -> None:
    nodes = network_of(nx.florentine_families_graph()).nodes
    assert nodes["Medici"].betweenness == pytest.approx(0.522, abs=5e-4)
    assert max(nodes, key=lambda name: nodes[name].eigenvector or 0) == "Medici"
    assert nodes["Medici"].eigenvector == pytest.approx(0.4303, abs=5e-5)


def test_valjean_stands_between_most_of_the_miserables() -> None:
    nodes = network_of(nx.les_miserables_graph()).nodes
    assert nodes["Valjean"].degree == 36
    assert nodes["Valjean"].betweenness == pytest.approx(0.5700, abs=5e-4)
    assert nodes["Valjean"].closeness == pytest.approx(0.6441, abs=5e-4)


def test_who_is_alone_has_no_constraint_and_stands_outside() -> None:
    graph = nx.Graph([("a", "b")])
    graph.add_node("alone")
    node = network_of(graph).nodes["alone"]
    assert (node.degree, node.betweenness, node.closeness) == (0, 0, 0)
    assert (node.eigenvector, node.constraint) == (None, None)
    assert network_of(graph).nodes["a"].constraint == pytest.approx(1)


def test_a_network_without_anybody_or_any_link_is_measured() -> None:
    assert network_of(nx.Graph()).nodes == {}
    lonely = nx.Graph()
    lonely.add_node("a")
    assert network_of(lonely).nodes["a"].degree == 0


def test_a_board_s_network_joins_both_sides() -> None:
    network = network_of(graph_of(golden()))
    assert network.nodes["foss"].degree == 5
    assert "KAM" in network.nodes
    assert ("dahl", "iversen") in network.bridges
