"""The sample company: invented, the same for the same day, and full of stories."""

import re
from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest

from tenure.integrations.sample import SampleCompany, sample_company
from tenure.integrations.sample.accounts import Story, make_accounts

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def company() -> SampleCompany:
    return sample_company(TODAY)


def test_the_same_day_gives_the_same_company(company: SampleCompany) -> None:
    assert sample_company(TODAY).tables == company.tables


def test_every_reference_leads_to_a_row(company: SampleCompany) -> None:
    tables = company.tables
    accounts = {row["account_id"] for row in tables["accounts"]}
    products = {row["product_id"] for row in tables["products"]}
    orders = {row["order_id"] for row in tables["orders"]}
    members = {row["email"] for row in tables["members"]}
    assert {row["parent_id"] for row in tables["accounts"]} - {""} <= accounts
    assert {row["owner"] for row in tables["accounts"]} - {""} <= members
    assert {row["account_id"] for kind in ("contacts", "orders", "team", "ratings") for row in tables[kind]} <= accounts
    assert {row["product_id"] for row in tables["orders"]} <= products
    assert {row["order_id"] for kind in ("deliveries", "invoices") for row in tables[kind]} <= orders


def test_the_size_is_that_of_a_middling_company(company: SampleCompany) -> None:
    counts = {kind: len(rows) for kind, rows in company.tables.items()}
    assert 230 <= counts["accounts"] <= 250
    assert (counts["members"], counts["products"]) == (8, 40)
    assert Counter(row["level"] for row in company.tables["accounts"])["group"] == 6
    assert {row["seniority"] for row in company.tables["contacts"]} == {1, 2, 3, 4, 5}


def test_orders_fill_three_years_up_to_yesterday(company: SampleCompany) -> None:
    days = [date.fromisoformat(row["ordered_on"]) for row in company.tables["orders"]]
    assert TODAY - timedelta(days=3 * 366) <= min(days) <= TODAY - timedelta(days=1080)
    assert TODAY - timedelta(days=6) <= max(days) < TODAY


def test_a_lost_account_has_stopped_and_a_slump_shows(company: SampleCompany) -> None:
    stories = {account.code: account.story for account in make_accounts(Random("1896/accounts"))}
    recent: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for row in company.tables["orders"]:
        age = (TODAY - date.fromisoformat(row["ordered_on"])).days
        target = recent if age <= 120 else before if age <= 480 else None
        if target is not None:
            target[row["account_id"]] += round(row["revenue"] * 100)
    lost = [code for code, story in stories.items() if story == Story.LOST]
    slump = [code for code, story in stories.items() if story == Story.SLUMP]
    assert lost
    assert all(recent[code] == 0 and before[code] > 0 for code in lost)
    assert slump
    assert all(recent[code] / 4 < before[code] / 12 * 0.75 for code in slump)


def test_deliveries_of_troubled_accounts_come_late(company: SampleCompany) -> None:
    late = [row for row in company.tables["deliveries"] if row["delivered_on"] > row["requested_on"]]
    share = len(late) / len(company.tables["deliveries"])
    assert 0.05 < share < 0.4


def test_addresses_are_plain_and_everybody_has_one_of_their_own(company: SampleCompany) -> None:
    addresses = [row["email"] for row in company.tables["contacts"]]
    assert len(set(addresses)) == len(addresses)
    assert [one for one in addresses if not re.fullmatch(r"[a-z]+\.[a-z]+[2-9]?@[a-z0-9]+\.example", one)] == []


def test_people_name_accounts_and_err_now_and_then(company: SampleCompany) -> None:
    names = {row["name"] for row in company.tables["accounts"]}
    polls: dict[str, set[str]] = {}
    for row in company.tables["polls"]:
        polls.setdefault(row["poll"], set()).add(row["member"])
    assert [len(members) for members in polls.values()] == [8, 3]
    assert {row["name"] for row in company.tables["polls"]} - names
