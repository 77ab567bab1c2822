"""The plans that a member sees, and what guides the whole company."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may, require
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.models import Guidance
from tenure.growth.queries.document import guidance
from tenure.growth.queries.plans import plan_rows
from tenure.web.components.plan import STATE_TONES
from tenure.web.forms.plans import STATEMENTS, guidance_form
from tenure.web.forms.records import initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.losing import lost


@require_safe
@door("plan.see")
def plans(request: HttpRequest) -> HttpResponse:
    """Every open plan that the member sees: how far it is, how old, and who has not signed."""
    member, today = member_of(request), timezone.localdate()
    rows = plan_rows(member, today)
    context = {
        "rows": [(row, STATE_TONES[row.state]) for row in rows], "today": today, "guidance": guidance(),
        "may_guide": may(member, "guidance.change"),
    }  # fmt: skip
    return render(request, "plans/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("guidance.see", writes="guidance.change")
def guide(request: HttpRequest) -> HttpResponse:
    """Vision, mission and core values: read by everybody, written by leaders."""
    member = member_of(request)
    found = guidance() or Guidance()
    form = guidance_form()(request.POST or None, initial=initial_of(found, STATEMENTS))
    shown = {"form": form, "guidance": found, "may_guide": may(member, "guidance.change")}
    if request.method != "POST":
        return render(request, "plans/guidance.html", shown)
    require(member, "guidance.change")
    try:
        saved = accepted(
            form, lambda: change_guidance(changes=form.changed_values, by=member, version=form.seen_version)
        )
    except ConflictError as error:
        return render(request, "plans/guidance.html", shown | lost(found, form.values, error), status=409)
    if not saved:
        return render(request, "plans/guidance.html", shown, status=422)
    toast(request, _("Saved."))
    return redirect("guidance")
