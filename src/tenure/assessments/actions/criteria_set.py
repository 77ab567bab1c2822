"""Making, editing, copying and activating criteria sets, and weighing their criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.analytics.criteria import Anchor, Criterion
from tenure.analytics.portfolio import DEFAULT_CRITERIA
from tenure.assessments import models
from tenure.assessments.actions.objective import add_objective
from tenure.assessments.actions.usable import refuse_if_used, refuse_unusable
from tenure.assessments.models import BusinessObjective, CriteriaSet, GradeLevel
from tenure.assessments.queries import OWN_WORDS, active_criteria_set, rules_of
from tenure.assessments.rules import SelectionRules
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.policy import require
from tenure.people.models import Member

DEFAULT_NAME = "Our key accounts"


@transaction.atomic
def create_criteria_set(*, name: str, rules: SelectionRules, by: Member) -> CriteriaSet:
    """Add a criteria set as a draft; it decides nothing until it is activated. Audited.

    Raises PermissionDenied when the role may not, ValidationError with a sentence for rules that cannot be used.
    """
    require(by, "criteria.change")
    refuse_unusable(rules)
    criteria_set = CriteriaSet(name=name.strip(), **_own_fields(rules))
    criteria_set.full_clean()
    criteria_set.save()
    _write_parts(criteria_set, rules, by=by)
    record_change(by=by, verb="created", thing=criteria_set, after={"name": criteria_set.name, "rules": _plain(rules)})
    return criteria_set


@transaction.atomic
def change_criteria_set(
    *,
    criteria_set: CriteriaSet,
    by: Member,
    name: str | None = None,
    rules: SelectionRules | None = None,
    version: int | None = None,
) -> CriteriaSet:
    """Change a draft's name or rules. Pairwise judgements about criteria that stay are kept. Audited.

    Raises ValidationError for a set that has been active: copy it and edit the copy; ConflictError when any part has
    changed since `version`, because the rules are replaced as a whole.
    """
    require(by, "criteria.change")
    refuse_if_used(criteria_set)
    _refuse_stale(criteria_set, version)
    old = rules_of(criteria_set)
    new = rules or old
    refuse_unusable(new)
    # Criteria and levels are rows of their own; touching `updated_at` lets the set's version speak for them too.
    changes = {"name": (name or criteria_set.name).strip(), "updated_at": timezone.now(), **_own_fields(new)}
    before = {"name": criteria_set.name, "rules": _plain(old)}
    update_record(criteria_set, changes, version=None)
    _write_parts(criteria_set, new, by=by)
    after = {"name": criteria_set.name, "rules": _plain(new)}
    record_change(by=by, verb="changed", thing=criteria_set, before=before, after=after)
    return criteria_set


@transaction.atomic
def copy_criteria_set(*, criteria_set: CriteriaSet, name: str, by: Member) -> CriteriaSet:
    """Add a draft that says the same, with the same frozen anchors, so that its scores compare with the original's."""
    return create_criteria_set(name=name, rules=rules_of(criteria_set), by=by)


@transaction.atomic
def activate_criteria_set(*, criteria_set: CriteriaSet, by: Member) -> CriteriaSet:
    """Let this set decide from the next ranking on; the one before steps back. Audited."""
    require(by, "criteria.change")
    former = active_criteria_set()
    if former == criteria_set:
        return criteria_set
    if former:
        update_record(former, {"is_active": False}, version=None)
    now = timezone.now()
    update_record(criteria_set, {"is_active": True, "activated_at": now}, version=None)
    after = {"is_active": True, "instead_of": former.pk if former else None}
    record_change(by=by, verb="activated", thing=criteria_set, after=after)
    return criteria_set


@transaction.atomic
def ensure_default_criteria(*, by: Member) -> CriteriaSet:
    """The active set; at first use one is made from the default criteria and activated."""
    active = active_criteria_set()
    if active:
        return active
    stated = set(BusinessObjective.objects.values_list("name", flat=True))
    for name in sorted({criterion.objective for criterion in DEFAULT_CRITERIA} - {"", *stated}):
        add_objective(name=name, by=by)
    made = create_criteria_set(name=DEFAULT_NAME, rules=SelectionRules(criteria=tuple(DEFAULT_CRITERIA)), by=by)
    return activate_criteria_set(criteria_set=made, by=by)


@transaction.atomic
def freeze_anchors(*, criteria_set: CriteriaSet, criteria: Sequence[Criterion], by: Member) -> CriteriaSet:
    """Keep the anchors that were proposed for criteria without any, so that next year's scores compare. Audited.

    Anchors that are there already are never touched.
    """
    require(by, "ranking.compute")
    proposed = {criterion.code: _anchor_pairs(criterion.anchors) for criterion in criteria if criterion.anchors}
    missing = [row for row in criteria_set.criteria.all() if not row.anchors and row.code in proposed]
    for row in missing:
        row.anchors = proposed[row.code]
    models.Criterion.objects.bulk_update(missing, ["anchors"])
    if missing:
        after = {row.code: row.anchors for row in missing}
        record_change(by=by, verb="froze anchors", thing=criteria_set, after=after)
    return criteria_set


