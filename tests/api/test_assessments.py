"""Questionnaires over the API: what is asked, answered, held and taken back; conflicts and what is kept from whom."""

import json
from typing import Any

import pytest
from django.test import Client

from tenure.analytics.assessment.questionnaire import AssessmentKind
from tenure.assessments.actions.assessment import Answered, assess
from tenure.assessments.models import Assessment
from tenure.people.models import Member
from tests.api.conftest import Asks, World
from tests.queries import assert_same_queries


@pytest.fixture
def client(asks: Asks, alice: Member) -> Client:
    return asks(alice)


def post(client: Client, path: str, body: Any) -> Any:
    return client.post(f"/api/v1/{path}", json.dumps(body), "application/json")


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200
    return answer.json()


def ours(world: World, value: int | None, **more: Any) -> dict[str, Any]:
    return {"kind": "stage", "account": world.account.pk, "answers": [{"question": "trust", "value": value}], **more}


def test_what_is_asked_is_told_with_its_anchors_in_the_reader_s_words(client: Client) -> None:
    asked = {each["kind"]: each for each in get(client, "questionnaires")["items"]}
    questions = {kind: len(each["questions"]) for kind, each in asked.items()}
    assert questions == {"targets": 7, "stage": 6, "maturity": 8, "trust": 5}
    assert asked["stage"]["sides"] == ["ours", "theirs"]
    assert (asked["stage"]["least"], asked["maturity"]["of_account"]) == (4, False)
    assert {len(one["anchors"]) for one in asked["stage"]["questions"]} == {4}


def test_an_assessment_is_told_with_its_answers_and_holds(client: Client, world: World) -> None:
    made = post(client, "assessments", ours(world, 3))
    assert (made.status_code, made.json()["answers"][0]["value"], made.json()["side"]) == (201, 3, "ours")
    stage = get(client, f"accounts/{world.account.pk}/stage")
    sides = {each["side"]: each for each in stage["sides"]}
    assert (sides["ours"]["answered"], sides["ours"]["stage"], stage["gap"]) == (1, None, None)
    assert stage["apart"] == [{"question": "trust", "ours": 3, "theirs": 2, "by": -1}]
    trust = next(one for one in sides["theirs"]["answers"] if one["question"] == "trust")
    assert (trust["person"], trust["evidence"]) == (world.contact.pk, "Spoke of the recall")


def test_the_second_of_two_who_saw_the_same_is_told_what_the_first_answered(client: Client, world: World) -> None:
    first = post(client, "assessments", ours(world, 3, seen=0)).json()
    lost = post(client, "assessments", ours(world, 1, seen=0))
    number = first["answers"][0]["id"]
    assert (lost.status_code, lost.json()["current"], lost.json()["version"]) == (409, {"trust": 3}, number)
    assert post(client, "assessments", ours(world, 1, seen=number)).status_code == 201


def test_a_target_is_held_beside_what_the_system_knows(client: Client, world: World) -> None:
    answers = [{"question": "reach", "value": 4}, {"question": "bond", "value": None}]
    post(client, "assessments", {"kind": "targets", "account": world.account.pk, "answers": answers})
    told = get(client, f"accounts/{world.account.pk}/targets")
    assert (told["reached"], told["unknown"], len(told["targets"])) == (1, 6, 7)
    facts = {one["question"]: [fact["kind"] for fact in one["facts"]] for one in told["targets"]}
    assert "promises_kept" in facts["bond"]


def test_only_leaders_rate_the_programme(client: Client, asks: Asks, director: Member) -> None:
    body = {"kind": "maturity", "answers": [{"question": "roles", "value": 2}]}
    assert post(client, "assessments", body).status_code == 403
    assert post(asks(director), "assessments", body).status_code == 201
    assert get(client, "programme")["answered"] == 1


def test_a_value_that_a_question_does_not_have_is_refused(client: Client, asks: Asks, director: Member) -> None:
    body = {"kind": "maturity", "answers": [{"question": "roles", "value": 4}]}
    refused = post(asks(director), "assessments", body)
    assert (refused.status_code, "lies between 1 and 3" in refused.json()["detail"]) == (422, True)


def test_answers_are_taken_back_and_put_back(client: Client, world: World) -> None:
    path = f"/api/v1/assessments/{world.assessment.pk}"
    assert client.delete(path).status_code == 204
    assert get(client, f"accounts/{world.account.pk}/stage")["course"] == []
    assert client.delete(path).status_code == 404
    assert client.post(f"{path}/restore").status_code == 200
    assert len(get(client, f"accounts/{world.account.pk}/stage")["course"]) == 1


def test_nothing_of_it_is_told_to_who_may_look_only(asks: Asks, viewer: Member, charlie: Member, world: World) -> None:
    account = world.account.pk
    paths = ["assessments", "questionnaires", "programme", f"accounts/{account}/stage", f"accounts/{account}/targets"]
    assert {asks(viewer).get(f"/api/v1/{path}").status_code for path in paths} == {403}
    assert get(asks(charlie), "assessments")["items"] == []
    assert asks(charlie).get(f"/api/v1/accounts/{account}/stage").status_code == 404


def test_a_list_asks_as_often_for_many_as_for_one(client: Client, world: World, alice: Member) -> None:
    for value in (1, 2, 3, 4):
        assess(kind=AssessmentKind.STAGE, account=world.account, answers=[Answered("trust", value)], by=alice)
    assert Assessment.objects.count() == 5
    assert_same_queries(lambda: get(client, "assessments?limit=1"), lambda: get(client, "assessments"))
