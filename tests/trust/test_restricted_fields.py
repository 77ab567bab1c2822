"""Costs, margins, shares and judgements of people are seen by whom the policy names, through whatever door."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest

from tenure.accounts.models import Contact
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.assessments.actions.assessment import Answered, assess
from tenure.assessments.models import Assessment
from tenure.commerce.actions.order import LineFacts, change_order
from tenure.commerce.actions.product import change_product
from tenure.commerce.models import Order, Product
from tenure.core.policy import KEPT, RESTRICTED
from tenure.core.policy_words import act_words
from tenure.insight.models import Ranking, Standing
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.influence import set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.tie import set_competitor_tie
from tenure.relationships.models import (
    CardAnswer,
    CompetitorTie,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tenure.web.views.account import PARTS
from tests.api.operations import CASES, send
from tests.cli.conftest import tenure
from tests.cli.runner import Tenure
from tests.trust import pages
from tests.trust.commands import EXPORTS
from tests.trust.counting import Count
from tests.trust.schemas import ACTS
from tests.trust.stage import Principal, Stage

__all__ = ["tenure"]

# By the rows of RESTRICTED, as texts that appear nowhere else; amounts also as pages write them.
COSTS = ("7123.4567", "8123.4567", "7,123", "8,123")
MARGINS = ("9123.25", "0.43217", "9,123")
SHARES = ("0.35791",)
JUDGEMENTS = ("Overheard in the lift", '"piece":"knight"', '"knight"]', "0.37", "Murmured at the fair", "Rivale Geheim")
KEPT_THINGS = {
    "stance": "stance",
    "influence": "influence",
    "competitortie": "competitor_tie",
    "cardanswer": "card_answer",
    "handover": "handover",
    "handoveritem": "handover_item",
    "assessment": "assessment",
}
HISTORIES = (
    Product,
    Order,
    Decision,
    DecisionRole,
    Stance,
    Influence,
    FogSquare,
    TieOverride,
    CompetitorTie,
    CardAnswer,
    Assessment,
)
ANCHORS = {"margin": 6123.5, "share": 0.27531}
HIDDEN_FROM: Mapping[str, tuple[str, ...]] = {
    "viewer": (*COSTS, *MARGINS, *JUDGEMENTS, *SHARES, "6123.5", "0.27531"),
    "owner": (*SHARES, "0.27531"),
    "team member": (*SHARES, "0.27531"),
    "other account manager": (*SHARES, "0.27531"),
    "director": (),
}


@dataclass(frozen=True)
class Told:
    """What was said at a door."""

    where: str
    text: str


@pytest.fixture
def canaries(stage: Stage) -> Stage:
    """The stage with canaries as costs, margins, shares, anchors and judgements, also in the audit log."""
    director, at = stage.members["director"], stage.at["owned"]
    product = Product.objects.get(pk=at["product"])
    change_product(product=product, changes={"cost": Decimal("7123.4567")}, by=director)
    line = LineFacts(product=product, quantity=Decimal(1), revenue=Decimal("20000"), cost=Decimal("8123.4567"))
    change_order(order=Order.objects.get(pk=at["order"]), changes={}, lines=[line], by=director)
    measures = {"revenue": 1000.0, "margin": 9123.25, "margin_rate": 0.43217, "share": 0.35791}
    Standing.objects.update(measures=measures, margin=Decimal("9123.25"))
    for ranking in Ranking.objects.all():
        first, second = ranking.criteria
        for criterion, (measure, anchor) in zip((first, second), ANCHORS.items(), strict=True):
            criterion["measure"] = measure
            criterion["anchors"] = [{"value": 0.0, "score": 0.0}, {"value": anchor, "score": 10.0}]
        ranking.save()
    judge(at, director)
    return stage


def judge(at: Mapping[str, int], by: Member) -> None:
    """Say canaries of the people of a decision."""
    decision = Decision.objects.get(pk=at["decision"])
    contact, colleague = (Contact.objects.get(pk=at[name]) for name in ("contact", "colleague"))
    give_stance(decision=decision, contact=contact, value=-2, evidence="Overheard in the lift", by=by)
    set_role(decision=decision, contact=colleague, by=by, piece="knight", power=4, reach=7, line_authority=True)
    set_influence(decision=decision, source=contact, target=colleague, weight=Decimal("0.37"), by=by)
    set_competitor_tie(contact=contact, competitor="Rivale Geheim", strength=Decimal("0.6"), by=by)
    murmured = [Answered("trust", 1, "Murmured at the fair")]
    assess(
        kind=AssessmentKind.STAGE, account=decision.account, side=AnswerSide.THEIRS, person=contact, answers=murmured,
        by=by,
    )  # fmt: skip


def told_by_operations(stage: Stage, who: str) -> Iterator[Told]:
    client, at = stage.client(Principal(who, "token")), stage.at["owned"]
    for case in CASES:
        if case.method == "get":
            yield Told(case.operation, send(client, case, at).getvalue().decode())
    for model in HISTORIES:
        noun = model._meta.model_name
        for pk in model._default_manager.values_list("pk", flat=True):
            yield Told(f"history of {noun} {pk}", client.get(f"/api/v1/history/{noun}/{pk}").content.decode())


def told_by_pages(stage: Stage, who: str) -> Iterator[Told]:
    for page in pages.pages():
        answer = pages.ask(stage.client(Principal(who, "session")), page, *next(pages.tries(page)), stage.at["owned"])
        yield Told(str(page), answer.getvalue().decode())
    for part in PARTS:
        address = f"/accounts/{stage.at['owned']['account']}/?part={part}"
        yield Told(address, stage.client(Principal(who, "session")).get(address).content.decode())


def told_by_commands(stage: Stage, who: str, tenure: Tenure) -> Iterator[Told]:
    email = stage.members[who].email
    board = f"board {stage.at['owned']['account']}"
    for line in (*(f"export {kind}" for kind in EXPORTS if kind != "members"), board, f"{board} --json"):
        yield Told(line, tenure(*line.split(), "--as", email).out)
    if who not in ("director", "administrator"):
        # Leaders' commands would rank anew and find no canary.
        for line in ("portfolio --json", f"explain {stage.at['owned']['account']} --json", "portfolio"):
            yield Told(line, tenure(*line.split(), "--as", email).out)


@pytest.mark.parametrize("who", HIDDEN_FROM)
def test_no_door_tells_what_is_restricted(who: str, canaries: Stage, tenure: Tenure, count: Count) -> None:
    told = [
        *told_by_operations(canaries, who),
        *told_by_pages(canaries, who),
        *told_by_commands(canaries, who, tenure),
    ]
    leaks = [f"{each.where} told {canary}" for each in told for canary in HIDDEN_FROM[who] if canary in each.text]
    count(restricted_readings=len(told))
    assert leaks == []


def test_who_may_see_a_cost_a_margin_and_a_share_is_told(canaries: Stage) -> None:
    told = {who: "".join(each.text for each in told_by_operations(canaries, who)) for who in ("owner", "director")}
    seen = {who: [canary in text for canary in (COSTS[0], COSTS[1], MARGINS[0], *SHARES)] for who, text in told.items()}
    assert seen == {"owner": [True, True, True, False], "director": [True, True, True, True]}


def test_who_may_see_how_people_are_judged_is_told_at_every_door(canaries: Stage, tenure: Tenure) -> None:
    operations, pages, commands = (
        "".join(each.text for each in told)
        for told in (
            told_by_operations(canaries, "owner"),
            told_by_pages(canaries, "owner"),
            told_by_commands(canaries, "owner", tenure),
        )
    )
    assert [canary for canary in JUDGEMENTS if canary not in operations] == []
    assert JUDGEMENTS[0] in pages
    assert JUDGEMENTS[-1] in commands


def test_a_judgement_is_refused_in_a_sentence_and_a_role_is_told_without_its_power(canaries: Stage) -> None:
    viewer, decision = canaries.client(Principal("viewer", "token")), canaries.at["owned"]["decision"]
    addresses = ("stances", "influences", "competitor-ties", f"decisions/{decision}/board")
    # Plans have a test of their own.
    assert set(KEPT_THINGS) == {noun for noun, act in KEPT.items() if act != "plan.see"}
    histories = [f"history/{noun}/{canaries.at['owned'][thing]}" for noun, thing in KEPT_THINGS.items()]
    refused = [viewer.get(f"/api/v1/{address}") for address in (*addresses, *histories)]
    assert {answer.status_code for answer in refused} == {403}
    kept = {f"As viewer you may not {act_words(act)}." for noun, act in KEPT.items() if noun in KEPT_THINGS}
    assert {answer.json()["detail"] for answer in refused} == kept
    roles = viewer.get("/api/v1/decision-roles", {"decision": decision}).json()["items"]
    assert roles
    assert [role[name] for role in roles for name in RESTRICTED["decisionrole"] if role[name] is not None] == []


def test_a_restricted_field_cannot_be_asked_for(stage: Stage) -> None:
    viewer, owner = (stage.client(Principal(who, "token")) for who in ("viewer", "owner"))
    assert viewer.get("/api/v1/products", {"cost__gte": "1"}).status_code == 422
    assert owner.get("/api/v1/products", {"cost__gte": "1"}).status_code == 200


def test_a_page_says_that_a_value_is_restricted(canaries: Stage) -> None:
    account = f"/accounts/{canaries.at['owned']['account']}/?part=grade"
    said = {
        who: canaries.client(Principal(who, "session")).get(account).content.decode().count("restricted")
        for who in ("viewer", "owner", "director")
    }
    assert said["viewer"] > said["owner"] > said["director"] == 0


def test_an_audit_entry_names_no_restricted_field(canaries: Stage) -> None:
    address = f"/api/v1/history/product/{canaries.at['owned']['product']}"
    entries = canaries.client(Principal("viewer", "token")).get(address).json()["items"]
    assert entries
    assert [entry for entry in entries if set(entry["changes"]) & set(RESTRICTED["product"])] == []
    assert "cost" in json.dumps(canaries.client(Principal("owner", "token")).get(address).json())


# Nouns of plans whose history can be asked for, by what the stage calls them.
PLANNED = (
    "plan", "plan_version", "client_need", "plan_objective", "plan_action", "plan_risk", "sponsor_ask",
    "planned_resource", "profit_year", "plan_requirement", "plan_review", "review_value", "review_finding",
    "proposal_review",
)  # fmt: skip


def test_plans_are_kept_from_who_may_look_only(stage: Stage) -> None:
    viewer, at = stage.client(Principal("viewer", "token")), stage.at["owned"]
    assert {noun.replace("_", "") for noun in PLANNED} | {"plansignature"} == {
        noun for noun, act in KEPT.items() if act == "plan.see"
    }
    histories = [f"history/{noun.replace('_', '')}/{at[noun]}" for noun in PLANNED]
    reads = [case.path.format_map(at) for case in CASES if case.method == "get" and ACTS[case.operation] == "plan.see"]
    refused = [viewer.get(f"/api/v1/{address}") for address in (*histories, *reads)]
    assert {(answer.status_code, answer.json()["detail"]) for answer in refused} == {
        (403, "As viewer you may not see plans.")
    }