@transaction.atomic
def set_label_pack(*, criteria_set: CriteriaSet, label_pack: str, by: Member) -> CriteriaSet:
    """Name the grades by another label pack, or by the organisation's (""). Words decide nothing, so any set may."""
    require(by, "criteria.change")
    if label_pack == OWN_WORDS and not all(level.label for level in criteria_set.levels.all()):
        raise ValidationError({"label_pack": _("The set has no words of its own for its levels; write them first.")})
    before = update_record(criteria_set, {"label_pack": label_pack}, version=None)
    if before:
        record_change(by=by, verb="relabelled", thing=criteria_set, before=before, after={"label_pack": label_pack})
    return criteria_set


@transaction.atomic
def set_weights(*, criteria_set: CriteriaSet, weights: Mapping[str, Decimal], by: Member) -> CriteriaSet:
    """Weigh criteria of a draft by hand, by their codes; those not named keep their weight. Audited."""
    rules = rules_of(criteria_set)
    strangers = sorted(set(weights) - {criterion.code for criterion in rules.criteria})
    if strangers:
        raise ValidationError(
            _("%(strangers)s is no criterion of %(set)s."),
            params={"strangers": ", ".join(strangers), "set": criteria_set.name},
        )
    weighed = tuple(replace(c, weight=float(weights.get(c.code, c.weight))) for c in rules.criteria)
    return change_criteria_set(criteria_set=criteria_set, rules=replace(rules, criteria=weighed), by=by)


def _own_fields(rules: SelectionRules) -> dict[str, Any]:
    hysteresis = Decimal(str(rules.scheme.hysteresis))
    return {"hysteresis": hysteresis, "label_pack": rules.label_pack, "window": rules.window}


def _refuse_stale(criteria_set: CriteriaSet, version: int | None) -> None:
    criteria_set.refresh_from_db()
    if version is not None and version != criteria_set.version:
        raise ConflictError({"name": criteria_set.name}, criteria_set.version)


def _write_parts(criteria_set: CriteriaSet, rules: SelectionRules, *, by: Member) -> None:
    objectives = {objective.name: objective for objective in BusinessObjective.objects.all()}
    criteria = {
        criterion.code: {**_criterion_fields(criterion, objectives), "position": position}
        for position, criterion in enumerate(rules.criteria)
    }
    levels = {level.code: _level_fields(rules, position) for position, level in enumerate(rules.scheme.levels)}
    _write_rows(criteria_set, models.Criterion, criteria, by)
    _write_rows(criteria_set, GradeLevel, levels, by)


def _write_rows(
    criteria_set: CriteriaSet,
    kind: type[models.Criterion | GradeLevel],
    wanted: Mapping[str, Mapping[str, Any]],
    by: Member,
) -> None:
    """Rows are kept by code, because judgements hang on them and versions count on; their changes are audited."""
    rows: QuerySet[Any] = kind._default_manager.filter(criteria_set=criteria_set)
    rows.exclude(code__in=wanted).delete()
    kept = {row.code: row for row in rows}
    for code, fields in wanted.items():
        if code not in kept:
            insert_record(kind(criteria_set=criteria_set, code=code, **fields))
            continue
        before = update_record(kept[code], fields, version=None)
        if before:
            record_change(
                by=by, verb="changed", thing=kept[code], before=before, after=field_values(kept[code], before)
            )


def _criterion_fields(criterion: Criterion, objectives: Mapping[str, BusinessObjective]) -> dict[str, Any]:
    if criterion.objective and criterion.objective not in objectives:
        raise ValidationError(
            _("%(objective)r is no objective yet; state it first, then let criteria serve it."),
            params={"objective": criterion.objective},
        )
    return {
        "name": criterion.name,
        "measure": criterion.measure,
        "weight": Decimal(str(criterion.weight)),
        "direction": criterion.direction,
        "normalisation": criterion.normalisation,
        "anchors": _anchor_pairs(criterion.anchors),
        "knock_out_minimum": criterion.knock_out.minimum if criterion.knock_out else None,
        "knock_out_maximum": criterion.knock_out.maximum if criterion.knock_out else None,
        "objective": objectives.get(criterion.objective),
    }


def _anchor_pairs(anchors: Sequence[Anchor]) -> list[list[float]]:
    return [[anchor.value, anchor.score] for anchor in anchors]


def _level_fields(rules: SelectionRules, position: int) -> dict[str, Any]:
    level = rules.scheme.levels[position]
    return {
        "position": position,
        "label": rules.labels[position] if position < len(rules.labels) else "",
        "cut": None if level.cut is None else Decimal(str(level.cut)),
        "places": level.places,
        "is_key": position < rules.scheme.key_levels,
    }


def _plain(rules: SelectionRules) -> dict[str, Any]:
    return asdict(rules)
