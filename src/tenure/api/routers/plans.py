"""The plans of the accounts one sees: their texts, their course over everybody's signature, and their versions."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.models import Account
from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.course import Step as CourseStep
from tenure.analytics.plans.differences import differences
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.plans import (
    CirculateIn,
    GuidanceOut,
    GuidancePatch,
    PlanDocumentOut,
    PlanIn,
    PlanOut,
    PlanPage,
    PlanPatch,
    SectionIn,
    StepIn,
    VersionDifferences,
    VersionInFull,
    VersionOut,
    VersionPage,
)
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.growth.actions.course import STEPS, circulate_plan, sign_plan, withdraw_signature
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.plan import change_plan, create_plan, review_section
from tenure.growth.models import Guidance, Plan, PlanVersion
from tenure.growth.queries.course import signatures_on
from tenure.growth.queries.document import guidance, without_moving
from tenure.insight.queries.plan_answer import plan_answer
from tenure.insight.queries.plan_figures import plan_figures

router = Router(tags=["plans"])
LISTING = Listing(
    shown=shown(Plan.objects, PlanOut),
    filters={**key("account"), "state": asks("state", PlanState), **moments("updated_at")},
    orders={"id": Order("id")},
    default="id",
)
VERSIONS = Listing(
    shown=shown(PlanVersion.objects, VersionOut), filters=key("plan"), orders={"id": Order("id")}, default="-id"
)


def visible(request: ApiRequest, plan_id: int) -> Plan:
    """The plan, if the member may see it."""
    return Plan.objects.visible_to(request.auth).select_related("account").get(pk=plan_id)


@router.get("/plans", response=PlanPage, **reads("plan.see", LISTING))
def list_plans(request: ApiRequest) -> HttpResponse:
    """The plans of the accounts you see, closed ones included."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("/plans", response={201: PlanOut}, **writes("plan.create", once=True))
@once
def post_plan(request: ApiRequest, body: PlanIn) -> HttpResponse:
    """Begin the plan of an account; it has one open plan at a time."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    return answer(_plain(create_plan(by=request.auth, **fields)), 201)


@router.get("/plans/{int:plan_id}", response=PlanOut, **reads("plan.see"))
def get_plan(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """The texts of one plan."""
    told = LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=plan_id))
    require(request.auth, "plan.see")
    return answer(told)


@router.patch("/plans/{int:plan_id}", response=PlanOut, **writes("plan.change"))
def patch_plan(request: ApiRequest, plan_id: PathKey, body: PlanPatch) -> HttpResponse:
    """Change texts of a plan. Others' changes to other fields stay; to the same ones: 409 with their values."""
    changes, version = changes_and_version(body)
    plan = visible(request, plan_id)
    return answer(_plain(change_plan(plan=plan, changes=changes, by=request.auth, version=version)))


