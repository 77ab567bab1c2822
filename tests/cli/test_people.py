"""`tenure people`: whom a member sees on the customers' side, as a table or as JSON."""

import pytest

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account
from tenure.people.models import Member
from tests.cli.runner import Tenure

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people(account: Account, alice: Member) -> None:
    create_contact(account=account, by=alice, name="Maria Lindqvist", function="procurement", seniority=4)
    jan = create_contact(account=account, by=alice, name="Jan Berg", function="finance", seniority=2)
    create_interaction(account=account, by=alice, contacts=[jan], kind="call", subject="Prices")


def test_they_are_narrowed_as_on_the_page(alice: Member, charlie: Member, tenure: Tenure) -> None:
    def found(*options: str, who: Member = alice) -> list[str]:
        answer = tenure("people", "--json", *options, "--as", who.email).json
        return [one["name"].split()[0] for one in answer["people"]]

    assert found() == ["Jan", "Maria"]
    assert found("--not-met") == found("--key") == found("--level", "4") == ["Maria"]
    assert found("--find", "berg") == found("--function", "finance") == ["Jan"]
    assert found("--sort", "met", "--of", "mine", "--left") == ["Jan", "Maria"]
    assert found("--of", "key") == found(who=charlie) == []


def test_json_tells_who_spoke_last(alice: Member, tenure: Tenure) -> None:
    jan, maria = tenure("people", "--json", "--as", alice.email).json["people"]
    assert (jan["met_by"], jan["account_name"], jan["grade"]) == ("Alice Owner", "Blauer See Delikatessen", None)
    assert (maria["met_by"], maria["last_met_at"]) == ("", None)


def test_a_table_says_never_or_a_day_and_nobody_in_a_sentence(alice: Member, charlie: Member, tenure: Tenure) -> None:
    shown = tenure("people", "--as", alice.email).out
    assert "Maria Lindqvist" in shown
    assert "never" in shown
    assert "Alice Owner" in shown
    assert "Nobody fits what you asked for." in tenure("people", "--as", charlie.email).out
