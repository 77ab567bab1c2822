"""What our own company is guided by."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.core.audit import field_values, record_change
from tenure.core.changes import update_record
from tenure.core.policy import require
from tenure.growth.models import Guidance
from tenure.people.models import Member

EDITABLE = frozenset({"vision", "mission", "core_values"})
ONLY = 1


@transaction.atomic
def change_guidance(*, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Guidance:
    """Change the company's vision, mission or core values. Audited.

    Others' changes to other fields stay; to the same ones: ConflictError.
    """
    require(by, "guidance.change")
    refuse_unknown_fields(changes, EDITABLE)
    guidance, _ = Guidance.objects.get_or_create(pk=ONLY)
    before = update_record(guidance, changes, version=version)
    if before:
        record_change(by=by, verb="changed", thing=guidance, before=before, after=field_values(guidance, before))
    return guidance
