"""Lists: pages by key, filters and orders from an allow-list, search."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.api import spans
from tenure.people.models import Member
from tests.api.conftest import Asks, World
from tests.queries import assert_same_queries, queries_of

Get = Callable[..., dict[str, Any]]


@pytest.fixture
def client(director: Member, asks: Asks) -> Client:
    return asks(director)


def get(client: Client, path: str, **asked: Any) -> dict[str, Any]:
    answer = client.get(f"/api/v1/{path}", asked)
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def names(client: Client, **asked: Any) -> list[str]:
    """The names of all accounts, page after page."""
    found: list[str] = []
    page = get(client, "accounts", **asked)
    while True:
        found += [item["name"] for item in page["items"]]
        if page["next"] is None:
            return found
        page = get(client, "accounts", **asked, cursor=page["next"])


def refusal(client: Client, path: str, **asked: Any) -> str:
    answer = client.get(f"/api/v1/{path}", asked)
    assert answer.status_code == 422
    detail: str = answer.json()["detail"]
    return detail


@pytest.fixture
def five(director: Member) -> None:
    turnovers = {"Adler": "5.00", "Biber": None, "Dachs": "5.00", "Eule": None, "Fuchs": "9.50"}
    for name, turnover in turnovers.items():
        amount = Decimal(turnover) if turnover else None
        create_account(by=director, name=name, turnover=amount, country="Germany" if amount else "France")


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 200])
@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", ["Adler", "Biber", "Dachs", "Eule", "Fuchs"]),
        ("-name", ["Fuchs", "Eule", "Dachs", "Biber", "Adler"]),
        ("turnover", ["Adler", "Dachs", "Fuchs", "Biber", "Eule"]),
        ("-turnover", ["Fuchs", "Dachs", "Adler", "Eule", "Biber"]),
        ("-updated_at", ["Fuchs", "Eule", "Dachs", "Biber", "Adler"]),
    ],
)
def test_pages_of_any_size_give_every_row_once_in_order_and_the_unknown_last(
    client: Client, sort: str, limit: int, expected: list[str]
) -> None:
    assert names(client, sort=sort, limit=limit) == expected


@pytest.mark.usefixtures("five")
def test_a_row_added_before_the_cursor_does_not_move_the_next_page(client: Client, director: Member) -> None:
    first = get(client, "accounts", limit=2)
    create_account(by=director, name="Aal")
    assert [item["name"] for item in get(client, "accounts", limit=2, cursor=first["next"])["items"]] == [
        "Dachs",
        "Eule",
    ]


@pytest.mark.usefixtures("five")
def test_a_cursor_is_good_for_its_own_question_only(client: Client) -> None:
    cursor = get(client, "accounts", limit=2)["next"]
    assert "no cursor of this list" in refusal(client, "accounts", sort="-name", cursor=cursor)
    assert "no cursor of this list" in refusal(client, "accounts", country="France", cursor=cursor)
    assert "no cursor of this list" in refusal(client, "contacts", cursor=cursor)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("forge", [lambda cursor: cursor[:-2] + "xx", lambda cursor: "", lambda cursor: "ä" * 40])
def test_a_cursor_that_we_did_not_make_is_refused(client: Client, forge: Callable[[str], str]) -> None:
    cursor = get(client, "accounts", limit=2)["next"]
    assert "no cursor of this list" in refusal(client, "accounts", cursor=forge(cursor))


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"country": "France"}, ["Biber", "Eule"]),
        ({"country": "france"}, []),
        ({"turnover__gte": "5.01"}, ["Fuchs"]),
        ({"turnover__lte": "5"}, ["Adler", "Dachs"]),
        ({"turnover__isnull": "true"}, ["Biber", "Eule"]),
        ({"kind": "customer", "name": "Dachs"}, ["Dachs"]),
        ({"kind": "prospect"}, []),
        ({"owner__isnull": "true", "turnover": "9.5"}, ["Fuchs"]),
        ({"created_at__lt": "2020-01-01T00:00:00Z"}, []),
    ],
)
def test_filters_narrow_the_list(client: Client, asked: dict[str, str], expected: list[str]) -> None:
    assert names(client, **asked) == expected


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"owner__password__startswith": "a"}, "cannot be asked for here; allowed are kind, level"),
        ({"kind": "customers"}, "'customers' will not do"),
        ({"turnover__gte": "NaN"}, "'NaN' will not do"),
        ({"turnover__gte": "1e400"}, "will not do"),
        ({"owner": "99999999999999999999"}, "will not do"),
        ({"country": "a\x00b"}, "will not do"),
        ({"customer_since": "1577836800"}, "a day is written YYYY-MM-DD"),
        ({"created_at__lt": "1577836800"}, "a moment is written"),
        ({"limit": "201"}, "a page has 1 to 200 rows"),
        ({"limit": "0"}, "a page has 1 to 200 rows"),
        ({"limit": "²"}, "a page has 1 to 200 rows"),
        ({"sort": "password"}, "'password' is no order; allowed are name, -name"),
        ({"country": ["Spain", "France"]}, "country is given 2 times"),
        ({"q": "   "}, "search for 1 to 100 printable characters"),
        ({"q": "a\x00b"}, "search for 1 to 100 printable characters"),
    ],
)
def test_what_cannot_be_asked_is_said_with_the_value_and_what_is_allowed(
    client: Client, asked: dict[str, Any], said: str
) -> None:
    assert said in refusal(client, "accounts", **asked)


def test_moments_and_amounts_go_out_the_same_way_from_both_databases(client: Client, director: Member) -> None:
    account = create_account(by=director, name="Adler", turnover=Decimal("1200.5"))
    moment = datetime(2026, 3, 31, 12, tzinfo=UTC)
    Account.objects.filter(pk=account.pk).update(created_at=moment, updated_at=moment.replace(microsecond=70))
    [item] = get(client, "accounts")["items"]
    assert (item["turnover"], item["created_at"], item["updated_at"], item["customer_since"]) == (
        "1200.50",
        "2026-03-31T12:00:00Z",
        "2026-03-31T12:00:00.000070Z",
        None,
    )


@pytest.fixture
def searchable(director: Member) -> None:
    places = {"Müller & Söhne GmbH": "Köln", "Straßenbau AG": "Łódź", "Nord Foods": "Bremen", "Great North": "Ørsted"}
    for name, city in places.items():
        create_account(by=director, name=name, city=city)


@pytest.mark.usefixtures("searchable")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nor", ["Nord Foods", "Great North"]),
        ("no", ["Nord Foods"]),
        ("MULLER", ["Müller & Söhne GmbH"]),
        ("& söh", ["Müller & Söhne GmbH"]),
        ("strasse", ["Straßenbau AG"]),
        ("lodz", ["Straßenbau AG"]),
        ("orsted", ["Great North"]),
        ("mü", ["Müller & Söhne GmbH"]),
        ('"', []),
        ("%%%", []),
        ("___", []),
        ("nord* OR great", []),
    ],
)
def test_search_finds_parts_of_names_and_places_without_case_and_accents_the_beginnings_first(
    client: Client, text: str, expected: list[str]
) -> None:
    assert names(client, q=text) == expected
    assert names(client, q=text, limit=1) == expected


@pytest.mark.usefixtures("searchable")
def test_what_is_searched_may_be_ordered_otherwise(client: Client) -> None:
    assert names(client, q="nor", sort="name") == ["Great North", "Nord Foods"]


@pytest.mark.usefixtures("searchable")
def test_a_search_finds_what_was_renamed_and_no_longer_what_it_was(client: Client) -> None:
    Account.objects.filter(name="Great North").update(name="Süden", name_key="suden")
    assert (names(client, q="great"), names(client, q="sude")) == ([], ["Süden"])


def test_a_common_word_does_not_hide_the_few_accounts_that_a_member_sees(
    director: Member, alice: Member, account: Account, asks: Asks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tenure.accounts.search.MOST_CANDIDATES", 2)
    for number in range(5):
        create_account(by=director, name=f"Fisch {number} Delikatessen")
    assert names(asks(alice), q="delikatessen") == [account.name]


@pytest.mark.parametrize(
    "path", ["accounts", "accounts?q=ccount", "contacts", "products", "orders", "members", "tokens", "jobs"]
)
@pytest.mark.usefixtures("world")
def test_a_list_asks_as_often_for_many_rows_as_for_few(path: str, client: Client, director: Member) -> None:
    for number in range(3):
        create_account(by=director, name=f"Account {number}")
    join = "&" if "?" in path else "?"
    assert_same_queries(
        lambda: client.get(f"/api/v1/{path}{join}limit=1"), lambda: client.get(f"/api/v1/{path}{join}limit=100")
    )


def test_a_request_with_a_token_asks_once_who_it_is_and_once_for_the_list(client: Client, world: World) -> None:
    client.get("/api/v1/accounts")
    assert len(queries_of(lambda: client.get("/api/v1/accounts"))) == 2
    assert len(queries_of(lambda: client.get(f"/api/v1/accounts/{world.account.pk}"))) == 3


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("few", [1, 1000])
@pytest.mark.parametrize(("asked", "expected"), [("5", ["Fuchs", "Dachs", "Adler"]), ("5.01", ["Fuchs"])])
def test_a_range_has_the_same_rows_however_the_database_walks_to_them(
    client: Client, monkeypatch: pytest.MonkeyPatch, few: int, asked: str, expected: list[str]
) -> None:
    monkeypatch.setattr(spans, "FEW", few)
    assert names(client, turnover__gte=asked, sort="-name", limit=2) == expected


@pytest.mark.usefixtures("five")
def test_a_range_of_moments_or_counts_is_the_same_without_an_index(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spans, "FEW", 1)
    Account.objects.filter(name__in=["Adler", "Fuchs"]).update(employees=12, customer_since="2024-05-31")
    assert names(client, employees__gte="9", sort="name") == ["Adler", "Fuchs"]
    assert names(client, customer_since__lte="2024-05-31", sort="name") == ["Adler", "Fuchs"]
    assert names(client, customer_since__gte="2024-06-01", sort="name") == []
    assert names(client, updated_at__gte="2020-01-01T00:00:00Z", sort="-name")[0] == "Fuchs"
