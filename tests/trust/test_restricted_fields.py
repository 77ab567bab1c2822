"""Costs, margins and shares are seen by whom the policy names, through whatever door; canaries show it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

import pytest

from tenure.commerce.actions.order import LineFacts, change_order
from tenure.commerce.actions.product import change_product
from tenure.commerce.models import Order, Product
from tenure.core.policy import RESTRICTED
from tenure.insight.models import Ranking, Standing
from tests.api.operations import CASES, send
from tests.cli.conftest import tenure
from tests.cli.runner import Tenure
from tests.trust import pages
from tests.trust.counting import Count
from tests.trust.stage import Principal, Stage

__all__ = ["tenure"]

# By the rows of RESTRICTED, as texts that appear nowhere else; amounts also as pages write them.
COSTS = ("7123.4567", "8123.4567", "7,123", "8,123")
MARGINS = ("9123.25", "0.43217", "9,123")
SHARES = ("0.35791",)
ANCHORS = {"margin": 6123.5, "share": 0.27531}
HIDDEN_FROM: Mapping[str, tuple[str, ...]] = {
    "viewer": (*COSTS, *MARGINS, *SHARES, "6123.5", "0.27531"),
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
    """The stage with canaries as costs, margins, shares and anchors, also in the audit log."""
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
    return stage


def told_by_operations(stage: Stage, who: str) -> Iterator[Told]:
    client, at = stage.client(Principal(who, "token")), stage.at["owned"]
    for case in CASES:
        if case.method == "get":
            yield Told(case.operation, send(client, case, at).getvalue().decode())
    for noun, thing in (("product", "product"), ("order", "order")):
        yield Told(f"history of the {noun}", client.get(f"/api/v1/history/{noun}/{at[thing]}").content.decode())


def told_by_pages(stage: Stage, who: str) -> Iterator[Told]:
    for page in pages.pages():
        answer = pages.ask(stage.client(Principal(who, "session")), page, "GET", {}, stage.at["owned"])
        yield Told(str(page), answer.getvalue().decode())


def told_by_commands(stage: Stage, who: str, tenure: Tenure) -> Iterator[Told]:
    email = stage.members[who].email
    for line in ("export products", "export orders", "export lines"):
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
