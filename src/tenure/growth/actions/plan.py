"""Beginning the plan of an account, writing its texts, and saying that a section still holds."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.analytics.plans.course import Step
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.growth.actions.course import lock_plan, move
from tenure.growth.models import Plan
from tenure.people.models import Member

SETTINGS = frozenset({"starts_on", "ends_on", "horizon_years", "review_days", "currency", "rate"})
EDITABLE = SETTINGS | {field for fields in Plan.SECTIONS.values() for field in fields}


@transaction.atomic
def create_plan(*, account: Account, by: Member, **fields: Any) -> Plan:
    """Begin the plan of an account, as a draft. Audited.

    Raises PermissionDenied for who may not, ValidationError for a bad field or while another plan of it is open.
    """
    require_on(by, "plan.create", account)
    refuse_unknown_fields(fields, EDITABLE)
    plan = Plan(account=account, **fields, **_reviews(fields))
    insert_record(plan)
    after = field_values(plan, [*fields, "account", "starts_on"])
    record_change(by=by, verb="created", thing=plan, after=after, account_id=account.pk)
    return plan


@transaction.atomic
def change_plan(*, plan: Plan, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Plan:
    """Change texts and settings of a plan; what was circulated becomes a draft again. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError. A section that is written is reviewed.
    """
    require_on(by, "plan.change", plan.account)
    refuse_unknown_fields(changes, EDITABLE)
    base = plan.version if version is None else version
    lock_plan(plan)
    before = update_record(plan, changes, version=base)
    if before:
        after = field_values(plan, before)
        record_change(by=by, verb="changed", thing=plan, before=before, after=after, account_id=plan.account_id)
        _write_reviews(plan, _reviews(before))
        move(plan, Step.EDIT, by=by)
    return plan


@transaction.atomic
def review_section(*, plan: Plan, section: str, by: Member) -> Plan:
    """Say that a section was looked at today and holds. Audited; it changes nothing that was signed."""
    require_on(by, "plan.change", plan.account)
    if section not in Plan.SECTIONS:
        sentence = _("%(section)s is no section of a plan; there are %(sections)s.")
        params = {"section": section, "sections": ", ".join(Plan.SECTIONS)}
        raise ValidationError({"section": ValidationError(sentence, params=params)})
    lock_plan(plan)
    if _write_reviews(plan, {f"{section}_reviewed_on": timezone.localdate()}):
        after = {"section": section}
        record_change(by=by, verb="reviewed", thing=plan, after=after, account_id=plan.account_id)
    return plan


def _reviews(changed: Mapping[str, Any]) -> dict[str, Any]:
    """The days of review of the sections that these fields are part of."""
    sections = [name for name, fields in Plan.SECTIONS.items() if any(field in changed for field in fields)]
    return {f"{section}_reviewed_on": timezone.localdate() for section in sections}


def _write_reviews(plan: Plan, days: Mapping[str, Any]) -> bool:
    """Write days of review. They are not what people write, so that two who write in one section still merge."""
    return bool(update_record(plan, days, version=None)) if days else False
