"""The plan of an account: one page, written field by field, signed by its team, compared with what was signed."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.analytics.plans.balance import balance
from tenure.analytics.plans.course import PlanState, Step, refusal
from tenure.analytics.plans.differences import differences
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import may
from tenure.growth.actions.course import STEPS, circulate_plan, sign_plan, withdraw_signature
from tenure.growth.actions.plan import change_plan, create_plan, review_section
from tenure.growth.choices import MOST_OBJECTIVES
from tenure.growth.models import Plan, PlanVersion
from tenure.growth.plan_words import changes_in_words, gauges
from tenure.growth.queries.course import Standing, standing_of_plan
from tenure.growth.queries.document import TEXTS, document_of, without_moving
from tenure.growth.queries.page import PlanPage, plan_page
from tenure.growth.queries.plans import changes_since, plan_of, signed_last_by
from tenure.insight.queries.plan_figures import plan_figures
from tenure.people.models import Member
from tenure.web.answers import answer, wants_part
from tenure.web.components.plan import STATE_TONES, payback_curve, side_by_side
from tenure.web.forms.plans import settings_form, text_form
from tenure.web.forms.records import initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

# What stands for the plan as it is now, where versions are compared.
NOW = 0
LONGEST_NUMBER = 9
SIGNING = {"sign": sign_plan, "withdraw": withdraw_signature}
SAID = {
    "circulate": gettext_lazy("The team can sign it now."),
    "sign": gettext_lazy("Signed."),
    "withdraw": gettext_lazy("Your signature is taken back."),
}


@require_safe
@door("plan.see")
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole plan, half of it filled from what the system knows."""
    member = member_of(request)
    account = visible_account(member, pk)
    found = plan_of(account)
    if found is None:
        context = {"account": account, "may_create": may(member, "plan.create")}
        return render(request, "plans/none.html", context)
    return render(request, "plans/plan.html", _shown(found, member))


def _shown(found: Plan, member: Member) -> dict[str, Any]:
    today = timezone.localdate()
    page, figures = plan_page(found, today), plan_figures(found.account, today)
    return {
        **_signing(found, member, page.standing),
        "page": page,
        "today": today,
        "figures": figures,
        "frozen": _frozen_figures(page.standing),
        "texts": {field: _text(found, field) for field in TEXTS},
        "gauges": gauges(balance([*page.shares, figures.share])),
        "curve": payback_curve(page.profit),
        "since": _since(page, member, figures.figures),
        "full": len(page.objectives) >= MOST_OBJECTIVES,
    }


def _signing(found: Plan, member: Member, standing: Standing) -> dict[str, Any]:
    """What the panel of signatures shows: how far the plan is, who has signed, and which steps there are."""
    course = standing.course
    steps = {step.value for step in Step if step != Step.EDIT and refusal(course, step) is None}
    return {
        "account": found.account,
        "plan": found,
        "standing": standing,
        "tone": STATE_TONES[PlanState(found.state)],
        "steps": steps,
        "has_signed": member.pk in course.signed,
        "signs": member.pk in course.team,
        "may_change": may(member, "plan.change") and found.state != PlanState.CLOSED,
        "before_last": standing.versions[1] if len(standing.versions) > 1 else None,
    }


def _frozen_figures(standing: Standing) -> dict[str, Any]:
    if standing.last is None:
        return {}
    figures: dict[str, Any] = PlanVersion.objects.values_list("document__figures", flat=True).get(pk=standing.last.pk)
    return figures


def _text(found: Plan, field: str) -> Any:
    return text_form(field)(initial=initial_of(found, [field]), auto_id="plan_%s")[field]


def _since(page: PlanPage, member: Member, figures: dict[str, Any]) -> dict[str, Any] | None:
    """What has changed since the member signed last; None where they never did."""
    signed = signed_last_by(page.plan, member)
    if signed is None:
        return None
    document = document_of(page.plan, figures=figures, listed=page.listed)
    changes = changes_since(signed, document)
    return {"version": signed, "changes": changes_in_words(changes, signed.document, document)}


@require_POST
@door("plan.create")
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the account's plan."""
    member = member_of(request)
    account = visible_account(member, pk)
    try:
        create_plan(account=account, by=member)
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)))
    return redirect("plan", account.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="plan.change")
