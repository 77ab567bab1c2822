"""Criteria sets, comparisons, objectives and ratings over the API."""

import json
from typing import Any

import pytest
from django.test import Client

from tenure.assessments.models import CriteriaSet, PairwiseJudgement, Rating
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.api.conftest import Asks, World
from tests.queries import assert_same_queries

REVENUE: dict[str, Any] = {"code": "revenue", "name": "revenue", "measure": "revenue", "weight": "60.00"}
ACCESS: dict[str, Any] = {"code": "access", "name": "access", "measure": "rating:access", "weight": 40}


@pytest.fixture
def client(director: Member, asks: Asks) -> Client:
    return asks(director)


def send(client: Client, method: str, path: str, body: object = None) -> Any:
    answer: Any = getattr(client, method)(f"/api/v1/{path}", json.dumps(body or {}), "application/json")
    return answer


def test_what_was_read_of_a_set_makes_the_same_set_again(client: Client, world: World) -> None:
    read = client.get(f"/api/v1/criteria-sets/{world.criteria_set.pk}").json()
    parts = ("criteria", "levels", "key_levels", "window", "label_pack", "hysteresis")
    made = send(client, "post", "criteria-sets", {"name": "Again", **{name: read[name] for name in parts}})
    assert made.status_code == 201, made.content
    assert {name: made.json()[name] for name in parts} == {name: read[name] for name in parts}


def test_own_words_knock_outs_and_places_are_kept(client: Client, world: World) -> None:
    body = {
        "name": "Ours",
        "criteria": [{**REVENUE, "knock_out": {"minimum": 1000}}, {**ACCESS, "direction": "cost"}],
        "levels": [{"code": "top", "label": "Partner", "cut": "6.5", "places": 5}, {"code": "rest", "label": "Others"}],
        "key_levels": 1,
        "label_pack": "own",
        "hysteresis": 0,
        "window": "24m",
    }
    made = send(client, "post", "criteria-sets", body).json()
    assert made["levels"] == [
        {"code": "top", "label": "Partner", "cut": 6.5, "places": 5},
        {"code": "rest", "label": "Others", "cut": None, "places": None},
    ]
    assert (made["criteria"][0]["knock_out"], made["criteria"][1]["direction"]) == (
        {"minimum": 1000.0, "maximum": None},
        "cost",
    )
    assert (made["hysteresis"], made["window"], made["is_active"]) == (0.0, "24m", False)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"criteria": []}, "criteria"),
        ({"criteria": [{**REVENUE, "measure": "charm"}]}, "charm"),
        ({"criteria": [REVENUE, REVENUE]}, "revenue"),
        ({"criteria": [{**REVENUE, "weight": -1}]}, "weight"),
        ({"criteria": [{**REVENUE, "anchors": [{"value": 1e300, "score": 5}]}]}, "anchors"),
        ({"criteria": [{**REVENUE, "objective": "Unsaid"}]}, "Unsaid"),
        ({"levels": [{"code": "a", "cut": 3}, {"code": "b", "cut": 5}]}, "must fall"),
        ({"levels": [{"code": "a"}], "label_pack": "own"}, "Own words"),
        ({"window": "0m"}, "window"),
        ({"label_pack": "cricket"}, "label_pack"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_and_nothing_is_made(
    client: Client, director: Member, change: dict[str, Any], said: str
) -> None:
    answer = send(client, "post", "criteria-sets", {"name": "New", "criteria": [REVENUE], **change})
    assert (answer.status_code, said in answer.json()["detail"]) == (422, True), answer.json()
    assert CriteriaSet.objects.count() == 0


def test_a_set_that_decides_is_copied_and_not_changed(client: Client, world: World) -> None:
    path = f"criteria-sets/{world.criteria_set.pk}"
    assert send(client, "post", f"{path}/activate").json()["is_active"]
    for method, end, body in (
        ("patch", "", {"window": "24m"}),
        ("put", "/weights", {"weights": {"margin": 1}}),
        ("post", "/weigh", {}),
    ):
        assert "copy it to edit" in send(client, method, path + end, body).json()["detail"]
    copied = send(client, "post", f"{path}/copy", {"name": "2028"}).json()
    assert (copied["is_active"], copied["activated_at"]) == (False, None)
    changed = send(client, "patch", f"criteria-sets/{copied['id']}", {"version": copied["version"], "window": "24m"})
    assert (changed.json()["window"], changed.json()["criteria"]) == ("24m", copied["criteria"])
    stale = send(client, "patch", f"criteria-sets/{copied['id']}", {"version": copied["version"], "window": "6m"})
    assert stale.status_code == 409


def test_weights_by_hand_concern_the_criteria_named_only(client: Client, world: World) -> None:
    path = f"criteria-sets/{world.criteria_set.pk}/weights"
    made = send(client, "put", path, {"weights": {"margin": "12.5"}}).json()
    assert {row["code"]: row["weight"] for row in made["criteria"]} == {"revenue": 60.0, "margin": 12.5}
    assert "charm is no criterion" in send(client, "put", path, {"weights": {"charm": 1}}).json()["detail"]


def test_contradicting_comparisons_are_named_and_weigh_only_when_told_to(client: Client, world: World) -> None:
    codes = ("revenue", "margin", "orders")
    body = {"name": "Three", "criteria": [{**REVENUE, "code": code, "name": code, "measure": code} for code in codes]}
    path = f"criteria-sets/{send(client, 'post', 'criteria-sets', body).json()['id']}"
    assert client.get(f"/api/v1/{path}/judgements").json()["weights"] is None
    assert "Nobody has compared every pair" in send(client, "post", f"{path}/weigh").json()["detail"]
    for first, second, value in (("revenue", "margin", 9), ("margin", "orders", 9), ("orders", "revenue", 9)):
        said = send(client, "put", f"{path}/judgements", {"first": first, "second": second, "value": value}).json()
    assert (said["acceptable"], said["consistency_ratio"] > 0.1, len(said["complete"])) == (False, True, 1)
    assert set(said["worst"]) == {"first", "second", "said", "fitting"}
    refused = send(client, "post", f"{path}/weigh")
    assert (refused.status_code, "contradict each other" in refused.json()["detail"]) == (422, True)
    assert send(client, "post", f"{path}/weigh", {"despite_contradictions": True}).status_code == 200
    assert sum(row["weight"] for row in client.get(f"/api/v1/{path}").json()["criteria"]) == pytest.approx(100, abs=0.1)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"first": "revenue", "second": "charm", "value": 2}, "second"),
        ({"first": "revenue", "second": "margin", "value": 10}, "value"),
        ({"first": "revenue", "second": "margin", "value": 0.105}, "value"),
        ({"first": "revenue", "second": "margin", "value": "2"}, "value"),
    ],
)
def test_a_comparison_off_the_scale_or_of_strangers_is_refused(
    client: Client, world: World, body: dict[str, Any], field: str
) -> None:
    before = list(PairwiseJudgement.objects.values())
    answer = send(client, "put", f"criteria-sets/{world.criteria_set.pk}/judgements", body)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert list(PairwiseJudgement.objects.values()) == before


