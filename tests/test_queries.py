"""The guard against a query per row sees one."""

import pytest

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.queries import assert_same_queries


def owners_of(accounts: int) -> list[str]:
    return [str(account.owner) for account in Account.objects.order_by("pk")[:accounts]]


@pytest.fixture
def three_accounts(alice: Member) -> None:
    for name in ("North", "West", "South"):
        create_account(by=alice, name=name)


@pytest.mark.usefixtures("three_accounts")
def test_a_query_per_row_is_caught() -> None:
    with pytest.raises(AssertionError, match="2 queries for few rows, 4 for many"):
        assert_same_queries(lambda: owners_of(1), lambda: owners_of(3))


@pytest.mark.usefixtures("three_accounts")
def test_one_query_for_all_rows_passes() -> None:
    rows = Account.objects.select_related("owner")
    assert_same_queries(lambda: list(rows.all()[:1]), lambda: list(rows.all()[:3]))
