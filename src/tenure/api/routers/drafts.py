"""Editing a draft one criterion and one grade at a time, so that several people can work on it at once."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.idempotency import once
from tenure.api.schemas.drafts import (
    DraftCriteria,
    DraftCriterionIn,
    DraftCriterionOut,
    DraftCriterionPatch,
    DraftLevelIn,
    DraftLevelOut,
    DraftLevelPatch,
    DraftLevels,
    KeyLevelsIn,
    PlaceIn,
)
from tenure.api.schemas.fields import PathKey
from tenure.assessments.actions.criterion import add_criterion, change_criterion, move_criterion, remove_criterion
from tenure.assessments.actions.scheme import add_level, change_level, remove_level, set_key_levels
from tenure.assessments.models import BusinessObjective, CriteriaSet, Criterion, GradeLevel
from tenure.core.audit import field_values

router = Router(tags=["criteria sets"])
CHANGES = writes("criteria.change")
CHANGES_ONCE = writes("criteria.change", once=True)


@router.get("/criteria-sets/{int:set_id}/criteria", response=DraftCriteria, **reads("account.see"))
def list_criteria(request: ApiRequest, set_id: PathKey) -> HttpResponse:  # noqa: ARG001 - ninja asks for the name
    """The criteria of a set with their versions."""
    return answer(_criteria(CriteriaSet.objects.get(pk=set_id)))


@router.post("/criteria-sets/{int:set_id}/criteria", response={201: DraftCriterionOut}, **CHANGES_ONCE)
@once
def post_criterion(request: ApiRequest, set_id: PathKey, body: DraftCriterionIn) -> HttpResponse:
    """Ask one thing more of every account, at the end of a draft."""
    fields = body.model_dump()
    refer(fields, "objective", BusinessObjective.objects.all())
    made = add_criterion(criteria_set=CriteriaSet.objects.get(pk=set_id), by=request.auth, **fields)
    return answer(_criterion(made), 201)


@router.patch("/criteria/{int:criterion_id}", response=DraftCriterionOut, **CHANGES)
def patch_criterion(request: ApiRequest, criterion_id: PathKey, body: DraftCriterionPatch) -> HttpResponse:
    """Change one criterion of a draft. Others' changes to other fields stay; to the same ones: 409 with theirs."""
    criterion = Criterion.objects.select_related("criteria_set").get(pk=criterion_id)
    changes, version = changes_and_version(body)
    refer(changes, "objective", BusinessObjective.objects.all())
    if "anchors" in changes:
        changes["anchors"] = [[anchor["value"], anchor["score"]] for anchor in changes["anchors"]]
    change_criterion(criterion=criterion, changes=changes, by=request.auth, version=version)
    return answer(_criterion(criterion))


@router.delete("/criteria/{int:criterion_id}", response={204: None}, **CHANGES)
def delete_criterion(request: ApiRequest, criterion_id: PathKey) -> HttpResponse:
    """Take a criterion out of a draft, with the comparisons made about it."""
    remove_criterion(criterion=Criterion.objects.select_related("criteria_set").get(pk=criterion_id), by=request.auth)
    return nothing()


@router.put("/criteria/{int:criterion_id}/place", response=DraftCriteria, **CHANGES)
def put_place(request: ApiRequest, criterion_id: PathKey, body: PlaceIn) -> HttpResponse:
    """Put a criterion at another place."""
    criterion = Criterion.objects.select_related("criteria_set").get(pk=criterion_id)
    return answer(_criteria(move_criterion(criterion=criterion, position=body.place, by=request.auth)))


@router.get("/criteria-sets/{int:set_id}/levels", response=DraftLevels, **reads("account.see"))
def list_levels(request: ApiRequest, set_id: PathKey) -> HttpResponse:  # noqa: ARG001 - ninja asks for the name
    """The grades of a set with their versions."""
    return answer(_levels(CriteriaSet.objects.get(pk=set_id)))


@router.post("/criteria-sets/{int:set_id}/levels", response={201: DraftLevelOut}, **CHANGES_ONCE)
@once
def post_level(request: ApiRequest, set_id: PathKey, body: DraftLevelIn) -> HttpResponse:
    """Add a grade to a draft."""
    made = add_level(criteria_set=CriteriaSet.objects.get(pk=set_id), cut=body.cut, by=request.auth)
    return answer(_level(made), 201)


@router.patch("/levels/{int:level_id}", response=DraftLevelOut, **CHANGES)
def patch_level(request: ApiRequest, level_id: PathKey, body: DraftLevelPatch) -> HttpResponse:
    """Change a grade of a draft."""
    level = GradeLevel.objects.select_related("criteria_set").get(pk=level_id)
    changes, version = changes_and_version(body)
    return answer(_level(change_level(level=level, changes=changes, by=request.auth, version=version)))


@router.delete("/levels/{int:level_id}", response={204: None}, **CHANGES)
def delete_level(request: ApiRequest, level_id: PathKey) -> HttpResponse:
    """Take a grade out of a draft; its accounts fall to the next."""
    remove_level(level=GradeLevel.objects.select_related("criteria_set").get(pk=level_id), by=request.auth)
    return nothing()


@router.put("/criteria-sets/{int:set_id}/key-levels", response=DraftLevels, **CHANGES)
def put_key_levels(request: ApiRequest, set_id: PathKey, body: KeyLevelsIn) -> HttpResponse:
    """Say how many grades are key."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    return answer(_levels(set_key_levels(criteria_set=criteria_set, by=request.auth, **given(body))))


def _criteria(criteria_set: CriteriaSet) -> dict[str, Any]:
    return {"items": [_criterion(criterion) for criterion in criteria_set.criteria.all()]}


def _criterion(criterion: Criterion) -> dict[str, Any]:
    anchors = [{"value": value, "score": score} for value, score in criterion.anchors]
    return {**field_values(criterion, DraftCriterionOut.model_fields), "anchors": anchors}


def _levels(criteria_set: CriteriaSet) -> dict[str, Any]:
    return {"items": [_level(level) for level in criteria_set.levels.all()]}


def _level(level: GradeLevel) -> dict[str, Any]:
    return field_values(level, DraftLevelOut.model_fields)
