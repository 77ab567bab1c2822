"""Buying decisions over the API: their boards on any day, and what is said twice at once."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.insight.actions.board_snapshots import take_snapshots
from tenure.people.models import Member
from tenure.relationships.actions.decision import create_decision
from tenure.relationships.models import DecisionRole, Influence, TieOverride
from tests.api.conftest import Asks, World
from tests.queries import assert_same_queries
from tests.relationships.conftest import OPENED
from tests.relationships.golden import Golden, golden_board

DAY = OPENED + timedelta(days=10)


@pytest.fixture
def client(alice: Member, asks: Asks) -> Client:
    return asks(alice)


@pytest.fixture
def golden(account: Account, alice: Member) -> Golden:
    return golden_board(account, alice, OPENED)


def board(client: Client, golden: Golden, **asked: Any) -> Any:
    return client.get(f"/api/v1/decisions/{golden.decision.pk}/board", asked)


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    return client.post(f"/api/v1/{path}", json.dumps(body), "application/json")


def test_the_board_is_judged_with_everybody_s_name(client: Client, golden: Golden) -> None:
    told = board(client, golden).json()
    dahl = f"contact:{golden.contacts['dahl'].pk}"
    assert round(told["score"]["position"], 2) == -12.36
    assert (told["names"][dahl], told["people"][dahl]["piece"], told["what_if"]) == ("Dahl", "king", None)
    assert told["names"]["competitor:Rivalco"] == "Rivalco"


def test_the_board_of_another_day_is_that_day_s(client: Client, golden: Golden) -> None:
    before = board(client, golden, on=(OPENED - timedelta(days=1)).isoformat()).json()
    assert (before["score"], before["people"], before["day"]) == (None, {}, "2026-01-04")
    assert board(client, golden, on="2999-01-01").status_code == 422


def test_somebody_may_leave_by_id_or_name_and_nobody_else(client: Client, golden: Golden) -> None:
    kam = f"member:{golden.members['KAM'].pk}"
    for leaves in ("KAM", kam):
        told = board(client, golden, leaves=leaves).json()
        assert (told["what_if"]["leaves"], round(told["score"]["position"], 2)) == (kam, -27.68)
    refused = board(client, golden, leaves="Rivalco")
    assert (refused.status_code, "There is no one person" in refused.json()["detail"]) == (422, True)


def test_only_who_sees_the_account_sees_its_boards_and_what_is_said(
    world: World, asks: Asks, bob: Member, viewer: Member, charlie: Member
) -> None:
    path = f"/api/v1/decisions/{world.decision.pk}"
    asked = {"bob": asks(bob), "viewer": asks(viewer), "charlie": asks(charlie)}
    told = {who: [client.get(at).status_code for at in (path, f"{path}/board")] for who, client in asked.items()}
    assert told == {"bob": [200, 200], "viewer": [200, 403], "charlie": [404, 404]}
    for noun in ("decisions", "decision-roles", "stances", "influences", "fog-squares", "competitor-ties"):
        assert asked["bob"].get(f"/api/v1/{noun}").json()["items"]
        assert asked["charlie"].get(f"/api/v1/{noun}").json()["items"] == []


@pytest.mark.parametrize(
    ("noun", "thing"),
    [
        ("decision", "decision"),
        ("decisionrole", "decision_role"),
        ("stance", "stance"),
        ("influence", "influence"),
        ("fogsquare", "fog_square"),
        ("tieoverride", "tie_override"),
        ("competitortie", "competitor_tie"),
        ("cardanswer", "card_answer"),
        ("assessment", "assessment"),
    ],
)
def test_the_history_of_what_is_said_of_a_decision_can_be_asked_for(
    noun: str, thing: str, client: Client, world: World
) -> None:
    (entry,) = client.get(f"/api/v1/history/{noun}/{getattr(world, thing).pk}").json()["items"]
    assert (entry["noun"], entry["actor_name"], bool(entry["changes"])) == (noun, "Alice Owner", True)


def test_the_second_of_two_who_saw_the_same_row_is_told_what_the_first_said(client: Client, world: World) -> None:
    seen = {"decision": world.decision.pk, "contact": world.contact.pk, "replaces": world.decision_role.pk}
    first = post(client, "decision-roles", {**seen, "level": 4, "piece": "king"})
    second = post(client, "decision-roles", {**seen, "level": 3, "piece": "king"})
    assert (first.status_code, second.status_code) == (201, 409)
    assert (second.json()["current"]["level"], second.json()["version"]) == (4, first.json()["id"])
    assert DecisionRole.objects.get(contact=world.contact, valid_to=None).level == 4


def test_what_has_ended_is_not_ended_again(client: Client, world: World) -> None:
    path = f"influences/{world.influence.pk}/end"
    first, second = (post(client, path, {"on": day}) for day in ("2026-02-01", "2026-03-01"))
    assert first.json()["valid_to"] == second.json()["valid_to"] == "2026-02-01"
    assert Influence.objects.get(pk=world.influence.pk).valid_to is not None


def test_ties_tell_what_they_are_made_of(client: Client, world: World) -> None:
    (tie,) = client.get(f"/api/v1/accounts/{world.account.pk}/ties").json()["items"]
    assert (tie["contact"], tie["strength"], tie["override"]) == (world.contact.pk, 0.5, world.tie_override.pk)


def test_a_list_asks_as_often_for_many_as_for_one(client: Client, world: World, alice: Member) -> None:
    def lists() -> None:
        assert client.get("/api/v1/decisions").status_code == 200

    for number in range(3):
        create_decision(account=world.account, by=alice, name=f"Valves {number}")
    assert_same_queries(lambda: client.get("/api/v1/decisions?limit=1"), lists)


def test_many_ties_are_set_at_once_or_none_of_them(client: Client, world: World, alice: Member) -> None:
    path = f"accounts/{world.account.pk}/ties"
    said = {"strength": "0.80", "reason": "Kick-off"}
    pairs = [{"member": alice.pk, "contact": one.pk} for one in (world.contact, world.colleague)]
    made = post(client, path, {"pairs": pairs, **said})
    assert (made.status_code, [item["strength"] for item in made.json()["items"]]) == (201, ["0.80", "0.80"])
    assert post(client, path, {"pairs": pairs, **said}).json() == {"items": []}
    stranger = {"member": alice.pk, "contact": 999_999}
    refused = post(client, path, {"pairs": [*pairs, stranger], "strength": "0.1", "reason": "None of them"})
    assert (refused.status_code, refused.json()["errors"][0]["message"]) == (
        422, "There is no record 999999, or you may not see it.",
    )  # fmt: skip
    assert not TieOverride.objects.filter(reason="None of them").exists()


def test_the_nights_of_a_board_can_be_asked_for(client: Client, world: World, viewer: Member, asks: Asks) -> None:
    take_snapshots(day=timezone.localdate(), by=None)
    (night,) = client.get("/api/v1/board-snapshots", {"decision": world.decision.pk}).json()["items"]
    assert (night["decision"], night["day"]) == (world.decision.pk, str(timezone.localdate()))
    assert night["score"] is not None
    assert client.get("/api/v1/board-snapshots", {"day__lte": "2020-01-01"}).json()["items"] == []
    assert asks(viewer).get("/api/v1/board-snapshots").status_code == 403
