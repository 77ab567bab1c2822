"""Networks with published measures, told as contacts who sway each other, give these measures again."""

import csv
from decimal import Decimal

import pytest
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account
from tenure.analytics.board.network import Network, network_of, said_graph
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.queries import board_on
from tests.shared import shared_data

pytestmark = pytest.mark.django_db
FOLDER = "networks_small"


def rows(name: str) -> list[dict[str, str]]:
    with (shared_data(FOLDER) / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def told(account: Account, by: Member, network: str) -> Network:
    """The network as it is measured on the board of a decision, told through the actions that people use."""
    decision = create_decision(account=account, by=by, name=network)
    people = {
        one["id"]: create_contact(account=account, by=by, name=one["id"], function="general", seniority=3)
        for one in rows(f"{network}_centralities.csv")
    }
    for contact in people.values():
        set_role(decision=decision, contact=contact, by=by)
    for edge in rows(f"{network}_edges.csv"):
        source, target = people[edge["source"]], people[edge["target"]]
        set_influence(decision=decision, source=source, target=target, weight=Decimal("0.5"), by=by)
    shown = board_on(decision, timezone.localdate())
    measured = network_of(said_graph(shown.board))
    names = shown.names
    return Network(
        {names[code]: node for code, node in measured.nodes.items()},
        tuple(names[code] for code in measured.articulation_points),
        tuple((names[one], names[other]) for one, other in measured.bridges),
    )


@pytest.mark.parametrize("network", ["florentine_families", "les_miserables"])
def test_a_network_told_as_influence_has_the_published_measures(account: Account, alice: Member, network: str) -> None:
    published = {one["id"]: one for one in rows(f"{network}_centralities.csv")}
    nodes = told(account, alice, network).nodes
    for mine, theirs in (
        ("degree", "degree"), ("betweenness", "betweenness_normalised"), ("closeness", "closeness"),
        ("eigenvector", "eigenvector"),
    ):  # fmt: skip
        found = {name: getattr(node, mine) for name, node in nodes.items()}
        assert found == pytest.approx({name: float(one[theirs]) for name, one in published.items()}, abs=1e-6)


def test_the_medici_are_the_brokers_of_the_florentine_families(account: Account, alice: Member) -> None:
    network = told(account, alice, "florentine_families")
    assert max(network.nodes, key=lambda name: network.nodes[name].betweenness) == "Medici"
    assert set(network.articulation_points) == {"Albizzi", "Guadagni", "Medici", "Salviati"}
    assert {frozenset(bridge) for bridge in network.bridges} >= {frozenset(("Medici", "Acciaiuoli"))}
