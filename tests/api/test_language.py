"""Problems, notices and the causes of faults are said in the language that a request accepts."""

import pytest
from django.test import Client

from tenure.accounts.actions.account import change_account
from tenure.insight.models import Ranking
from tenure.people.models import Member
from tests.api.conftest import Asks, World

pytestmark = pytest.mark.django_db
GERMAN = {"Accept-Language": "de"}


@pytest.fixture
def leads(director: Member, asks: Asks) -> Client:
    return asks(director)


@pytest.mark.parametrize(
    ("accepted", "says"),
    [
        ("de-AT,de;q=0.9", "Der 31.12.2099 ist noch nicht gekommen; was geplant ist,"),
        ("en", "2099-12-31 has not come; what is planned"),
        ("xx", "2099-12-31 has not come; what is planned"),
    ],
)
def test_days_in_a_problem_follow_the_language(leads: Client, world: World, accepted: str, says: str) -> None:
    path = f"/api/v1/interactions/{world.interaction.pk}"
    body = {"version": world.interaction.version, "at": "2099-12-31T12:00:00Z"}
    response = leads.patch(path, body, "application/json", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Content-Type"]) == (422, "application/problem+json")
    error = response.json()["errors"][0]
    assert (error["field"], error["message"][: len(says)]) == ("at", says)


def test_a_rule_of_an_action_is_said_in_german(leads: Client, world: World) -> None:
    path = f"/api/v1/objectives/{world.objective.pk}/end"
    leads.post(path)
    problem = leads.post(path, headers=GERMAN).json()
    assert problem["detail"].startswith("'Sell the whole range' wurde bereits am ")
    assert problem["detail"].endswith(" beendet.")


def test_who_may_not_is_told_in_german(world: World, viewer: Member, asks: Asks) -> None:
    body = {"version": world.account.version, "city": "Bonn"}
    response = asks(viewer).patch(f"/api/v1/accounts/{world.account.pk}", body, "application/json", headers=GERMAN)
    assert (response.status_code, response.json()["detail"]) == (403, "Als Leser dürfen Sie keine Kunden ändern.")


def test_a_conflict_is_told_in_german_with_both_values(leads: Client, world: World, director: Member) -> None:
    seen = world.account.version
    change_account(account=world.account, changes={"city": "Bonn"}, by=director)
    body = {"version": seen, "city": "Köln"}
    response = leads.patch(f"/api/v1/accounts/{world.account.pk}", body, "application/json", headers=GERMAN)
    assert (response.status_code, response.json()["current"]) == (409, {"city": "Bonn"})
    assert response.json()["detail"].startswith("Jemand anderes hat inzwischen geändert: Stadt.")


def test_notices_of_a_ranking_that_were_kept_in_english_are_told_in_german(leads: Client, world: World) -> None:
    notices = [
        "Growth is unknown for every account, so it is left out.",
        "Margin is 0.25 wherever it is known, so it has no say.",
        "A sentence of an earlier release.",
    ]
    Ranking.objects.filter(pk=world.ranking.pk).update(notices=notices)
    assert leads.get("/api/v1/portfolio").json()["notices"] == notices
    assert leads.get("/api/v1/portfolio", headers=GERMAN).json()["notices"] == [
        "Wachstum ist bei keinem Kunden bekannt und bleibt deshalb weg.",
        "Marge ist überall, wo bekannt, 0,25 und entscheidet deshalb nichts.",
        "A sentence of an earlier release.",
    ]
