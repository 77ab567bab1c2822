"""Our own company and its exchange rates over the API."""

import json
from typing import Any

import pytest
from django.test import Client

from tenure.core.models import AuditEntry, ExchangeRate, Organisation
from tenure.people.models import Member
from tests.api.conftest import Asks, World


@pytest.fixture
def client(administrator: Member, asks: Asks) -> Client:
    return asks(administrator)


def send(client: Client, method: str, path: str, body: dict[str, Any]) -> Any:
    answer: Any = getattr(client, method)(f"/api/v1/{path}", json.dumps(body), "application/json")
    return answer


def test_before_anything_is_said_there_are_defaults_and_afterwards_what_was_said(client: Client) -> None:
    told = {"name": "", "reporting_currency": "EUR", "label_pack": "football", "is_sample": False}
    assert client.get("/api/v1/organisation").json() == told
    assert send(client, "patch", "organisation", {"name": "Nordhaven"}).json() == {**told, "name": "Nordhaven"}
    assert send(client, "patch", "organisation", {"label_pack": "airline"}).json()["name"] == "Nordhaven"
    assert Organisation.objects.count() == 1
    changes = AuditEntry.objects.filter(noun="organisation").order_by("pk").values_list("changes", flat=True)
    assert list(changes)[-1] == {"label_pack": ["football", "airline"]}


def test_the_reporting_currency_changes_only_before_orders_and_rates(client: Client, world: World) -> None:
    answer = send(client, "put", "organisation/reporting-currency", {"currency": "USD"})
    assert (answer.status_code, "There are orders in terms of EUR" in answer.json()["detail"]) == (422, True)
    assert client.get("/api/v1/organisation").json()["reporting_currency"] == "EUR"


def test_rates_alone_hold_the_reporting_currency_too(client: Client) -> None:
    rate = send(client, "put", "exchange-rates", {"currency": "USD", "valid_from": "2026-01-01", "rate": "0.9"}).json()
    assert send(client, "put", "organisation/reporting-currency", {"currency": "CHF"}).status_code == 422
    assert client.delete(f"/api/v1/exchange-rates/{rate['id']}").status_code == 204
    assert send(client, "put", "organisation/reporting-currency", {"currency": "CHF"}).status_code == 200
    assert client.get("/api/v1/organisation").json()["reporting_currency"] == "CHF"


def test_a_rate_replaces_the_one_of_its_day_and_the_log_has_both(client: Client) -> None:
    body = {"currency": "USD", "valid_from": "2026-01-01", "rate": "0.9"}
    first = send(client, "put", "exchange-rates", body).json()
    second = send(client, "put", "exchange-rates", {**body, "rate": 0.95}).json()
    assert (second["id"], second["rate"], ExchangeRate.objects.count()) == (first["id"], "0.95000000", 1)
    logged = AuditEntry.objects.filter(noun="exchangerate").latest("pk").changes["rate"]
    assert [str(value).rstrip("0") for value in logged] == ["0.9", "0.95"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"currency": "EUR"}, "currency"),
        ({"currency": "usd"}, "currency"),
        ({"rate": "0"}, "rate"),
        ({"rate": "-1"}, "rate"),
        ({"rate": "12345678.9"}, "rate"),
        ({"valid_from": "2026-13-01"}, "valid_from"),
        ({"id": 5}, "id"),
    ],
)
def test_a_rate_out_of_bounds_is_refused(client: Client, change: dict[str, Any], field: str) -> None:
    body = {"currency": "USD", "valid_from": "2026-01-01", "rate": "0.9", **change}
    answer = send(client, "put", "exchange-rates", body)
    assert (answer.status_code, [error["field"] for error in answer.json()["errors"]]) == (422, [field])
    assert ExchangeRate.objects.count() == 0


def test_directors_see_but_do_not_change_the_company(director: Member, world: World, asks: Asks) -> None:
    own = asks(director)
    assert own.get("/api/v1/organisation").status_code == 200
    answers = [
        send(own, "patch", "organisation", {"name": "X"}),
        send(own, "put", "organisation/reporting-currency", {"currency": "USD"}),
        send(own, "put", "exchange-rates", {"currency": "CHF", "valid_from": "2026-01-01", "rate": "1"}),
        own.delete(f"/api/v1/exchange-rates/{world.rate.pk}"),
    ]
    assert [answer.status_code for answer in answers] == [403] * 4
    assert (Organisation.objects.count(), ExchangeRate.objects.count()) == (0, 1)
