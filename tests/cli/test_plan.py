"""`tenure plan ACCOUNT`: one page to read, as it stands or as it was signed."""

from datetime import date

import pytest

from tenure.accounts.models import Account
from tenure.growth.actions.course import sign_plan
from tenure.growth.actions.plan import change_plan
from tenure.growth.actions.plan_action import add_action
from tenure.growth.models import Plan
from tenure.people.models import Member
from tests.cli.runner import Tenure
from tests.growth.conftest import circulated, objective, plan

__all__ = ["plan"]
pytestmark = pytest.mark.django_db


def test_the_text_tells_objectives_actions_and_who_has_not_signed(
    plan: Plan, account: Account, alice: Member, tenure: Tenure
) -> None:
    goal = objective(plan, alice, measure="lines", baseline=1, target=3)
    add_action(objective=goal, by=alice, text="Visit the plant", due_on=date(2026, 3, 1))
    sign_plan(version=circulated(plan, alice), by=alice)
    text = tenure("plan", account.name, "--as", alice.email).out
    assert text.startswith("Plan for Blauer See Delikatessen: Circulated, not signed by Bob Team\n")
    assert "1. Two more lines (Business, Short, Open, 0% of what is due is done)" in text
    assert "[ ] 2026-03-01 Visit the plant (Alice Owner)" in text
    assert "Product, Relationship: -1.00" in text


def test_a_version_is_shown_as_it_was_signed(plan: Plan, account: Account, alice: Member, tenure: Tenure) -> None:
    sign_plan(version=circulated(plan, alice), by=alice)
    change_plan(plan=plan, changes={"strategy": "Be their first source"}, by=alice)
    text = tenure("plan", str(account.pk), "--version", "1", "--as", alice.email).out
    assert "signed by Alice Owner" in text
    assert "Be their second source" in text
    told = tenure("plan", str(account.pk), "--json", "--as", alice.email).json
    assert [one["place"] for one in told["since_you_signed"]] == [["texts", "strategy"]]


def test_a_version_and_a_plan_that_are_not_there_are_said_in_a_sentence(
    plan: Plan, account: Account, alice: Member, charlie: Member, tenure: Tenure
) -> None:
    assert tenure("plan", str(account.pk), "--version", "7", "--as", alice.email).err == (
        "There is no version 7 of this plan; there are: none yet.\n"
    )
    assert "You see no account" in tenure("plan", str(account.pk), "--as", charlie.email).err


def test_the_text_is_in_the_language_of_whoever_reads_it(
    plan: Plan, account: Account, alice: Member, tenure: Tenure
) -> None:
    Member.objects.filter(pk=alice.pk).update(language="de")
    text = tenure("plan", str(account.pk), "--as", alice.email).out
    assert "Unsere Strategie" in text
    assert "Our strategy" not in text
