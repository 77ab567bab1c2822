"""The portfolio over the API: figures, standings and reasons as far as one sees the accounts, rankings as jobs."""

from typing import Any

import pytest
from django.test import Client

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.core.choices import JobState
from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Ranking
from tenure.insight.queries import current_ranking
from tenure.people.models import Member
from tests.api.conftest import Asks, World, ranked
from tests.insight.facts import make_portfolio
from tests.queries import assert_same_queries


@pytest.fixture
def client(director: Member, asks: Asks) -> Client:
    return asks(director)


def get(client: Client, path: str, **asked: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", {name: str(value) for name, value in asked.items()})
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def five(director: Member) -> list[Account]:
    accounts = [create_account(by=director, name=f"Customer {number}", city="Köln") for number in range(5)]
    ranked(accounts, is_current=True)
    return accounts


@pytest.mark.parametrize("limit", [1, 2, 5, 200])
def test_pages_of_any_size_give_every_standing_once_in_order_of_rank(
    client: Client, five: list[Account], limit: int
) -> None:
    found, page = [], get(client, "portfolio/standings", limit=limit)
    while page["next"]:
        found += page["items"]
        page = get(client, "portfolio/standings", limit=limit, cursor=page["next"])
    assert [item["account"] for item in [*found, *page["items"]]] == [account.pk for account in five]


@pytest.mark.parametrize(
    ("asked", "ranks"),
    [
        ({}, [1, 2, 3, 4, 5]),
        ({"sort": "-rank"}, [5, 4, 3, 2, 1]),
        ({"grade": "a"}, [1]),
        ({"key": "false"}, [2, 3, 4, 5]),
        ({"key": "true"}, [1]),
        ({"q": "customer 3"}, [4]),
        ({"q": "köln", "grade": "b"}, [2, 3, 4, 5]),
        ({"q": "köln", "sort": "-rank", "key": "false"}, [5, 4, 3, 2]),
        ({"q": "nobody"}, []),
    ],
)
def test_filters_narrow_the_standings(
    client: Client, five: list[Account], asked: dict[str, str], ranks: list[int]
) -> None:
    assert [item["rank"] for item in get(client, "portfolio/standings", **asked)["items"]] == ranks


def test_what_cannot_be_asked_for_is_refused(client: Client, five: list[Account]) -> None:
    for asked in ({"grade": "a b"}, {"account__owner": "1"}, {"sort": "score"}, {"q": "\x00"}):
        assert client.get("/api/v1/portfolio/standings", asked).status_code == 422
    assert client.get("/api/v1/portfolio/not-key", {"key": "true"}).status_code == 422
    assert client.get("/api/v1/portfolio/movers", {"limit": "51"}).status_code == 422


def test_the_not_key_list_gives_reasons(client: Client, five: list[Account]) -> None:
    items = get(client, "portfolio/not-key")["items"]
    assert [(item["rank"], item["is_key"], item["reason"]) for item in items][:2] == [
        (2, False, "Place 2."),
        (3, False, "Place 3."),
    ]


def test_movers_score_much_better_or_worse_than_they_sell(client: Client, five: list[Account]) -> None:
    found = get(client, "portfolio/movers", limit=1)
    assert [[item["rank"] for item in found[name]] for name in ("better_than_sales", "worse_than_sales")] == [[1], [5]]


def test_everybody_sees_the_standings_of_their_own_accounts_only(
    world: World, alice: Member, bob: Member, charlie: Member, director: Member, asks: Asks
) -> None:
    for member, seen in ((alice, 1), (bob, 1), (charlie, 0), (director, 2)):
        own = asks(member)
        figures = get(own, "portfolio")["figures"]
        assert (figures["accounts"], len(get(own, "portfolio/standings")["items"])) == (seen, seen)
        assert sum(map(len, get(own, "portfolio/movers").values())) == seen
        assert len(get(own, "portfolio/standings", q="werke")["items"]) == (1 if member == director else 0)


def test_a_neighbour_that_one_may_not_see_is_not_named(world: World, alice: Member, client: Client, asks: Asks) -> None:
    path = f"portfolio/accounts/{world.account.pk}"
    assert get(client, path)["sensitivity"]["above"]["name"] == world.foreign.name
    assert get(asks(alice), path)["sensitivity"]["above"] is None


def test_an_explanation_is_what_the_command_line_says(client: Client, director: Member) -> None:
    accounts = make_portfolio(6)
    compute_ranking(by=director)
    said = get(client, f"portfolio/accounts/{accounts[0].pk}")
    assert (said["rank"], said["rank_by_sales"], said["is_key"]) == (1, 1, True)
    assert sum(row["contribution"] or 0 for row in said["criteria"]) == pytest.approx(said["score"])
    assert 0 <= said["sensitivity"]["holds"] <= 1
    assert said["reason"].startswith(said["label"])


@pytest.mark.parametrize(
    ("accepted", "says"),
    [("", " at 10.0 of 10: "), ("de-AT,de;q=0.9", " mit 10,0 von 10: "), ("xx", " at 10.0 of 10: ")],
)
def test_reasons_are_said_in_the_language_that_is_accepted(
    client: Client, director: Member, accepted: str, says: str
) -> None:
    account = make_portfolio(6)[0]
    compute_ranking(by=director)
    headers = {"Accept-Language": accepted} if accepted else {}
    for path in (f"portfolio/accounts/{account.pk}", "portfolio/standings"):
        response = client.get(f"/api/v1/{path}", headers=headers)
        said = response.json()
        assert says in (said["items"][0] if "items" in said else said)["reason"]
        assert ("Accept-Language" in response.headers.get("Vary", "")) == bool(accepted)


def test_before_the_first_ranking_there_is_none(client: Client, account: Account) -> None:
    assert client.get("/api/v1/portfolio").status_code == 404
    assert client.get(f"/api/v1/portfolio/accounts/{account.pk}").status_code == 404
    assert get(client, "portfolio/standings") == {"items": [], "next": None}
    assert get(client, "portfolio/movers") == {"better_than_sales": [], "worse_than_sales": []}


def post(client: Client, path: str, body: dict[str, Any]) -> Any:
    answer = client.post(f"/api/v1/{path}", body, "application/json")
    assert answer.status_code == 202, answer.content
    return answer.json()


def test_a_ranking_is_computed_by_a_job_and_asked_for_twice_waits_once(client: Client, director: Member) -> None:
    make_portfolio(4)
    job = post(client, "portfolio/ranking", {})
    assert post(client, "portfolio/ranking", {})["id"] == job["id"]
    run_job.call(job["id"])
    done = get(client, f"jobs/{job['id']}")
    ranking = current_ranking()
    assert ranking is not None
    assert (done["state"], done["result"]["ranking"]) == (JobState.DONE, ranking.pk), done["error"]
    assert get(client, "portfolio")["figures"]["accounts"] == 4


def test_a_ranking_of_a_day_before_any_order_ends_in_a_sentence(client: Client) -> None:
    make_portfolio(2)
    job = post(client, "portfolio/ranking", {"as_of": "1990-01-01"})
    run_job.call(job["id"])
    done = get(client, f"jobs/{job['id']}")
    assert done["state"] in (JobState.DONE, JobState.FAILED)
    assert "unexpected" not in done["error"]


def test_other_words_show_after_the_next_ranking_and_own_words_must_exist(client: Client, director: Member) -> None:
    make_portfolio(4)
    compute_ranking(by=director)
    refused = client.post("/api/v1/portfolio/relabel", {"label_pack": "own"}, "application/json")
    assert (refused.status_code, JobRun.objects.count()) == (422, 0)
    run_job.call(post(client, "portfolio/relabel", {"label_pack": "olympic"})["id"])
    assert get(client, "portfolio")["labels"] == ["Gold", "Silver", "Bronze", "Entrant"]


def test_a_season_is_published_once_and_its_grades_become_history(client: Client, world: World, asks: Asks) -> None:
    made = client.post("/api/v1/seasons", {"name": "2026"}, "application/json")
    assert (made.status_code, made.json()["season"]) == (201, "2026")
    again = client.post("/api/v1/seasons", {"name": "2027"}, "application/json")
    assert (again.status_code, Ranking.objects.exclude(published_at=None).count()) == (422, 2)
    assert [season["name"] for season in get(client, "seasons")["items"]] == ["2026", "2025"]
    history = get(client, f"portfolio/accounts/{world.account.pk}/seasons")["items"]
    assert [(grade["season"], grade["rank"]) for grade in history] == [("2026", 2), ("2025", 2)]
    assert client.get(f"/api/v1/seasons/{world.season.pk + 99}").status_code == 404


def test_an_unpublished_ranking_is_no_season(client: Client, world: World) -> None:
    assert client.get(f"/api/v1/seasons/{world.ranking.pk}").status_code == 404
    assert client.get(f"/api/v1/seasons/{world.season.pk}").status_code == 200


@pytest.mark.parametrize("path", ["portfolio/standings", "portfolio/standings?q=customer", "portfolio/not-key"])
def test_standings_ask_as_often_for_many_as_for_few(client: Client, five: list[Account], path: str) -> None:
    join = "&" if "?" in path else "?"
    assert_same_queries(
        lambda: client.get(f"/api/v1/{path}{join}limit=1"), lambda: client.get(f"/api/v1/{path}{join}limit=100")
    )
