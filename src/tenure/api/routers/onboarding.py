"""Onboardings of the accounts one sees, and the company's templates from which they are started."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.models import Account, Contact
from tenure.accounts.queries.ledger import RateLine
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.routers.commitments import rate_told
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.onboarding import (
    OnboardingPlanIn,
    OnboardingPlanOut,
    OnboardingPlanPage,
    OnboardingPlanPatch,
    OnboardingProgressOut,
    OnboardingStepIn,
    OnboardingStepOut,
    OnboardingTemplateIn,
    OnboardingTemplateOut,
    OnboardingTemplatePage,
    OnboardingTemplatePatch,
    OnboardingTemplateStepIn,
    OnboardingTemplateStepOut,
    OnboardingTemplateStepPage,
    OnboardingTemplateStepPatch,
)
from tenure.core.audit import field_values
from tenure.growth.actions.onboarding import (
    add_onboarding_step,
    change_onboarding,
    restore_onboarding,
    start_onboarding,
    take_back_onboarding,
)
from tenure.growth.actions.onboarding_template import (
    add_template_step,
    change_template_part,
    create_template,
    remove_template_part,
    restore_template_part,
)
from tenure.growth.choices import OwedBy
from tenure.growth.models import (
    Engagement,
    OnboardingPlan,
    OnboardingStep,
    OnboardingTemplate,
    OnboardingTemplateStep,
)
from tenure.growth.queries.onboarding import progress_of
from tenure.people.models import Member

router = Router(tags=["onboarding"])
CHANGE, KEEP = writes("onboarding.change"), writes("template.change")
TEMPLATES = Listing(
    shown=shown(OnboardingTemplate.objects, OnboardingTemplateOut),
    filters={**text("name"), **moments("updated_at")},
    orders={"id": Order("id")},
    default="id",
)
STEPS = Listing(
    shown=shown(OnboardingTemplateStep.objects, OnboardingTemplateStepOut),
    filters={
        **key("template"),
        **text("department"),
        "owed_by": asks("owed_by", OwedBy),
        "is_first_value": asks("is_first_value", bool),
        **moments("updated_at"),
    },
    orders={"id": Order("id")},
    default="id",
)
PLANS = Listing(
    shown=shown(OnboardingPlan.objects, OnboardingPlanOut),
    filters={**key("account"), **key("engagement"), **key("template"), **days("started_on"), **moments("updated_at")},
    orders={"id": Order("id")},
    default="-id",
)


@router.get("/onboarding-templates", response=OnboardingTemplatePage, **reads("onboarding.see", TEMPLATES))
def list_onboarding_templates(request: ApiRequest) -> HttpResponse:
    """The templates in use."""
    return list_page(request, TEMPLATES, TEMPLATES.rows.visible_to(request.auth))


@router.post("/onboarding-templates", response={201: OnboardingTemplateOut}, **writes("template.change", once=True))
@once
def post_onboarding_template(request: ApiRequest, body: OnboardingTemplateIn) -> HttpResponse:
    """Begin a template."""
    return answer(_template(create_template(by=request.auth, **given(body))), 201)


@router.patch("/onboarding-templates/{int:template_id}", response=OnboardingTemplateOut, **KEEP)
def patch_onboarding_template(request: ApiRequest, template_id: PathKey, body: OnboardingTemplatePatch) -> HttpResponse:
    """Change what a template is called. Somebody else's change of the same: 409 with theirs."""
    found = OnboardingTemplate.objects.visible_to(request.auth).get(pk=template_id)
    changes, version = changes_and_version(body)
    return answer(_template(change_template_part(part=found, changes=changes, by=request.auth, version=version)))


@router.delete("/onboarding-templates/{int:template_id}", response={204: None}, **KEEP)
def delete_onboarding_template(request: ApiRequest, template_id: PathKey) -> HttpResponse:
    """Take a template out of use; what was started from it goes on."""
    remove_template_part(part=OnboardingTemplate.objects.visible_to(request.auth).get(pk=template_id), by=request.auth)
    return nothing()


