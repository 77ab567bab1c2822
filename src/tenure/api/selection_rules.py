"""Criteria sets between JSON and the plain rules that actions take."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, KnockOut, Level
from tenure.api.schemas.criteria_sets import CriteriaSetIn, CriteriaSetPatch, CriterionIn, LevelIn, WeightingOut
from tenure.api.schemas.fields import In
from tenure.assessments.queries import GroupWeighting
from tenure.assessments.rules import SelectionRules

NO_RULES = SelectionRules(criteria=())


def rules_from(body: CriteriaSetIn | CriteriaSetPatch, old: SelectionRules = NO_RULES) -> SelectionRules:
    """The old rules with what was sent in their place; the same as the old ones when nothing was."""
    sent = {name: getattr(body, name) for name in body.model_fields_set}
    own: dict[str, Any] = {name: sent[name] for name in ("window", "label_pack") if name in sent}
    if "criteria" in sent:
        own["criteria"] = tuple(_criterion(criterion) for criterion in sent["criteria"])
    if "levels" in sent:
        own["labels"] = _labels(sent["levels"])
    return replace(old, scheme=_scheme(sent, old.scheme), **own)


def _scheme(sent: dict[str, Any], old: GradeScheme) -> GradeScheme:
    levels = tuple(_level(level) for level in sent["levels"]) if "levels" in sent else old.levels
    hysteresis = float(sent.get("hysteresis", old.hysteresis))
    return GradeScheme(levels, hysteresis=hysteresis, key_levels=sent.get("key_levels", old.key_levels))


def _level(body: LevelIn) -> Level:
    return Level(body.code, cut=None if body.cut is None else float(body.cut), places=body.places)


def _labels(levels: Sequence[LevelIn]) -> tuple[str, ...]:
    labels = tuple(level.label for level in levels)
    return labels if any(labels) else ()


def _criterion(body: CriterionIn) -> Criterion:
    return Criterion(
        code=body.code,
        name=body.name,
        measure=body.measure,
        weight=float(body.weight),
        direction=body.direction,
        normalisation=body.normalisation,
        anchors=tuple(Anchor(anchor.value, anchor.score) for anchor in body.anchors),
        knock_out=_knock_out(body.knock_out),
        objective=body.objective,
    )


def _knock_out(body: In | None) -> KnockOut | None:
    return KnockOut(**body.model_dump()) if body else None


def rules_record(rules: SelectionRules) -> dict[str, Any]:
    """The criteria and levels as they go out."""
    labels = [*rules.labels, *[""] * len(rules.scheme.levels)]
    return {
        "criteria": [asdict(criterion) for criterion in rules.criteria],
        "levels": [
            {**asdict(level), "label": label} for level, label in zip(rules.scheme.levels, labels, strict=False)
        ],
        "key_levels": rules.scheme.key_levels,
        "hysteresis": rules.scheme.hysteresis,
    }


def weighting_record(group: GroupWeighting) -> dict[str, Any]:
    """The weights that people's comparisons lead to, as they go out; null while nobody has compared every pair."""
    weighting = group.weighting
    record: dict[str, Any] = dict.fromkeys(WeightingOut.model_fields)
    record["complete"] = [member.pk for member in group.complete]
    record["incomplete"] = [member.pk for member in group.incomplete]
    if weighting is None:
        return record
    record["weights"] = dict(zip(group.criteria, weighting.weights, strict=True))
    record["consistency_ratio"], record["acceptable"] = weighting.consistency_ratio, weighting.acceptable
    if group.worst and weighting.worst:
        first, second = group.worst
        said, fitting = weighting.worst.value, weighting.worst.consistent
        record["worst"] = {"first": first, "second": second, "said": said, "fitting": fitting}
    return record
