"""What is to be done for objectives: commitments, and how far they are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account, Commitment
from tenure.analytics.plans.balance import Evidence
from tenure.growth.actions.plan_action import add_action, remove_action, restore_action
from tenure.growth.actions.plan_item import change_item
from tenure.growth.models import Plan, PlanAction
from tenure.growth.queries.document import document_of
from tenure.growth.queries.page import plan_page
from tenure.insight.queries.plan_figures import plan_figures
from tenure.people.models import Member
from tests.growth.conftest import objective, running
from tests.queries import queries_of

TODAY = timezone.localdate()


def due(plan: Plan, by: Member, text: str = "Call the plant", days: int = 0, **fields: object) -> PlanAction:
    """An action for a new objective of the plan, due in so many days."""
    goal = plan.planobjectives.first() or objective(plan, by)
    return add_action(objective=goal, by=by, text=text, due_on=TODAY + timedelta(days=days), **fields)  # type: ignore[arg-type]


def test_an_action_is_a_commitment_of_the_account(plan: Plan, account: Account, alice: Member, bob: Member) -> None:
    action = due(plan, alice, owner=bob, effort_hours=Decimal(4))
    owed = Commitment.objects.get(plan_action=action)
    assert (owed.account, owed.kind, owed.origin, owed.owner) == (account, "plan_action", "plan", bob)


def test_progress_weighs_what_is_kept_of_what_is_due(plan: Plan, alice: Member) -> None:
    heavy, light = due(plan, alice, weight=Decimal(3)), due(plan, alice, text="Write")
    due(plan, alice, text="Later", days=30)
    keep_commitment(commitment=heavy.commitment, by=alice)
    assert plan_page(plan, TODAY).progress.share == Decimal("0.75")
    change_item(item=light, changes={"weight": Decimal(1)}, by=alice)
    assert plan_page(plan, TODAY).objectives[0].progress.share == Decimal("0.75")


def test_keeping_what_was_agreed_asks_for_no_new_signature(plan: Plan, alice: Member, bob: Member) -> None:
    action = due(plan, alice)
    running(plan, alice, bob)
    keep_commitment(commitment=action.commitment, by=alice)
    plan.refresh_from_db()
    assert plan.state == "running"


def test_an_action_taken_out_is_withdrawn_and_comes_back_with_its_promise(plan: Plan, alice: Member) -> None:
    action = remove_action(item=due(plan, alice), by=alice)
    assert Commitment.objects.get().state == "withdrawn"
    assert plan_page(plan, TODAY).progress.all == 0
    restore_action(item=action, by=alice)
    assert Commitment.objects.get().state == "open"
    assert document_of(plan, figures={})["objectives"][0]["actions"][0]["text"] == "Call the plant"


def test_a_stranger_adds_no_action_and_leaves_no_promise(plan: Plan, alice: Member, charlie: Member) -> None:
    goal = objective(plan, alice)
    with pytest.raises(PermissionDenied):
        add_action(objective=goal, by=charlie, text="Mine", due_on=date(2026, 5, 1))
    assert not Commitment.objects.exists()


def test_the_page_asks_as_often_for_many_actions_and_versions_as_for_few(
    plan: Plan, alice: Member, bob: Member
) -> None:
    due(plan, alice, owner=bob)
    running(plan, alice, bob)
    asked = queries_of(lambda: plan_page(plan, TODAY))
    for number in range(4):
        goal = objective(plan, alice, name=f"Objective {number}", owner=bob)
        for step in range(3):
            add_action(objective=goal, by=alice, text=f"Step {step}", due_on=TODAY, owner=bob)
        running(plan, alice, bob)
    plan.refresh_from_db()
    assert len(queries_of(lambda: plan_page(plan, TODAY))) == len(asked)
    assert len(plan_page(plan, TODAY).standing.versions) == 5


def test_the_balance_counts_levels_aims_and_hours_of_open_objectives(plan: Plan, alice: Member) -> None:
    near = objective(plan, alice, name="Near", level="business", aims_at="volume")
    far = objective(plan, alice, name="Far", level="visionary", horizon="long")
    for goal, hours in ((near, 10), (far, 30)):
        add_action(objective=goal, by=alice, text="Work", due_on=TODAY, effort_hours=Decimal(hours))
    shares = {share.kind: share.value for share in plan_page(plan, TODAY).shares}
    assert shares == {
        Evidence.RELATIONSHIP_OBJECTIVES: 0.5,
        Evidence.PROFIT_TARGETS: 0.0,
        Evidence.LONG_HOURS: 0.75,
    }


def test_figures_of_an_account_of_which_nothing_is_known_are_unknown(account: Account) -> None:
    found = plan_figures(account, TODAY)
    assert (found.figures["grade"], found.figures["board_score"], found.share.value) == (None, None, None)
    assert found.figures["open_promises"] == 0