@router.post("/onboarding-templates/{int:template_id}/restore", response=OnboardingTemplateOut, **KEEP)
def post_onboarding_template_restore(request: ApiRequest, template_id: PathKey) -> HttpResponse:
    """Put a template back into use; twice is the same as once."""
    found = OnboardingTemplate.objects.ever_visible_to(request.auth).get(pk=template_id)
    return answer(_template(restore_template_part(part=found, by=request.auth)))


@router.get("/onboarding-template-steps", response=OnboardingTemplateStepPage, **reads("onboarding.see", STEPS))
def list_onboarding_template_steps(request: ApiRequest) -> HttpResponse:
    """The steps of templates."""
    return list_page(request, STEPS, STEPS.rows.visible_to(request.auth))


@router.post(
    "/onboarding-template-steps", response={201: OnboardingTemplateStepOut}, **writes("template.change", once=True)
)
@once
def post_onboarding_template_step(request: ApiRequest, body: OnboardingTemplateStepIn) -> HttpResponse:
    """Add a step to a template; onboardings that run stay as they are."""
    fields = given(body)
    refer(fields, "template", OnboardingTemplate.objects.visible_to(request.auth))
    return answer(_step_of_template(add_template_step(by=request.auth, **fields)), 201)


@router.patch("/onboarding-template-steps/{int:step_id}", response=OnboardingTemplateStepOut, **KEEP)
def patch_onboarding_template_step(
    request: ApiRequest, step_id: PathKey, body: OnboardingTemplateStepPatch
) -> HttpResponse:
    """Change fields of a step. Others' changes to other fields stay; to the same ones: 409 with their values."""
    found = OnboardingTemplateStep.objects.visible_to(request.auth).get(pk=step_id)
    changes, version = changes_and_version(body)
    changed = change_template_part(part=found, changes=changes, by=request.auth, version=version)
    return answer(_step_of_template(changed))


@router.delete("/onboarding-template-steps/{int:step_id}", response={204: None}, **KEEP)
def delete_onboarding_template_step(request: ApiRequest, step_id: PathKey) -> HttpResponse:
    """Take a step out of its template."""
    remove_template_part(part=OnboardingTemplateStep.objects.visible_to(request.auth).get(pk=step_id), by=request.auth)
    return nothing()


@router.post("/onboarding-template-steps/{int:step_id}/restore", response=OnboardingTemplateStepOut, **KEEP)
def post_onboarding_template_step_restore(request: ApiRequest, step_id: PathKey) -> HttpResponse:
    """Put a step back into its template; twice is the same as once."""
    found = OnboardingTemplateStep.objects.ever_visible_to(request.auth).get(pk=step_id)
    return answer(_step_of_template(restore_template_part(part=found, by=request.auth)))


@router.get("/onboarding-plans", response=OnboardingPlanPage, **reads("account.see", PLANS))
def list_onboarding_plans(request: ApiRequest) -> HttpResponse:
    """The onboardings of the accounts you see, the latest first."""
    return list_page(request, PLANS, PLANS.rows.visible_to(request.auth))


@router.post("/onboarding-plans", response={201: OnboardingPlanOut}, **writes("onboarding.change", once=True))
@once
def post_onboarding_plan(request: ApiRequest, body: OnboardingPlanIn) -> HttpResponse:
    """Start an onboarding: every step of the template becomes a commitment, all at once."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "template", OnboardingTemplate.objects.visible_to(request.auth))
    refer(fields, "engagement", Engagement.objects.visible_to(request.auth))
    refer(fields, "contact", Contact.objects.visible_to(request.auth))
    owners = _owners(request, fields.pop("owners", []))
    return answer(_plan(start_onboarding(by=request.auth, owners=owners, **fields)), 201)


@router.get("/onboarding-plans/{int:plan_id}", response=OnboardingPlanOut, **reads("account.see"))
def get_onboarding_plan(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """One onboarding."""
    return answer(_plan(_visible(request, plan_id)))


@router.patch("/onboarding-plans/{int:plan_id}", response=OnboardingPlanOut, **CHANGE)
def patch_onboarding_plan(request: ApiRequest, plan_id: PathKey, body: OnboardingPlanPatch) -> HttpResponse:
    """Change what an onboarding is called. Somebody else's change of the same: 409 with theirs."""
    changes, version = changes_and_version(body)
    found = _visible(request, plan_id)
    return answer(_plan(change_onboarding(plan=found, changes=changes, by=request.auth, version=version)))


