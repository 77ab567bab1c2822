"""Editing a draft one criterion and one grade at a time, so that several people can work on it at once."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from tenure.analytics.criteria import Direction
from tenure.assessments.actions.usable import refuse_if_used, settle_part
from tenure.assessments.models import BusinessObjective, CriteriaSet, Criterion
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, refuse_unchangeable, update_record
from tenure.core.policy import require
from tenure.people.models import Member

# fmt: off
CHANGEABLE = frozenset({
    "name", "measure", "weight", "direction", "normalisation", "anchors", "knock_out_minimum", "knock_out_maximum",
    "objective",
})
# fmt: on
LONGEST_CODE = 40


@transaction.atomic
def add_criterion(
    *,
    criteria_set: CriteriaSet,
    name: str,
    measure: str,
    weight: Decimal,
    by: Member,
    direction: Direction = Direction.BENEFIT,
    objective: BusinessObjective | None = None,
) -> Criterion:
    """Ask one thing more of every account, at the end of a draft. Audited.

    Its anchors are proposed from the data at the first ranking and then frozen. Raises PermissionDenied when the role
    may not, ValidationError for a set that has been active, an unknown measure or a bad value.
    """
    require(by, "criteria.change")
    refuse_if_used(criteria_set)
    criterion = Criterion(
        criteria_set=criteria_set,
        code=_free_code(criteria_set, name or measure),
        position=criteria_set.criteria.count(),
        name=name.strip(),
        measure=measure,
        weight=weight,
        direction=direction,
        objective=objective,
    )
    insert_record(criterion)
    settle_part(criteria_set)
    after = {"name": criterion.name, "measure": measure, "weight": weight}
    record_change(by=by, verb="added", thing=criterion, after=after)
    return criterion


@transaction.atomic
def change_criterion(
    *, criterion: Criterion, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Criterion:
    """Change fields of one criterion of a draft. Audited.

    Raises ConflictError when somebody changed the same field since `version`, ValidationError for a set that has been
    active or when the set could not rank any more.
    """
    require(by, "criteria.change")
    refuse_if_used(criterion.criteria_set)
    refuse_unchangeable(changes, CHANGEABLE)
    before = update_record(criterion, changes, version=version)
    if before:
        settle_part(criterion.criteria_set)
        record_change(by=by, verb="changed", thing=criterion, before=before, after=field_values(criterion, before))
    return criterion


@transaction.atomic
def remove_criterion(*, criterion: Criterion, by: Member) -> CriteriaSet:
    """Take a criterion out of a draft, with the comparisons made about it. Audited.

    Raises ValidationError for the last one and for a set that has been active.
    """
    require(by, "criteria.change")
    criteria_set = criterion.criteria_set
    refuse_if_used(criteria_set)
    before = field_values(criterion, ["name", "measure", "weight", "anchors"])
    record_change(by=by, verb="removed", thing=criterion, before=before)
    criterion.delete()
    settle_part(criteria_set)
    return criteria_set


@transaction.atomic
def move_criterion(*, criterion: Criterion, position: int, by: Member) -> CriteriaSet:
    """Put a criterion at a place among its set's, 0 for the first; beyond the ends is at the end. Audited."""
    require(by, "criteria.change")
    criteria_set = criterion.criteria_set
    refuse_if_used(criteria_set)
    former = list(criteria_set.criteria.all())
    order = [row for row in former if row.pk != criterion.pk]
    order.insert(min(max(position, 0), len(order)), criterion)
    for place, row in enumerate(order):
        update_record(row, {"position": place}, version=None)
    codes = {"before": [row.code for row in former], "after": [row.code for row in order]}
    if codes["before"] != codes["after"]:
        settle_part(criteria_set)
        record_change(
            by=by,
            verb="reordered",
            thing=criteria_set,
            before={"criteria": codes["before"]},
            after={"criteria": codes["after"]},
        )
    return criteria_set


def _free_code(criteria_set: CriteriaSet, name: str) -> str:
    """A code made of the name that no criterion of the set has."""
    stem = slugify(name)[: LONGEST_CODE - 3] or "criterion"
    taken = set(criteria_set.criteria.values_list("code", flat=True))
    candidates = [stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in candidates if code not in taken)
