"""Answers that are kept until anything is written."""

import pytest
from django.db import transaction
from django.db.models import QuerySet

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.core import unchanged
from tenure.core.unchanged import MOST_KEPT, Unchanged
from tenure.people.models import Member
from tests.cast import enter


@pytest.fixture
def asked() -> list[object]:
    """What had to be asked, in order."""
    return []


@pytest.fixture
def count(asked: list[object]) -> Unchanged[int]:
    def answer(rows: QuerySet[Account], about: object = None) -> int:
        asked.append(about)
        return rows.count()

    return Unchanged(answer)


@pytest.fixture
def alice(transactional_db: None) -> Member:
    return enter("alice")


def test_nothing_is_asked_twice_until_something_is_written(
    count: Unchanged[int], asked: list[object], alice: Member
) -> None:
    assert [count(Account.objects.all()) for _turn in range(3)] == [0, 0, 0]
    assert len(asked) == 1
    create_account(by=alice, name="Nordhafen")
    assert [count(Account.objects.all()) for _turn in range(3)] == [1, 1, 1]
    assert len(asked) == 2


def test_other_rows_and_other_questions_are_asked_for_themselves(
    count: Unchanged[int], asked: list[object], alice: Member
) -> None:
    create_account(by=alice, name="Nordhafen")
    for name, about in (("Nordhafen", 1), ("Silberglas", 1), ("Nordhafen", 2), ("Nordhafen", 1)):
        assert count(Account.objects.filter(name=name), about) == (name == "Nordhafen")
    assert asked == [1, 1, 2]


def test_within_a_transaction_everything_is_asked_and_nothing_is_kept(
    count: Unchanged[int], asked: list[object], alice: Member
) -> None:
    with transaction.atomic():
        create_account(by=alice, name="Nordhafen")
        assert count(Account.objects.all()) == 1
        transaction.set_rollback(True)
    assert count(Account.objects.all()) == 0
    assert len(asked) == 2


def test_after_a_while_it_is_asked_again(
    count: Unchanged[int], asked: list[object], alice: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    count(Account.objects.all())
    monkeypatch.setattr(unchanged, "SECONDS", 1e-9)
    count(Account.objects.all())
    assert len(asked) == 2


def test_no_more_is_kept_than_allowed(count: Unchanged[int], asked: list[object], alice: Member) -> None:
    for about in range(MOST_KEPT + 1):
        count(Account.objects.all(), about)
    count(Account.objects.all(), MOST_KEPT)
    assert len(asked) == MOST_KEPT + 1
    count(Account.objects.all(), 0)
    assert len(asked) == MOST_KEPT + 2
