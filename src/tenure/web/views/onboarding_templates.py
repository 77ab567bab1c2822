"""The company's templates of onboarding: read by everybody, written by leaders."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may, require
from tenure.growth.actions.onboarding_template import (
    add_template_step,
    change_template_part,
    create_template,
    remove_template_part,
    restore_template_part,
)
from tenure.growth.models import OnboardingTemplate, OnboardingTemplateStep, TemplatePart
from tenure.growth.queries.onboarding import departments_known, steps_of_template, templates_in_use
from tenure.web.answers import answer
from tenure.web.forms.onboarding_plans import NameForm, TemplateStepForm
from tenure.web.forms.records import RecordForm
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

View = Callable[[HttpRequest, int], HttpResponse]


@require_safe
@door("onboarding.see")
def templates(request: HttpRequest) -> HttpResponse:
    """The templates in use."""
    member = member_of(request)
    context = {"templates": templates_in_use(member), "may_change": may(member, "template.change")}
    return render(request, "onboarding_plans/templates.html", context)


@require_safe
@door("onboarding.see")
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One template with its steps by day."""
    member = member_of(request)
    found = get_object_or_404(OnboardingTemplate.objects.visible_to(member), pk=pk)
    context = {
        "template": found, "steps": steps_of_template(found), "may_change": may(member, "template.change"),
    }  # fmt: skip
    return render(request, "onboarding_plans/template.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("template.change")
def add(request: HttpRequest) -> HttpResponse:
    """Begin a template."""
    member, form = member_of(request), NameForm(request.POST or None)
    require(member, "template.change")
    shown = _shown(form, _("A new template"), reverse("onboarding-templates"))
    made: list[OnboardingTemplate] = []

    def act() -> None:
        made.append(create_template(by=member, name=form.cleaned_data["name"]))

    if request.method != "POST":
        return _answer(request, shown)
    if not accepted(form, act):
        return _answer(request, shown, status=422)
    toast(request, _("Begun. Say what is to be done, step by step."))
    return back_from_form(request, _page(made[0]))


@require_http_methods(["GET", "HEAD", "POST"])
@door("template.change")
def add_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a step to a template."""
    member, form = member_of(request), TemplateStepForm(request.POST or None)
    require(member, "template.change")
    found = get_object_or_404(OnboardingTemplate.objects.visible_to(member), pk=pk)
    shown = _shown(form, _("A new step"), _page(found))
    if request.method != "POST":
        return _answer(request, shown)
    if not accepted(form, lambda: add_template_step(template=found, by=member, **form.values)):
        return _answer(request, shown, status=422)
    toast(request, _("Noted."))
    return back_from_form(request, _page(found))


@require_http_methods(["GET", "HEAD", "POST"])
@door("template.change")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a template is called."""
    found = _part(request, OnboardingTemplate, pk)
    form = NameForm(request.POST or None, initial=field_values(found, [*found.EDITABLE, "version"]))
    return _changed(request, found, form, _("Name"), _page(found))


@require_http_methods(["GET", "HEAD", "POST"])
@door("template.change")
def edit_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a step of a template."""
    found = _part(request, OnboardingTemplateStep, pk)
    form = TemplateStepForm(request.POST or None, initial=field_values(found, [*found.EDITABLE, "version"]))
    return _changed(request, found, form, found.text, _page(found.template))


def _do_of(
    model: type[TemplatePart], act: Callable[..., TemplatePart], sentence: str | Promise, undo: str = ""
) -> View:
    """The view that takes a template or a step out of use, or puts it back."""

    @require_POST
    @door("template.change")
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        require(member, "template.change")
        found = get_object_or_404(model._default_manager.all(), pk=pk)
        act_and_tell(
            request, lambda: act(part=found, by=member), sentence, undo=reverse(undo, args=[pk]) if undo else ""
        )
        above = getattr(found, "template", None)
        return back_from_form(request, _page(above) if above else reverse("onboarding-templates"))

    return do


TAKEN, GIVEN_BACK = gettext_lazy("Out of use; what runs goes on."), gettext_lazy("Taken back.")
remove = _do_of(OnboardingTemplate, remove_template_part, TAKEN, "onboarding-template-restore")
restore = _do_of(OnboardingTemplate, restore_template_part, GIVEN_BACK)
remove_step = _do_of(OnboardingTemplateStep, remove_template_part, TAKEN, "onboarding-step-restore")
restore_step = _do_of(OnboardingTemplateStep, restore_template_part, GIVEN_BACK)


def _part(request: HttpRequest, model: Any, pk: int) -> Any:
    member = member_of(request)
    require(member, "template.change")
    return get_object_or_404(model.objects.visible_to(member), pk=pk)


def _changed(request: HttpRequest, found: Any, form: RecordForm, title: str, back: str) -> HttpResponse:
    """Show the form, or do what it asks for; 409 with both values where somebody else was first."""
    member, shown = member_of(request), _shown(form, title, back)
    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(
            form,
            lambda: change_template_part(part=found, changes=form.changed_values, by=member, version=form.seen_version),
        )
    except ConflictError as error:
        return _answer(request, {**shown, **lost(found, form.values, error)}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Saved."))
    return back_from_form(request, back)


def _shown(form: RecordForm, title: str, back: str) -> dict[str, Any]:
    return {"form": form, "title": title, "save": _("Save"), "back": back, "departments": departments_known()}


def _page(found: OnboardingTemplate) -> str:
    return reverse("onboarding-template", args=[found.pk])


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    page, part = "onboarding_plans/template_form_page.html", "onboarding_plans/template_form.html"
    return answer(request, page, context, part=part, status=status)