def text(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """One text of the plan as a form; a POST saves it, 409 with both values where somebody wrote it meanwhile."""
    member = member_of(request)
    found = visible_plan(member, pk)
    if field not in TEXTS:
        raise Http404
    form = text_form(field)(request.POST or None, initial=initial_of(found, [field]), auto_id="plan_%s")
    if request.method != "POST":
        return _text_answer(request, found, form[field])
    require_on(member, "plan.change", found.account)
    try:
        saved = accepted(
            form, lambda: change_plan(plan=found, changes=form.values, by=member, version=form.seen_version)
        )
    except ConflictError as error:
        more = lost(found, form.values, error)
        return _text_answer(request, found, form[field], more, status=409)
    if not saved:
        return _text_answer(request, found, form[field], {"form": form}, status=422)
    if not wants_part(request):
        return redirect(f"{reverse('plan', args=[pk])}#plan-{quote(field)}")
    shown = {**_signing(found, member, standing_of_plan(found)), "saved": True}
    return _text_answer(request, found, _text(found, field), shown)


def _text_answer(
    request: HttpRequest, found: Plan, entry: Any, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"account": found.account, "plan": found, "entry": entry, "may_change": True, **(more or {})}
    context.setdefault("version", found.version)
    return answer(request, "plans/text_page.html", context, part="plans/text_saved.html", status=status)


@require_POST
@door("plan.change")
def review(request: HttpRequest, pk: int, section: str) -> HttpResponse:
    """Say that a section still holds."""
    member = member_of(request)
    found = visible_plan(member, pk)
    if section not in Plan.SECTIONS:
        raise Http404
    review_section(plan=found, section=section, by=member)
    toast(request, _("Noted: it holds as of today."))
    return back_to_plan(request, found.account)


@require_POST
@door("plan.sign")
def step(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Take a step on the plan's course; what cannot be done now is said."""
    member = member_of(request)
    found = visible_plan(member, pk)
    take = _steps(request, found, member).get(name)
    if take is None:
        raise Http404
    try:
        take()
        toast(request, str(SAID.get(name, _("Done."))))
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)))
    except ConflictError:
        toast(request, _("Somebody has changed the plan since you read it; look at it again before you sign."))
    return back_to_plan(request, found.account)


def _steps(request: HttpRequest, found: Plan, member: Member) -> dict[str, Callable[[], object]]:
    """What each step does, by its name in the address."""
    steps: dict[str, Callable[[], object]] = {"circulate": partial(_circulate, request, found, member)}
    steps |= {name: partial(_signing_act, act, request, found, member) for name, act in SIGNING.items()}
    return steps | {one.value: partial(take, plan=found, by=member) for one, take in STEPS.items()}


def _circulate(request: HttpRequest, found: Plan, member: Member) -> PlanVersion:
    figures = plan_figures(found.account, timezone.localdate()).figures
    return circulate_plan(plan=found, by=member, figures=figures, reason=request.POST.get("reason", "")[:200])


def _signing_act(act: Callable[..., object], request: HttpRequest, found: Plan, member: Member) -> object:
    """Sign the version that the member had before them, or take that back."""
    number = request.POST.get("number", "")
    known = number.isdecimal() and len(number) <= LONGEST_NUMBER
    return act(version=get_object_or_404(found.versions, number=int(number) if known else NOW), by=member)


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="plan.change")
def settings(request: HttpRequest, pk: int) -> HttpResponse:
    """The days, years, currency and rate of a plan."""
    member = member_of(request)
    found = visible_plan(member, pk)
    form = settings_form()(request.POST or None, initial=initial_of(found, settings_form().base_fields))
    shown: dict[str, Any] = {"heading": _("Settings of the plan")}
    if request.method != "POST":
        return form_answer(request, found.account, form, shown)
    require_on(member, "plan.change", found.account)
    try:
        saved = accepted(
            form, lambda: change_plan(plan=found, changes=form.changed_values, by=member, version=form.seen_version)
        )
    except ConflictError as error:
        return form_answer(request, found.account, form, shown | lost(found, form.values, error), status=409)
    if not saved:
        return form_answer(request, found.account, form, shown, status=422)
    toast(request, _("Saved."))
    return back_to_plan(request, found.account)


@require_safe
@door("plan.see")
def beside(request: HttpRequest, pk: int, first: int, second: int) -> HttpResponse:
    """Two versions side by side; the number 0 is the plan as it stands now."""
    found = visible_plan(member_of(request), pk)
    old, new = _document(found, first), _document(found, second)
    changes = differences(without_moving(old), without_moving(new))
    context = {
        "account": found.account, "plan": found, "first": first, "second": second,
        "sections": side_by_side(old, new), "changes": changes_in_words(changes, old, new),
        "versions": list(found.versions.defer("document").order_by("-number")),
    }  # fmt: skip
    return render(request, "plans/beside.html", context)


def _document(found: Plan, number: int) -> dict[str, Any]:
    if number == NOW:
        return document_of(found, figures=plan_figures(found.account, timezone.localdate()).figures)
    document: dict[str, Any] = get_object_or_404(found.versions, number=number).document
    return document


def visible_plan(member: Member, pk: int) -> Plan:
    """The plan of the account of this number, if the member sees it; Http404 otherwise."""
    found = plan_of(visible_account(member, pk))
    if found is None:
        raise Http404
    return found


def back_to_plan(request: HttpRequest, account: Account) -> HttpResponse:
    """To the plan, read anew."""
    return back_from_form(request, reverse("plan", args=[account.pk]))


def form_answer(
    request: HttpRequest, account: Account, form: Any, more: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A form of the plan, in the drawer or as a page of its own."""
    context = {"account": account, "form": form, "next": opened_on(request), **more}
    return answer(request, "plans/form_page.html", context, part="plans/form.html", status=status)
