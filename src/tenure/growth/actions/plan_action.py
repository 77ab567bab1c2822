"""What is to be done for an objective: a commitment of its own, which the plan points to."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.commitment import make_commitment, reopen_commitment, withdraw_commitment
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.analytics.commitments import CommitmentState
from tenure.growth.actions.plan_item import add_linked, remove_item, restore_item
from tenure.growth.models import PlanAction, PlanObjective
from tenure.people.models import Member


@transaction.atomic
def add_action(
    *, objective: PlanObjective, by: Member, text: str, due_on: date, weight: Decimal = Decimal(1), **fields: Any
) -> PlanAction:
    """Promise to do something for an objective by a day: a commitment, and its place in the plan. Audited.

    `fields` are those of the commitment: `owner`, `effort_hours`, `client_visible`. Errors of `make_commitment`.
    """
    account = objective.plan.account
    require_on(by, "plan.change", account)
    commitment = make_commitment(
        account=account, by=by, due_on=due_on, text=text, kind=CommitmentKind.ACTION, origin=CommitmentOrigin.PLAN,
        **fields,
    )  # fmt: skip
    action = PlanAction(plan=objective.plan, objective=objective, commitment=commitment, weight=weight)
    return add_linked(action, by=by)


@transaction.atomic
def remove_action(*, item: PlanAction, by: Member) -> PlanAction:
    """Take an action out of its plan; nobody waits for what it promised any more. Audited."""
    remove_item(item=item, by=by)
    if item.commitment.state == CommitmentState.OPEN:
        withdraw_commitment(commitment=item.commitment, by=by)
    return item


@transaction.atomic
def restore_action(*, item: PlanAction, by: Member) -> PlanAction:
    """Put an action back, and what it promises. Audited."""
    restore_item(item=item, by=by)
    if item.commitment.state == CommitmentState.WITHDRAWN:
        reopen_commitment(commitment=item.commitment, by=by)
    return item
