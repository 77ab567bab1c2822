"""Alice's account with a plan, and what is listed in it."""

from typing import Any

import pytest

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account
from tenure.core.policy import Role
from tenure.growth.actions.course import circulate_plan, commit_plan, sign_plan, start_plan
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.plan_item import add_item
from tenure.growth.models import Plan, PlanObjective, PlanVersion
from tenure.people.actions import create_member
from tenure.people.models import Member

FIGURES = {"revenue": "1200000.00", "board_score": -12.4}


@pytest.fixture
def plan(account: Account, alice: Member) -> Plan:
    return create_plan(account=account, by=alice, strategy="Be their second source")


@pytest.fixture
def mentor(account: Account, alice: Member) -> Member:
    """Mentors Alice's account and is not on its daily team."""
    member = create_member(email="meret@example.com", name="Meret Mentor", role=Role.ACCOUNT_MANAGER, by=None)
    add_team_member(account=account, member=member, by=alice, role=TeamRole.MENTOR)
    return member


def objective(plan: Plan, by: Member, name: str = "Two more lines", **fields: Any) -> PlanObjective:
    return add_item(PlanObjective, plan=plan, by=by, name=name, **fields)


def circulated(plan: Plan, by: Member) -> PlanVersion:
    return circulate_plan(plan=plan, by=by, figures=FIGURES)


def running(plan: Plan, *team: Member) -> PlanVersion:
    """The plan in force, signed by these."""
    version = circulated(plan, team[0])
    for member in team:
        sign_plan(version=version, by=member)
    commit_plan(plan=plan, by=team[0])
    start_plan(plan=plan, by=team[0])
    return version
