"""Onboardings: those that run, an account's own with their steps in time, and the start of one from a template."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import colleagues_of
from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.growth.actions.onboarding import (
    add_onboarding_step,
    change_onboarding,
    restore_onboarding,
    start_onboarding,
    take_back_onboarding,
)
from tenure.growth.models import Engagement, OnboardingPlan, OnboardingTemplate
from tenure.growth.queries.document import guidance
from tenure.growth.queries.onboarding import (
    departments_known,
    departments_waited_for,
    onboarding_of,
    running_page,
    steps_of_template,
    templates_in_use,
)
from tenure.web.answers import answer
from tenure.web.components.onboarding_plans import onboarding_shown
from tenure.web.forms.listing import asked
from tenure.web.forms.onboarding_plans import NameForm, StartForm, StepForm, template_asked
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

LONGEST_DEPARTMENT = 60
View = Callable[[HttpRequest, int], HttpResponse]


@require_safe
@door("account.see")
def running(request: HttpRequest) -> HttpResponse:
    """The onboardings that run on the accounts the member sees, or those that wait for a department."""
    member, today, wanted = member_of(request), timezone.localdate(), asked(request.GET)
    department = request.GET.get("department", "").replace("\0", "")[:LONGEST_DEPARTMENT]
    context = {
        "page": running_page(member, today, department=department, after=wanted.after), "wanted": wanted,
        "department": department, "departments": departments_waited_for(member), "today": today,
    }  # fmt: skip
    return render(request, "onboarding_plans/running.html", context)


@require_safe
@door("account.see")
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """The onboardings of an account, each with its steps in time, and what guides the company."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    context = {
        "account": account, "rows": [onboarding_shown(one) for one in onboarding_of(account, today)], "today": today,
        "guidance": guidance(), "may_start": may(member, "onboarding.change"),
        "may_change": may(member, "commitment.change"),
    }  # fmt: skip
    return render(request, "onboarding_plans/account.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("onboarding.change")
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Start one: first choose the template, then say who owes what the departments and the client owe."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "onboarding.change", account)
    wanted, engagement = template_asked(request.POST or request.GET)
    template = OnboardingTemplate.objects.visible_to(member).filter(pk=wanted).first() if wanted else None
    shown = {"account": account, "back": _home(account), "next": opened_on(request), "engagement": engagement}
    if template is None:
        shown["templates"] = templates_in_use(member)
        return answer(request, "onboarding_plans/choose_page.html", shown, part="onboarding_plans/choose.html")
    form = _start_form(request, account, template, engagement)
    shown |= {"form": form, "template": template, "steps": steps_of_template(template)}
    if request.method != "POST":
        return _start(request, shown)
    made: list[OnboardingPlan] = []

    def act() -> None:
        made.append(start_onboarding(account=account, template=template, by=member, **form.fields_of_action))

    if not accepted(form, act):
        return _start(request, shown, status=422)
    toast(request, _("Started. Every step is a promise now."), undo=reverse("onboarding-back", args=[made[0].pk]))
    return back_from_form(request, _home(account))


def _start_form(
    request: HttpRequest, account: Account, template: OnboardingTemplate, engagement: int | None
) -> StartForm:
    form = StartForm(request.POST or None, initial={"name": template.name})
    return form.offer(
        steps_of_template(template),
        members=colleagues_of(account),
        contacts=Contact.objects.of_account(account.pk).filter(left_on=None).order_by("name"),
        engagements=Engagement.objects.of_account(account.pk).running().order_by("-pk"),
        chosen=engagement,
    )


def _start(request: HttpRequest, shown: dict[str, Any], *, status: int = 200) -> HttpResponse:
    page, part = "onboarding_plans/start_page.html", "onboarding_plans/start.html"
    return answer(request, page, shown, part=part, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door("onboarding.change")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an onboarding is called; 409 with both values where somebody else was first."""
    member = member_of(request)
    found = get_object_or_404(OnboardingPlan.objects.visible_to(member).select_related("account"), pk=pk)
    require_on(member, "onboarding.change", found.account)
    form = NameForm(request.POST or None, initial=field_values(found, ["name", "version"]))
    shown: dict[str, Any] = {
        "account": found.account, "form": form, "title": _("Name"), "save": _("Save"), "back": _home(found.account),
        "next": opened_on(request),
    }  # fmt: skip
    if request.method != "POST":
        return _edit(request, shown)
    try:
        saved = accepted(
            form,
            lambda: change_onboarding(plan=found, changes=form.changed_values, by=member, version=form.seen_version),
        )
    except ConflictError as error:
        return _edit(request, {**shown, **lost(found, form.values, error)}, status=409)
    if not saved:
        return _edit(request, shown, status=422)
    toast(request, _("Saved."))
    return back_from_form(request, _home(found.account))


def _edit(
    request: HttpRequest, shown: dict[str, Any], *, status: int = 200, part: str = "handovers/form.html"
) -> HttpResponse:
    return answer(request, "onboarding_plans/form_page.html", {**shown, "part": part}, part=part, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@door("onboarding.change")
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step to an onboarding that was started: what its template did not foresee."""
    member = member_of(request)
    found = get_object_or_404(OnboardingPlan.objects.visible_to(member).select_related("account"), pk=pk)
    require_on(member, "onboarding.change", found.account)
    theirs = Contact.objects.of_account(found.account_id).filter(left_on=None).order_by("name")
    form = StepForm(request.POST or None).offer(members=colleagues_of(found.account), contacts=theirs)
    shown: dict[str, Any] = {
        "account": found.account, "form": form, "title": _("A step more: %(name)s") % {"name": found.name},
        "save": _("Add it"), "back": _home(found.account), "next": opened_on(request),
        "departments": departments_known(),
    }  # fmt: skip
    part = "onboarding_plans/template_form.html"
    if request.method != "POST":
        return _edit(request, shown, part=part)
    if not accepted(form, lambda: add_onboarding_step(plan=found, by=member, **form.values)):
        return _edit(request, shown, status=422, part=part)
    toast(request, _("Noted. It is a promise as the other steps are."))
    return back_from_form(request, _home(found.account))


def _do_of(act: Callable[..., OnboardingPlan], sentence: str | Promise, undo: str = "") -> View:
    """The view that does something at once with an onboarding, also with one that was taken back."""

    @require_POST
    @door("onboarding.change")
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        found = get_object_or_404(OnboardingPlan.objects.ever_visible_to(member).select_related("account"), pk=pk)
        act_and_tell(
            request, lambda: act(plan=found, by=member), sentence, undo=reverse(undo, args=[pk]) if undo else ""
        )
        return back_from_form(request, _home(found.account))

    return do


back = _do_of(take_back_onboarding, gettext_lazy("Taken back, with its promises."), "onboarding-restore")
restore = _do_of(restore_onboarding, gettext_lazy("It runs again."))


def _home(account: Account) -> str:
    return reverse("account-onboarding", args=[account.pk])