@router.get("/plans/{int:plan_id}/document", response=PlanDocumentOut, **reads("plan.see"))
def get_plan_document(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """The whole plan as it stands, with live figures, what is reckoned of it, and what changed since you signed."""
    plan = visible(request, plan_id)
    require(request.auth, "plan.see")
    return answer(plan_answer(plan, request.auth, timezone.localdate()))


@router.post("/plans/{int:plan_id}/review", response=PlanOut, **writes("plan.change"))
def post_section_review(request: ApiRequest, plan_id: PathKey, body: SectionIn) -> HttpResponse:
    """Say that a section was looked at today and holds."""
    plan = visible(request, plan_id)
    return answer(_plain(review_section(plan=plan, section=body.section, by=request.auth)))


@router.post("/plans/{int:plan_id}/circulate", response={201: VersionOut}, **writes("plan.change", once=True))
@once
def post_circulation(request: ApiRequest, plan_id: PathKey, body: CirculateIn) -> HttpResponse:
    """Freeze the plan with today's figures as a version, for its team to sign."""
    plan = visible(request, plan_id)
    require(request.auth, "plan.change")
    figures = plan_figures(plan.account, timezone.localdate()).figures
    version = circulate_plan(plan=plan, by=request.auth, figures=figures, reason=body.reason)
    return answer(field_values(version, VersionOut.model_fields), 201)


@router.post("/plans/{int:plan_id}/step", response=PlanOut, **writes("plan.change"))
def post_plan_step(request: ApiRequest, plan_id: PathKey, body: StepIn) -> HttpResponse:
    """Commit the house to what is agreed, start it, call it for review, let it run on, or close it for good."""
    take = STEPS[CourseStep(body.step)]
    return answer(_plain(take(plan=visible(request, plan_id), by=request.auth)))


@router.get("/plan-versions", response=VersionPage, **reads("plan.see", VERSIONS))
def list_plan_versions(request: ApiRequest) -> HttpResponse:
    """The versions of the plans you see, the last first."""
    return list_page(request, VERSIONS, VERSIONS.rows.visible_to(request.auth))


@router.get("/plan-versions/{int:version_id}", response=VersionInFull, **reads("plan.see"))
def get_plan_version(request: ApiRequest, version_id: PathKey) -> HttpResponse:
    """One version as it was frozen, and who has signed it."""
    version = _version(request, version_id, "plan.see")
    signed = [signature.member_id for signature in signatures_on(version)]
    return answer({**field_values(version, [*VersionOut.model_fields, "document"]), "signed": signed})


@router.get(
    "/plan-versions/{int:version_id}/differences/{int:number}", response=VersionDifferences, **reads("plan.see")
)
def get_plan_differences(request: ApiRequest, version_id: PathKey, number: PathKey) -> HttpResponse:
    """What differs from this version to the one of that number of the same plan."""
    version = _version(request, version_id, "plan.see")
    other = PlanVersion.objects.get(plan=version.plan, number=number)
    earlier, later = sorted((version, other), key=lambda one: one.number)
    found = differences(without_moving(earlier.document), without_moving(later.document))
    plain = [{"place": list(one.place), "kind": one.kind, "old": one.old, "new": one.new} for one in found]
    return answer({"earlier": earlier.number, "later": later.number, "differences": plain})


@router.post("/plan-versions/{int:version_id}/sign", response=VersionOut, **writes("plan.sign"))
def post_signature(request: ApiRequest, version_id: PathKey) -> HttpResponse:
    """Sign a version; 409 where a later one or an edit has come since."""
    version = sign_plan(version=_version(request, version_id, "plan.sign"), by=request.auth)
    return answer(field_values(version, VersionOut.model_fields))


@router.post("/plan-versions/{int:version_id}/withdraw", response=VersionOut, **writes("plan.sign"))
def post_signature_withdrawn(request: ApiRequest, version_id: PathKey) -> HttpResponse:
    """Take your signature back, until the plan runs."""
    version = withdraw_signature(version=_version(request, version_id, "plan.sign"), by=request.auth)
    return answer(field_values(version, VersionOut.model_fields))


@router.get("/guidance", response=GuidanceOut, **reads("guidance.see"))
def get_guidance(request: ApiRequest) -> HttpResponse:
    """The company's vision, mission and core values."""
    require(request.auth, "guidance.see")
    return answer(field_values(guidance() or Guidance(), GuidanceOut.model_fields))


@router.patch("/guidance", response=GuidanceOut, **writes("guidance.change"))
def patch_guidance(request: ApiRequest, body: GuidancePatch) -> HttpResponse:
    """Change them. Others' changes to other statements stay; to the same ones: 409 with their values."""
    changes, version = changes_and_version(body)
    changed = change_guidance(changes=changes, by=request.auth, version=version)
    return answer(field_values(changed, GuidanceOut.model_fields))


def _version(request: ApiRequest, version_id: int, act: str) -> PlanVersion:
    found = PlanVersion.objects.visible_to(request.auth).select_related("plan__account").get(pk=version_id)
    require(request.auth, act)
    return found


def _plain(plan: Plan) -> dict[str, Any]:
    return field_values(plan, PlanOut.model_fields)
