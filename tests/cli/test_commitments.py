"""`tenure commitments`: what is owed on the accounts that a member sees, as a table or as JSON."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.cli.runner import Tenure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def promises(account: Account, alice: Member, bob: Member) -> None:
    today = timezone.localdate()
    for text, days, owner in (("Late", -3, alice), ("Soon", 3, bob)):
        make_commitment(account=account, by=alice, text=text, due_on=today + timedelta(days=days), owner=owner)


def texts(answer: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return [(one["text"], one["status"]) for one in answer["commitments"]]


def test_json_has_what_is_open_by_its_day_and_the_kept_rate(alice: Member, tenure: Tenure) -> None:
    answer = tenure("commitments", "--json", "--as", alice.email).json
    assert texts(answer) == [("Late", "overdue"), ("Soon", "open")]
    assert (answer["kept"]["due"], answer["kept"]["overdue"], answer["kept"]["rate"]) == (1, 1, None)


def test_it_is_narrowed_by_lateness_owner_and_account(
    account: Account, alice: Member, bob: Member, charlie: Member, tenure: Tenure
) -> None:
    def found(*options: str, who: Member = alice) -> list[str]:
        answer = tenure("commitments", "--json", *options, "--as", who.email).json
        return [text for text, _ in texts(answer)]

    assert found("--overdue") == ["Late"]
    assert found("--owner", bob.email) == ["Soon"]
    assert found("--account", account.name) == ["Late", "Soon"]
    assert found(who=charlie) == []


def test_the_table_says_who_owes_what_and_that_data_are_too_few(alice: Member, tenure: Tenure) -> None:
    text = tenure("commitments", "--as", alice.email).out
    assert "overdue" in text
    assert "Bob Team" in text
    assert "not enough data" in text


def test_who_is_not_known_is_refused_in_a_sentence(alice: Member, tenure: Tenure) -> None:
    refused = tenure("commitments", "--owner", "nobody@example.com", "--as", alice.email)
    assert (refused.code, "You know no member" in refused.err) == (2, True)
