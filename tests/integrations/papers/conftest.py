"""A plan with one of everything, whose profit plan is the published example."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.plan_action import add_action
from tenure.growth.actions.plan_item import add_item
from tenure.growth.models import (
    ClientNeed,
    Plan,
    PlannedResource,
    PlanObjective,
    PlanRequirement,
    PlanRisk,
    ProfitYear,
    SponsorAsk,
)
from tenure.people.models import Member

FLOWS = (-200, -50, 60, 120, 160, 180)
ACTIONS = 14


@pytest.fixture
def plan(account: Account, alice: Member, bob: Member) -> Plan:
    """Alice's plan with everything in it."""
    made = create_plan(
        account=account, by=alice, strategy="Be their second source.\n\nThen their first.",
        message="One number to call", pillars="Spare pumps\nFour hours", position="Preferred by the plant",
        client_strategy="Doubles by 2028", client_strategy_source="Annual report", currency="EUR",
        rate=Decimal("0.1"), starts_on=date(2026, 1, 1),
        ends_on=date(2028, 12, 31),
    )  # fmt: skip
    for number in range(2):
        _objective(made, number, alice, bob)
    add_item(
        ClientNeed, plan=made, by=alice, kind="pain", words="Every stop costs a day", said_by="Ida", solution="Spares"
    )
    add_item(
        PlanRisk, plan=made, by=alice, name="Their new owner", likelihood=2, impact=5, response="Meet early", owner=bob
    )
    add_item(SponsorAsk, plan=made, by=alice, name="A visit of the board", needed_by=date(2026, 9, 1))
    add_item(PlanRequirement, plan=made, by=alice, area="payment", name="Sixty days", evidence="Contract 7")
    add_item(
        PlannedResource,
        plan=made,
        by=alice,
        name="Service",
        planned_hours=Decimal("1200.5"),
        planned_cost=Decimal(90000),
    )
    for year, flow in enumerate(FLOWS, start=2026):
        add_item(ProfitYear, plan=made, by=alice, year=year, contribution=max(flow, 0), cost=max(-flow, 0))
    return made


def _objective(plan: Plan, number: int, alice: Member, bob: Member) -> None:
    fields = {"measure": "Lines", "unit": "lines", "baseline": Decimal(1), "target": Decimal(3), "owner": bob}
    goal = add_item(PlanObjective, plan=plan, by=alice, name=f"Win line {number + 2}", level="visionary", **fields)
    for step in range(ACTIONS):
        day = timezone.localdate() + timedelta(days=step - 3)
        action = add_action(objective=goal, by=alice, text=f"Step {step} to line {number + 2}", due_on=day, owner=bob)
        if not step:
            keep_commitment(commitment=action.commitment, by=alice)