@router.get("/onboarding-plans/{int:plan_id}/progress", response=OnboardingProgressOut, **reads("account.see"))
def get_onboarding_progress(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """Its steps by day, the part done in time of what was due, and the days until the first value."""
    (found,) = progress_of([_visible(request, plan_id)], timezone.localdate())
    return answer(
        {
            "onboarding": found.plan.pk,
            "is_running": found.is_running,
            "adherence": rate_told(RateLine(found.plan.name, found.adherence)),
            "first_value_days": found.first_value.days,
            "first_value_planned": found.first_value.planned,
            "steps": [_step(step) for step in found.steps],
        }
    )


@router.post(
    "/onboarding-plans/{int:plan_id}/steps",
    response={201: OnboardingStepOut},
    **writes("onboarding.change", once=True),
)
@once
def post_onboarding_step(request: ApiRequest, plan_id: PathKey, body: OnboardingStepIn) -> HttpResponse:
    """Add a step to an onboarding that was started; it is a commitment as the others are."""
    fields = given(body)
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    refer(fields, "contact", Contact.objects.visible_to(request.auth))
    return answer(_step(add_onboarding_step(plan=_visible(request, plan_id), by=request.auth, **fields)), 201)


@router.delete("/onboarding-plans/{int:plan_id}", response={204: None}, **CHANGE)
def delete_onboarding_plan(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """Take the start of an onboarding back, with its commitments; not once a step is settled."""
    take_back_onboarding(plan=_visible(request, plan_id), by=request.auth)
    return nothing()


@router.post("/onboarding-plans/{int:plan_id}/restore", response=OnboardingPlanOut, **CHANGE)
def post_onboarding_plan_restore(request: ApiRequest, plan_id: PathKey) -> HttpResponse:
    """Let an onboarding run that was taken back; twice is the same as once."""
    found = OnboardingPlan.objects.ever_visible_to(request.auth).select_related("account").get(pk=plan_id)
    return answer(_plan(restore_onboarding(plan=found, by=request.auth)))


def _visible(request: ApiRequest, plan_id: int) -> OnboardingPlan:
    return OnboardingPlan.objects.visible_to(request.auth).select_related("account").get(pk=plan_id)


def _owners(request: ApiRequest, said: list[dict[str, Any]]) -> dict[str, Member]:
    members, owners = Member.objects.visible_to(request.auth), {}
    for place, one in enumerate(said):
        found = members.filter(pk=one["member"]).first()
        if found is None:
            raise ValidationError(
                {f"owners.{place}.member": f"There is no record {one['member']}, or you may not see it."}
            )
        owners[one["department"]] = found
    return owners


def _template(template: OnboardingTemplate) -> dict[str, Any]:
    return field_values(template, OnboardingTemplateOut.model_fields)


def _step_of_template(step: OnboardingTemplateStep) -> dict[str, Any]:
    return field_values(step, OnboardingTemplateStepOut.model_fields)


def _plan(plan: OnboardingPlan) -> dict[str, Any]:
    return field_values(plan, OnboardingPlanOut.model_fields)


def _step(step: OnboardingStep) -> dict[str, Any]:
    names = ("text", "due_on", "settled_on", "owner", "contact", "department")
    status = step.commitment.status_on(timezone.localdate())
    told = {"commitment": step.commitment_id, "status": status, "is_first_value": step.is_first_value}
    return {**told, **field_values(step.commitment, names)}