def test_objectives_that_nothing_serves_are_told(client: Client, world: World) -> None:
    path = f"/api/v1/criteria-sets/{world.criteria_set.pk}"
    assert client.get(path).json()["uncovered_objectives"] == ["Sell the whole range"]
    ended = send(client, "post", f"objectives/{world.objective.pk}/end")
    assert ended.json()["ended_on"] is not None
    assert send(client, "post", f"objectives/{world.objective.pk}/end").status_code == 422
    assert client.get(path).json()["uncovered_objectives"] == []


def test_a_rating_is_the_raters_own_and_the_latest_counts(world: World, alice: Member, bob: Member, asks: Asks) -> None:
    path = f"accounts/{world.account.pk}/ratings"
    for member, score in ((alice, "2"), (alice, "3.5"), (bob, 8)):
        made = send(asks(member), "post", path, {"question": "access", "score": score, "evidence": "Met\tthem\ntwice"})
        assert (made.status_code, made.json()["rater"]) == (201, member.pk)
    (summary,) = asks(alice).get(f"/api/v1/{path}").json()["items"]
    assert {rating["rater"]: rating["score"] for rating in summary["ratings"]} == {alice.pk: "3.5", bob.pk: "8.0"}
    assert summary["group"] == {"raters": 2, "median": 5.75, "low": 3.5, "high": 8.0, "disagreement": True}
    assert Rating.objects.count() == 3
    assert AuditEntry.objects.filter(verb="rated", account_id=world.account.pk).count() == 3


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"score": "10.1"}, "score"),
        ({"score": "7.55"}, "score"),
        ({"score": "-1"}, "score"),
        ({"rated_on": "2999-01-01"}, "rated_on"),
        ({"question": "charm"}, "question"),
        ({"evidence": "x" * 501}, "evidence"),
        ({"evidence": "a\x00b"}, "evidence"),
        ({"rater": 1}, "rater"),
    ],
)
def test_a_rating_out_of_bounds_is_refused(
    world: World, alice: Member, asks: Asks, change: dict[str, Any], field: str
) -> None:
    body = {"question": "access", "score": "7.5", **change}
    answer = send(asks(alice), "post", f"accounts/{world.account.pk}/ratings", body)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert Rating.objects.count() == 0


def test_an_open_question_names_who_could_answer_the_owner_first(
    client: Client, world: World, alice: Member, bob: Member, asks: Asks
) -> None:
    path = f"/api/v1/accounts/{world.account.pk}/open-questions"
    assert client.get(path).json() == {"items": []}
    made = send(client, "post", "criteria-sets", {"name": "Asks", "criteria": [REVENUE, ACCESS]}).json()
    send(client, "post", f"criteria-sets/{made['id']}/activate")
    (question,) = client.get(path).json()["items"]
    assert (question["question"]["code"], question["could_answer"][:2]) == ("access", [alice.pk, bob.pk])
    send(asks(bob), "post", f"accounts/{world.account.pk}/ratings", {"question": "access", "score": 5})
    assert client.get(path).json() == {"items": []}


@pytest.mark.parametrize("path", ["criteria-sets", "objectives", "questions", "seasons", "exchange-rates"])
def test_lists_ask_as_often_for_many_rows_as_for_few(client: Client, world: World, path: str) -> None:
    for number in range(3):
        send(client, "post", "criteria-sets", {"name": f"Set {number}", "criteria": [REVENUE]})
        send(client, "post", "objectives", {"name": f"Objective {number}"})
        send(client, "post", "questions", {"code": f"q{number}", "name": f"Question {number}"})
    assert_same_queries(lambda: client.get(f"/api/v1/{path}?limit=1"), lambda: client.get(f"/api/v1/{path}?limit=100"))
