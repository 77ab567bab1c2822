"""Making, editing, copying and activating criteria sets, and weighing their criteria."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tenure.analytics.criteria import Anchor, Criterion, Normalisation
from tenure.analytics.portfolio import DEFAULT_CRITERIA, Window
from tenure.analytics.portfolio.grading import check_scheme
from tenure.analytics.portfolio.scoring import check_criteria
from tenure.assessments import models
from tenure.assessments.actions.objective import add_objective
from tenure.assessments.models import BusinessObjective, CriteriaSet, GradeLevel
from tenure.assessments.queries import OWN_WORDS, active_criteria_set, known_measures, rules_of
from tenure.assessments.rules import SelectionRules
from tenure.core.audit import record_change
from tenure.core.changes import update_record
from tenure.core.policy import require
from tenure.people.models import Member

DEFAULT_NAME = "Our key accounts"


@transaction.atomic
def create_criteria_set(*, name: str, rules: SelectionRules, by: Member) -> CriteriaSet:
    """Add a criteria set as a draft; it decides nothing until it is activated. Audited.

    Raises PermissionDenied when the role may not, ValidationError with a sentence for rules that cannot be used.
    """
    require(by, "criteria.change")
    _refuse_unusable(rules)
    criteria_set = CriteriaSet(name=name.strip(), **_own_fields(rules))
    criteria_set.full_clean()
    criteria_set.save()
    _write_parts(criteria_set, rules)
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

    Raises ValidationError for a set that has been active: copy it and edit the copy.
    """
    require(by, "criteria.change")
    _refuse_if_used(criteria_set)
    old = rules_of(criteria_set)
    new = rules or old
    _refuse_unusable(new)
    # Criteria and levels are rows of their own; touching `updated_at` lets the set's version speak for them too.
    changes = {"name": (name or criteria_set.name).strip(), "updated_at": timezone.now(), **_own_fields(new)}
    before = {"name": criteria_set.name, "rules": _plain(old)}
    update_record(criteria_set, changes, version=version)
    _write_parts(criteria_set, new)
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
        raise ValidationError({"label_pack": "The set has no words of its own for its levels; write them first."})
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
        raise ValidationError(f"{', '.join(strangers)} is no criterion of {criteria_set.name}.")
    weighed = tuple(replace(c, weight=float(weights.get(c.code, c.weight))) for c in rules.criteria)
    return change_criteria_set(criteria_set=criteria_set, rules=replace(rules, criteria=weighed), by=by)


def _refuse_if_used(criteria_set: CriteriaSet) -> None:
    if criteria_set.activated_at:
        raise ValidationError(f"{criteria_set.name} has decided rankings and stays as it is; copy it to edit.")


def _refuse_unusable(rules: SelectionRules) -> None:
    try:
        Window.parse(rules.window)
        check_scheme(rules.scheme)
        check_criteria([_checkable(criterion) for criterion in rules.criteria], columns=known_measures())
    except ValueError as error:
        raise ValidationError(str(error)) from error
    if not rules.criteria:
        raise ValidationError("A criteria set needs at least one criterion.")
    if rules.label_pack == OWN_WORDS and len(rules.labels) != len(rules.scheme.levels):
        raise ValidationError(f"Own words must name all {len(rules.scheme.levels)} levels; got {len(rules.labels)}.")


def _checkable(criterion: Criterion) -> Criterion:
    """Without anchors a criterion is fine: they are proposed from the data at the first ranking."""
    return criterion if criterion.anchors else replace(criterion, normalisation=Normalisation.MIN_MAX)


def _own_fields(rules: SelectionRules) -> dict[str, Any]:
    hysteresis = Decimal(str(rules.scheme.hysteresis))
    return {"hysteresis": hysteresis, "label_pack": rules.label_pack, "window": rules.window}


def _write_parts(criteria_set: CriteriaSet, rules: SelectionRules) -> None:
    objectives = {objective.name: objective for objective in BusinessObjective.objects.all()}
    _write_criteria(criteria_set, rules.criteria, objectives)
    criteria_set.levels.all().delete()
    levels = [_level_row(criteria_set, rules, position) for position in range(len(rules.scheme.levels))]
    for level in levels:
        level.full_clean()
    GradeLevel.objects.bulk_create(levels)


def _write_criteria(
    criteria_set: CriteriaSet, criteria: Sequence[Criterion], objectives: Mapping[str, BusinessObjective]
) -> None:
    """Rows are kept by code, because people's pairwise judgements hang on them."""
    criteria_set.criteria.exclude(code__in=[criterion.code for criterion in criteria]).delete()
    kept = {row.code: row for row in criteria_set.criteria.all()}
    for position, criterion in enumerate(criteria):
        row = kept.get(criterion.code) or models.Criterion(criteria_set=criteria_set, code=criterion.code)
        for name, value in _criterion_fields(criterion, objectives).items():
            setattr(row, name, value)
        row.position = position
        row.full_clean()
        row.save()


def _criterion_fields(criterion: Criterion, objectives: Mapping[str, BusinessObjective]) -> dict[str, Any]:
    if criterion.objective and criterion.objective not in objectives:
        raise ValidationError(
            f"{criterion.objective!r} is no objective yet; state it first, then let criteria serve it."
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


def _level_row(criteria_set: CriteriaSet, rules: SelectionRules, position: int) -> GradeLevel:
    level = rules.scheme.levels[position]
    return GradeLevel(
        criteria_set=criteria_set,
        position=position,
        code=level.code,
        label=rules.labels[position] if position < len(rules.labels) else "",
        cut=None if level.cut is None else Decimal(str(level.cut)),
        places=level.places,
        is_key=position < rules.scheme.key_levels,
    )


def _plain(rules: SelectionRules) -> dict[str, Any]:
    return asdict(rules)
