"""Writing: conflicts, repetition, values at their bounds."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tenure.accounts.models import Account, TeamMember
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tests.api.answers import Answer
from tests.api.conftest import Asks, World
from tests.shared import PROJECT_ROOT


def post(client: Client, path: str, body: object, key: str | None = None) -> Answer:
    headers = {"idempotency-key": key} if key is not None else {}
    answer: Answer = client.post(f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers)
    return answer


def patch(client: Client, path: str, body: object) -> Answer:
    answer: Answer = client.patch(f"/api/v1/{path}", json.dumps(body), "application/json")
    return answer


def test_who_makes_an_account_owns_it_and_the_log_says_so(alice: Member, asks: Asks) -> None:
    made = post(asks(alice), "accounts", {"name": "Neu AG", "turnover": 12.5}).json()
    assert (made["owner"], made["turnover"], made["version"]) == (alice.pk, "12.50", 1)
    assert TeamMember.objects.get(account=made["id"]).role == "owner"
    entry = AuditEntry.objects.get(noun="account", thing_id=made["id"])
    assert (entry.actor_id, entry.verb, entry.changes["name"]) == (alice.pk, "created", [None, "Neu AG"])


def test_a_manager_cannot_give_a_new_account_to_somebody_else(alice: Member, bob: Member, asks: Asks) -> None:
    answer = post(asks(alice), "accounts", {"name": "Neu AG", "owner": bob.pk})
    assert (answer.status_code, Account.objects.count()) == (403, 0)


def test_different_fields_merge_and_the_same_field_is_a_conflict(alice: Member, world: World, asks: Asks) -> None:
    client, path = asks(alice), f"accounts/{world.account.pk}"
    world.account.refresh_from_db()
    version = world.account.version
    assert patch(client, path, {"version": version, "city": "Bremen"}).status_code == 200
    assert patch(client, path, {"version": version, "country": "Germany"}).status_code == 200
    answer = patch(client, path, {"version": version, "city": "Kiel"})
    assert answer.status_code == 409
    assert (answer.json()["current"], answer.json()["version"]) == ({"city": "Bremen"}, version + 2)
    world.account.refresh_from_db()
    assert (world.account.city, world.account.country) == ("Bremen", "Germany")


def test_lines_are_replaced_position_by_position_and_are_one_field_to_a_conflict(
    alice: Member, world: World, asks: Asks
) -> None:
    client, path = asks(alice), f"orders/{world.order.pk}"
    lines = [{"revenue": "10"}, {"product": world.product.pk, "quantity": "2", "unit_price": "5.5"}]
    answer = patch(client, path, {"version": 1, "lines": lines})
    assert answer.status_code == 200, answer.content
    assert [(line["position"], line["revenue"], line["cost"]) for line in answer.json()["lines"]] == [
        (1, "10.0000", None),
        (2, "11.0000", "22.4000"),
    ]
    assert answer.json()["lines"][0]["id"] == world.line.pk
    conflict = patch(client, path, {"version": 1, "lines": []})
    assert (conflict.status_code, len(conflict.json()["current"]["lines"])) == (409, 2)


def test_the_same_key_and_body_make_one_thing_and_get_one_answer(alice: Member, asks: Asks) -> None:
    client = asks(alice)
    first = post(client, "accounts", {"name": "Neu AG"}, key="a")
    again = post(client, "accounts", {"name": "Neu AG"}, key="a")
    assert (again.status_code, again.content) == (201, first.content)
    assert (again["Idempotent-Replayed"], "Idempotent-Replayed" in first) == ("true", False)
    assert Account.objects.count() == 1


def test_a_key_is_good_for_one_body_and_one_member(alice: Member, bob: Member, asks: Asks) -> None:
    client = asks(alice)
    post(client, "accounts", {"name": "Neu AG"}, key="a")
    other = post(client, "accounts", {"name": "Alt AG"}, key="a")
    assert (other.status_code, "use a new key" in other.json()["detail"]) == (422, True)
    assert post(asks(bob), "accounts", {"name": "Neu AG"}, key="a").status_code == 201
    assert Account.objects.count() == 2


def test_a_failed_request_may_be_tried_again_with_its_key(director: Member, asks: Asks, world: World) -> None:
    client = asks(director)
    taken = {"name": "Neu AG", "source": "erp", "external_id": "1"}
    Account.objects.filter(pk=world.foreign.pk).update(source="erp", external_id="1")
    assert post(client, "accounts", taken, key="a").status_code == 422
    Account.objects.filter(pk=world.foreign.pk).update(external_id="2")
    assert post(client, "accounts", taken, key="a").status_code == 201


@pytest.mark.parametrize("key", ["", " ", "a b", "x" * 201])
def test_a_key_that_is_none_is_refused(alice: Member, asks: Asks, key: str) -> None:
    answer = post(asks(alice), "accounts", {"name": "Neu AG"}, key=key)
    assert (answer.status_code, Account.objects.count()) == (422, 0)


def test_many_at_once_with_one_key_make_one_thing(database_url: str, tmp_path: Path) -> None:
    own = {"DATABASE_URL": database_url, "TENURE_HOME": str(tmp_path), "TENURE_LOG_LEVEL": "ERROR"}
    command = [sys.executable, "-m", "tests.api.doubles"]
    done = subprocess.run(
        command, cwd=PROJECT_ROOT, env={**os.environ, **own}, stdout=subprocess.PIPE, text=True, check=True
    )
    said = json.loads(done.stdout.strip().splitlines()[-1])
    assert (said["statuses"], len(said["made"]), said["answered"]) == ([201], 5, said["made"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "a\x00b"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"name": 5}, "name"),
        ({}, "name"),
        ({"name": "X", "turnover": "1e3"}, "turnover"),
        ({"name": "X", "turnover": "10000000000000"}, "turnover"),
        ({"name": "X", "turnover": "1.234"}, "turnover"),
        ({"name": "X", "turnover": True}, "turnover"),
        ({"name": "X", "employees": 2**31}, "employees"),
        ({"name": "X", "employees": "5"}, "employees"),
        ({"name": "X", "parent": 2**63}, "parent"),
        ({"name": "X", "customer_since": 0}, "customer_since"),
        ({"name": "X", "customer_since": "2026-02-30"}, "customer_since"),
        ({"name": "X", "email": "nobody"}, "email"),
        ({"name": "X", "currency": "eur"}, "currency"),
        ({"name": "X", "kind": "friend"}, "kind"),
    ],
)
def test_a_value_out_of_bounds_is_refused_and_named(
    body: dict[str, Any], field: str, director: Member, asks: Asks
) -> None:
    answer = post(asks(director), "accounts", body)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert Account.objects.count() == 0


@pytest.mark.parametrize("raw", [b"{", b'{"name": NaN}', b'{"name": "\\ud800"}', b"\xff", b'{"name": 1' + b"0" * 5000])
def test_a_body_that_is_no_json_is_a_bad_request(raw: bytes, director: Member, asks: Asks) -> None:
    answer = asks(director).post("/api/v1/accounts", raw, "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_a_body_without_end_is_too_large(director: Member, asks: Asks) -> None:
    answer = asks(director).post("/api/v1/accounts", b'{"name": "' + b"x" * 3_000_000 + b'"}', "application/json")
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


def test_null_is_not_the_same_as_left_out(alice: Member, world: World, asks: Asks) -> None:
    client, path = asks(alice), f"accounts/{world.account.pk}"
    assert patch(client, path, {"turnover": "5"}).json()["turnover"] == "5.00"
    assert patch(client, path, {"city": "Kiel"}).json()["turnover"] == "5.00"
    assert patch(client, path, {"turnover": None}).json()["turnover"] is None
    assert patch(client, path, {"name": None}).status_code == 422


def test_what_was_read_can_be_written_back_unchanged(alice: Member, world: World, asks: Asks) -> None:
    client, path = asks(alice), f"accounts/{world.account.pk}"
    read = client.get(f"/api/v1/{path}").json()
    left = ("id", "created_at", "updated_at", "owner", "contacts", "more_contacts")
    answer = patch(client, path, {name: value for name, value in read.items() if name not in left})
    assert (answer.status_code, answer.json()["version"]) == (200, read["version"])


def test_an_account_taken_out_of_the_trash_is_as_it_was(director: Member, world: World, asks: Asks) -> None:
    client = asks(director)
    path = f"/api/v1/accounts/{world.trashed.pk}"
    assert client.get(path).status_code == 404
    assert [item["name"] for item in client.get("/api/v1/accounts/trash").json()["items"]] == ["Alte Werke"]
    assert client.post(f"{path}/restore").status_code == 200
    assert client.get(path).json()["name"] == "Alte Werke"


def test_a_cost_is_worked_out_only_in_the_orders_own_currency(alice: Member, world: World, asks: Asks) -> None:
    line = {"product": world.product.pk, "quantity": "2", "unit_price": "5"}
    body = {"account": world.account.pk, "ordered_on": "2026-05-01", "currency": "USD", "rate": "0.9", "lines": [line]}
    made = post(asks(alice), "orders", body).json()
    assert (made["lines"][0]["revenue"], made["lines"][0]["cost"], made["rate"]) == ("10.0000", None, "0.90000000")
    assert Decimal(made["rate"]) > 0


def test_a_token_cannot_make_another_token(alice: Member, asks: Asks) -> None:
    assert post(asks(alice), "tokens", {"name": "next"}).status_code == 403


def test_a_new_tokens_secret_is_shown_once_and_works(alice: Member) -> None:
    client = Client()
    client.force_login(alice)
    secret = post(client, "tokens", {"name": "export", "days": 30}).json()["secret"]
    own = Client(headers={"authorization": f"Bearer {secret}"})
    assert own.get("/api/v1/members/me").json()["email"] == alice.email
    assert secret not in own.get("/api/v1/tokens").content.decode()
    assert secret not in str(list(AuditEntry.objects.values_list("changes", flat=True)))
