"""Criteria sets: by what the key accounts are chosen, and the objectives that this serves."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import by_code
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.criteria_sets import (
    CopyIn,
    CriteriaSetDetail,
    CriteriaSetIn,
    CriteriaSetOut,
    CriteriaSetPage,
    CriteriaSetPatch,
    JudgementIn,
    ObjectiveIn,
    ObjectiveOut,
    ObjectivePage,
    WeighIn,
    WeightingOut,
    WeightsIn,
)
from tenure.api.schemas.fields import PathKey
from tenure.api.selection_rules import rules_from, rules_record, weighting_record
from tenure.assessments.actions.criteria_set import (
    activate_criteria_set,
    change_criteria_set,
    copy_criteria_set,
    create_criteria_set,
    set_weights,
)
from tenure.assessments.actions.judgement import judge_pair, weigh_by_judgements
from tenure.assessments.actions.objective import add_objective, end_objective
from tenure.assessments.models import BusinessObjective, CriteriaSet
from tenure.assessments.queries import group_weighting, rules_of, uncovered_objectives
from tenure.core.audit import field_values
from tenure.insight.queries.restricted import criteria_as_seen_by

router = Router(tags=["criteria sets"])

CHANGES_ONCE = writes("criteria.change", once=True)
LISTING = Listing(
    shown=shown(CriteriaSet.objects, CriteriaSetOut),
    filters={**text("name"), "is_active": asks("is_active", bool)},
    orders={"id": Order("id"), "name": Order("name")},
    default="-id",
)
OBJECTIVES = Listing(
    shown=shown(BusinessObjective.objects, ObjectiveOut),
    filters={**text("name"), "ended_on__isnull": asks("ended_on__isnull", bool)},
    orders={"name": Order("name"), "id": Order("id")},
    default="name",
)


def _detail(criteria_set: CriteriaSet) -> dict[str, Any]:
    uncovered = [objective.name for objective in uncovered_objectives(criteria_set)]
    own = field_values(criteria_set, CriteriaSetOut.model_fields)
    return {**own, **rules_record(rules_of(criteria_set)), "uncovered_objectives": uncovered}


@router.get("/criteria-sets", response=CriteriaSetPage, **reads("account.see", LISTING))
def list_criteria_sets(request: ApiRequest) -> HttpResponse:
    """By what accounts are and were chosen."""
    return list_page(request, LISTING, LISTING.rows)


@router.post("/criteria-sets", response={201: CriteriaSetDetail}, **CHANGES_ONCE)
@once
def post_criteria_set(request: ApiRequest, body: CriteriaSetIn) -> HttpResponse:
    """Add a draft; it decides nothing until it is activated."""
    made = create_criteria_set(name=body.name, rules=rules_from(body), by=request.auth)
    return answer(_detail(made), 201)


@router.get("/criteria-sets/{int:set_id}", response=CriteriaSetDetail, **reads("account.see"))
def get_criteria_set(request: ApiRequest, set_id: PathKey) -> HttpResponse:
    """One criteria set with all it says."""
    detail = _detail(CriteriaSet.objects.get(pk=set_id))
    return answer({**detail, "criteria": criteria_as_seen_by(request.auth, detail["criteria"])})


@router.patch("/criteria-sets/{int:set_id}", response=CriteriaSetDetail, **writes("criteria.change"))
def patch_criteria_set(request: ApiRequest, set_id: PathKey, body: CriteriaSetPatch) -> HttpResponse:
    """Change a draft. One that has been active stays as it is: copy it and change the copy."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    rules = rules_from(body, rules_of(criteria_set))
    name = body.name if "name" in body.model_fields_set else None
    change_criteria_set(criteria_set=criteria_set, name=name, rules=rules, by=request.auth, version=body.version)
    return answer(_detail(criteria_set))


@router.post("/criteria-sets/{int:set_id}/copy", response={201: CriteriaSetDetail}, **CHANGES_ONCE)
@once
def post_copy(request: ApiRequest, set_id: PathKey, body: CopyIn) -> HttpResponse:
    """Add a draft that says the same, with the same frozen anchors."""
    copied = copy_criteria_set(criteria_set=CriteriaSet.objects.get(pk=set_id), name=body.name, by=request.auth)
    return answer(_detail(copied), 201)


@router.post("/criteria-sets/{int:set_id}/activate", response=CriteriaSetDetail, **CHANGES_ONCE)
@once
def post_activation(request: ApiRequest, set_id: PathKey) -> HttpResponse:
    """Let this set decide from the next ranking on; the one before steps back."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    return answer(_detail(activate_criteria_set(criteria_set=criteria_set, by=request.auth)))


@router.put("/criteria-sets/{int:set_id}/weights", response=CriteriaSetDetail, **writes("criteria.change"))
def put_weights(request: ApiRequest, set_id: PathKey, body: WeightsIn) -> HttpResponse:
    """Weigh criteria of a draft by hand."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    return answer(_detail(set_weights(criteria_set=criteria_set, weights=body.weights, by=request.auth)))


@router.get("/criteria-sets/{int:set_id}/judgements", response=WeightingOut, **reads("account.see"))
def get_judgements(request: ApiRequest, set_id: PathKey) -> HttpResponse:  # noqa: ARG001 - ninja asks for the name
    """What the members' comparisons say together, and whether they hang together."""
    return answer(weighting_record(group_weighting(CriteriaSet.objects.get(pk=set_id))))


@router.put("/criteria-sets/{int:set_id}/judgements", response=WeightingOut, **writes("criteria.change"))
def put_judgement(request: ApiRequest, set_id: PathKey, body: JudgementIn) -> HttpResponse:
    """Compare two criteria; it replaces your earlier judgement of the two."""
    criteria_set = CriteriaSet.objects.get(pk=set_id)
    first = by_code(criteria_set.criteria.all(), "first", body.first)
    second = by_code(criteria_set.criteria.all(), "second", body.second)
    judge_pair(first=first, second=second, value=body.value, by=request.auth)
    return answer(weighting_record(group_weighting(criteria_set)))


@router.post("/criteria-sets/{int:set_id}/weigh", response=WeightingOut, **CHANGES_ONCE)
@once
def post_weighing(request: ApiRequest, set_id: PathKey, body: WeighIn) -> HttpResponse:
    """Set a draft's weights, which sum to 100, from the members' comparisons."""
    group = weigh_by_judgements(
        criteria_set=CriteriaSet.objects.get(pk=set_id),
        by=request.auth,
        despite_contradictions=body.despite_contradictions,
    )
    return answer(weighting_record(group))


@router.get("/objectives", response=ObjectivePage, **reads("account.see", OBJECTIVES))
def list_objectives(request: ApiRequest) -> HttpResponse:
    """What the company wants to reach."""
    return list_page(request, OBJECTIVES, OBJECTIVES.rows)


@router.post("/objectives", response={201: ObjectiveOut}, **CHANGES_ONCE)
@once
def post_objective(request: ApiRequest, body: ObjectiveIn) -> HttpResponse:
    """State an objective, which criteria may then serve."""
    objective = add_objective(name=body.name, by=request.auth)
    return answer(field_values(objective, ObjectiveOut.model_fields), 201)


@router.post("/objectives/{int:objective_id}/end", response=ObjectiveOut, **CHANGES_ONCE)
@once
def post_objective_end(request: ApiRequest, objective_id: PathKey) -> HttpResponse:
    """Close an objective today; criteria that serve it keep saying so."""
    objective = end_objective(objective=BusinessObjective.objects.get(pk=objective_id), by=request.auth)
    return answer(field_values(objective, ObjectiveOut.model_fields))
