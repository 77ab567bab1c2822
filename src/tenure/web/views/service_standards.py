"""What each grade is promised, and how well it is kept."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenure.assessments.actions.service_standard import set_service_standard
from tenure.assessments.queries import active_criteria_set, criteria_set_in_hand, grades_of
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import may
from tenure.insight.queries import current_ranking
from tenure.insight.queries.service import DELIVERIES_OVER, service_by_grade
from tenure.web.forms.service_standard import ServiceStandardForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.criteria import both_values, set_context


@require_safe
@door("account.see")
def service(request: HttpRequest) -> HttpResponse:
    """The service of every grade, the last one included, with what was kept of it."""
    return _page(request)


@require_POST
@door("service.change")
def change(request: HttpRequest, grade: str) -> HttpResponse:
    """Say what a grade is promised; a refusal is 422, a conflict 409 with both values."""
    form = ServiceStandardForm(request.POST)
    try:
        changes, version = form.changes()
        changes |= {"has_sponsor": form.cleaned_data["has_sponsor"]} if "promise" in changes else {}
        set_service_standard(grade=grade, changes=changes, by=member_of(request), version=version)
    except ValidationError as error:
        return _page(request, asked=grade, refusals=error_sentences(error), status=422)
    except ConflictError as error:
        return _page(request, asked=grade, conflict=both_values(request.POST, error), status=409)
    toast(request, _("What this grade is promised has been saved."))
    return redirect("criteria-service")


def _page(
    request: HttpRequest,
    *,
    asked: str = "",
    refusals: list[str] | None = None,
    conflict: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    # The grades of today are those of the set that decides; before there is one, of the draft.
    member, criteria_set = member_of(request), active_criteria_set() or criteria_set_in_hand()
    if criteria_set is None:
        return render(request, "criteria/none.html", {"may_change": may(member, "criteria.change")}, status=status)
    ranking, today = current_ranking(), timezone.localdate()
    context = {
        **set_context(criteria_set, member),
        "may_change": may(member, "service.change"),
        "rows": service_by_grade(grades_of(criteria_set), ranking, member, today=today),
        "ranking": ranking,
        "today": today,
        "over": DELIVERIES_OVER,
        "asked": asked,
        "refusals": refusals,
        "conflict": conflict,
    }
    return render(request, "criteria/service.html", context, status=status)
