"""The list of people over the API asks for what the page asks for."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Standing
from tenure.people.models import Member
from tests.api.conftest import Asks
from tests.insight.facts import make_portfolio, make_year

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def people(account: Account, alice: Member) -> None:
    """Met 90 days ago, met yesterday, never met; the last at another account of Alice's."""
    other = create_account(by=alice, name="Zander AG")
    for name, at, days in (("Anna Weiß", account, 90), ("Jan Berg", account, 1), ("Maria Lind", other, None)):
        one = create_contact(account=at, by=alice, name=name)
        if days is not None:
            day = NOW - timedelta(days=days)
            create_interaction(account=at, by=alice, contacts=[one], at=day, kind="call", subject="Prices")


def names(client: Client, **asked: Any) -> list[str]:
    found: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = client.get("/api/v1/contacts", {**asked, **cursor, "limit": 1})
        assert answer.status_code == 200, answer.content
        page = answer.json()
        found += [item["name"].split()[0] for item in page["items"]]
        if page["next"] is None:
            return found
        cursor = {"cursor": page["next"]}


@pytest.mark.usefixtures("people")
def test_by_when_they_were_met_the_never_met_come_last(asks: Asks, alice: Member, charlie: Member) -> None:
    client = asks(alice)
    assert names(client, sort="last_met_at") == ["Anna", "Jan", "Maria"]
    assert names(client, sort="-last_met_at") == ["Jan", "Anna", "Maria"]
    assert names(client, sort="-account") == ["Maria", "Jan", "Anna"]
    assert names(asks(charlie), sort="last_met_at") == []


@pytest.mark.usefixtures("people")
def test_who_is_going_cold_is_found_with_the_never_met(asks: Asks, alice: Member) -> None:
    client, since = asks(alice), (NOW - timedelta(days=60)).isoformat()
    assert names(client, not_met_since=since) == ["Anna", "Maria"]
    assert names(client, last_met_at__gte=since) == ["Jan"]
    assert names(client, last_met_at__isnull="true") == ["Maria"]
    shown = client.get("/api/v1/contacts", {"last_met_at__isnull": "false"}).json()["items"]
    assert all(item["last_met_at"].endswith("Z") for item in shown)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("text", "expected"), [("weiss", ["Anna"]), ("lnid", ["Maria"]), ("zander", ["Maria"]), ("xyzzyq", [])]
)
def test_they_are_found_by_name_and_account(asks: Asks, alice: Member, text: str, expected: list[str]) -> None:
    assert names(asks(alice), q=text) == expected
    assert names(asks(alice), q=text, sort="-last_met_at") == expected


@pytest.mark.usefixtures("people")
def test_of_key_accounts_and_of_one_owners(
    asks: Asks, account: Account, alice: Member, bob: Member, director: Member
) -> None:
    client = asks(director)
    assert names(client, key_account="true") == []
    assert names(client, account_owner=alice.pk) == ["Anna", "Jan", "Maria"]
    assert names(client, account_owner=bob.pk) == []
    make_year(account, 650_000)
    make_portfolio(12)
    ranking = compute_ranking(by=director)
    Standing.objects.filter(ranking=ranking).update(is_key=False)
    Standing.objects.filter(ranking=ranking, account=account).update(is_key=True, grade="a")
    assert names(client, key_account="true") == ["Anna", "Jan"]
    assert names(client, key_account="false", account_owner=alice.pk) == ["Maria"]
