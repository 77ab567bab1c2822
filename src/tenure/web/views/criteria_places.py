"""How many places a grade can have by the hours of the team."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from tenure.analytics.capacity import Capacity, Demand, places_by_hours, team_hours
from tenure.assessments.actions.scheme import set_places
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import rules_of
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.insight.queries.capacity import earned_by_grade
from tenure.web.forms.places import HoursForm, hours_each
from tenure.web.members import member_of
from tenure.web.views.criteria import set_context, trial_of


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="criteria.change")
def places(request: HttpRequest, pk: int) -> HttpResponse:
    """Work out the places; posting the same numbers puts them into the draft."""
    criteria_set, member = get_object_or_404(CriteriaSet, pk=pk), member_of(request)
    context: dict[str, Any] = set_context(criteria_set, member)
    try:
        context |= _worked_out(request, criteria_set)
        if request.method == "POST":
            proposed = {row["level"].code: row["places"].accounts for row in context["rows"] if row["is_limited"]}
            set_places(criteria_set=criteria_set, places=proposed, by=member)
            return redirect("criteria-set", criteria_set.pk)
    except ValidationError as error:
        context["refusals"] = error_sentences(error)
        return render(request, "criteria/places.html", context, status=422)
    return render(request, "criteria/places.html", context)


def _worked_out(request: HttpRequest, criteria_set: CriteriaSet) -> dict[str, Any]:
    asked = request.POST if request.method == "POST" else request.GET
    form = HoursForm(asked or None)
    form.is_valid()
    given = {name: form.value(name) for name in form.fields}
    trial = trial_of(criteria_set, member_of(request))
    levels = rules_of(criteria_set).scheme.levels
    earned = [0] * len(levels) if trial is None else earned_by_grade(trial)
    each = [
        hours_each(asked.get(f"hours-{level.code}", ""), place, is_last=level is levels[-1])
        for place, level in enumerate(levels)
    ]
    hours = team_hours(
        given["people"], contracted=given["contracted"], leave=given["leave"], internal=given["internal"]
    )
    capacity = places_by_hours(hours, [Demand(count, hour) for count, hour in zip(earned, each, strict=True)])
    total = sum(earned)
    labels = trial.labels if trial else [level.code.upper() for level in levels]
    return {
        "given": given,
        "capacity": capacity,
        "short": -capacity.spare,
        "total": total,
        "guide": max(1, round(total * 0.05)) if total else 0,
        "rows": _rows(criteria_set, labels, earned, each, capacity),
    }


def _rows(
    criteria_set: CriteriaSet, labels: Any, earned: list[int], each: list[float], capacity: Capacity
) -> list[dict[str, Any]]:
    """One row a grade; grades that ask for no hours, and the last, stay without a limit."""
    levels = list(criteria_set.levels.all())
    return [
        {
            "level": level,
            "place": place + 1,
            "label": labels[place],
            "earned": earned[place],
            "each": each[place],
            "places": capacity.places[place],
            "is_limited": place < len(levels) - 1 and each[place] > 0,
            "is_short": capacity.places[place].accounts < earned[place],
        }
        for place, level in enumerate(levels)
    ]
