"""What is listed in a plan: added, changed, taken out and put back, the same for all of it."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.analytics.plans.course import Step
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.growth.actions.course import lock_plan, move
from tenure.growth.choices import MOST_OBJECTIVES, ObjectiveState
from tenure.growth.models import Plan, PlanItem, PlanObjective
from tenure.people.models import Member

Item = TypeVar("Item", bound=PlanItem)


@transaction.atomic
def add_item(model: type[Item], /, *, plan: Plan, by: Member, **fields: Any) -> Item:
    """List something in a plan: an objective, a risk, a year of the profit plan. Audited; the plan is edited.

    Raises ValidationError for a bad field, an owner who does not see the account, a sixth open objective.
    """
    require_on(by, "plan.change", plan.account)
    refuse_unknown_fields(fields, frozenset(model.EDITABLE))
    item = model(plan=plan, **fields)
    _refuse_owner(item, fields)
    return _insert(item, fields, by=by)


@transaction.atomic
def add_linked(item: Item, *, by: Member) -> Item:
    """List something that points to more than its plan. Audited; ask the policy before."""
    links = [field.name for field in item._meta.fields if field.is_relation and field.name != "plan"]
    return _insert(item, [*links, *item.EDITABLE], by=by)


@transaction.atomic
def change_item(*, item: Item, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Item:
    """Change fields of what is listed. Audited; the plan is edited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    refuse_unknown_fields(changes, frozenset(item.EDITABLE))
    _refuse_owner(item, changes)
    return _write(item, changes, by=by, verb="changed", version=item.version if version is None else version)


@transaction.atomic
def remove_item(*, item: Item, by: Member) -> Item:
    """Take something out of a plan; it can be put back. Audited; the plan is edited. Twice is the same as once."""
    return _write(item, {"deleted_at": item.deleted_at or timezone.now()}, by=by, verb="trashed", version=None)


@transaction.atomic
def restore_item(*, item: Item, by: Member) -> Item:
    """Put back what was taken out of a plan, as it was. Audited; the plan is edited. Twice is the same as once."""
    return _write(item, {"deleted_at": None}, by=by, verb="restored", version=None)


def _insert(item: Item, fields: Iterable[str], *, by: Member) -> Item:
    plan = item.plan
    lock_plan(plan)
    _refuse_sixth(item)
    insert_record(item)
    after = field_values(item, [*fields, "plan"])
    record_change(by=by, verb="created", thing=item, after=after, account_id=plan.account_id)
    move(plan, Step.EDIT, by=by)
    return item


def _write(item: Item, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None) -> Item:
    plan = item.plan
    require_on(by, "plan.change", plan.account)
    lock_plan(plan)
    before = update_record(item, changes, version=version)
    if not before:
        return item
    _refuse_sixth(item)
    seen = {} if "deleted_at" in before else before
    after = field_values(item, seen)
    record_change(by=by, verb=verb, thing=item, before=seen, after=after, account_id=plan.account_id)
    move(plan, Step.EDIT, by=by)
    return item


def _refuse_owner(item: PlanItem, fields: Mapping[str, Any]) -> None:
    owner, account = fields.get("owner"), item.plan.account
    if owner is not None and not can(owner, "plan.see", account):
        sentence = _("%(member)s does not see the plan of %(account)s; put them on its team first.")
        params = {"member": owner.name, "account": account.name}
        raise ValidationError({"owner": ValidationError(sentence, params=params)})


def _refuse_sixth(item: PlanItem) -> None:
    """ValidationError where an objective would be one too many; the plan is locked, so that two cannot both be."""
    if not isinstance(item, PlanObjective) or item.state != ObjectiveState.OPEN or item.deleted_at:
        return
    others = PlanObjective.objects.of_plan(item.plan).still_open().exclude(pk=item.pk).count()
    if others >= MOST_OBJECTIVES:
        raise ValidationError(
            _("A plan has at most %(most)s open objectives; close one before another begins."),
            params={"most": MOST_OBJECTIVES},
        )
