"""Saying what a grade is promised."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.assessments.models import GradeLevel, ServiceStandard
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, refuse_unchangeable, update_record
from tenure.core.policy import require
from tenure.people.models import Member

FIELDS = frozenset({"visit_days", "response_hours", "has_sponsor", "reviews_per_year", "payment_terms", "promise"})


@transaction.atomic
def set_service_standard(
    *, grade: str, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> ServiceStandard:
    """Say what every account of a grade, by its code, is promised; other fields stay as they are. Audited.

    `version` is the one the person saw, 0 where nothing was stated yet. Raises PermissionDenied when the role may not,
    ValidationError for a grade that no criteria set has and for a bad value, ConflictError when somebody changed the
    same field meanwhile.
    """
    require(by, "service.change")
    refuse_unchangeable(changes, FIELDS)
    stated = ServiceStandard.objects.filter(grade=grade).first()
    if stated is None:
        return _state(grade, changes, by)
    before = update_record(stated, changes, version=version)
    if before:
        record_change(by=by, verb="changed", thing=stated, before=before, after=field_values(stated, before))
    return stated


def _state(grade: str, changes: Mapping[str, Any], by: Member) -> ServiceStandard:
    if not GradeLevel.objects.filter(code=grade).exists():
        sentence = _("No criteria set has a grade %(grade)r.")
        raise ValidationError({"grade": ValidationError(sentence, params={"grade": grade})})
    made = ServiceStandard(grade=grade, **changes)
    insert_record(made)
    record_change(by=by, verb="stated", thing=made, after={"grade": grade, **field_values(made, sorted(FIELDS))})
    return made
