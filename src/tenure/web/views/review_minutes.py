"""The minutes of a review, as they were frozen when it was closed: to read, and to print as they look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from tenure.analytics.plans.balance import Evidence, Needle, Share, Side
from tenure.analytics.plans.differences import Difference, DifferenceKind
from tenure.analytics.plans.review import agenda
from tenure.core.doors import door
from tenure.growth.choices import value_verdict_choices
from tenure.growth.models import PlanReview
from tenure.growth.queries.reviews import findings_of
from tenure.web.components.plan import changes_in_words, gauges
from tenure.web.components.review import TITLES, became_words, board_marks, status_mark, value_words
from tenure.web.members import member_of


@require_safe
@door("plan.see")
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said and found; a review that is not closed yet is shown where it is held."""
    rows = PlanReview.objects.visible_to(member_of(request)).select_related("plan__account", "mentor", "plan_version")
    found = get_object_or_404(rows, pk=pk)
    if found.minutes is None:
        return redirect("review", found.plan.account_id)
    return render(request, "reviews/minutes.html", {"review": found, "account": found.plan.account, **_shown(found)})


def _shown(found: PlanReview) -> dict[str, Any]:
    told: dict[str, Any] = found.minutes or {}
    facts = told["facts"]
    return {
        "told": told,
        "facts": facts,
        "next_on": parse_date(told["next_on"]),
        "since": parse_date(facts["since"]) if facts.get("since") else None,
        "remarks": [(TITLES[point.item], told["remarks"].get(point.item.value, "")) for point in agenda()],
        "earlier": [(one, parse_date(one["due_on"]), status_mark(one["status"])) for one in told["earlier"]],
        "became": became_words(facts.get("became", {})),
        "values": value_words(told["values"], dict(value_verdict_choices())),
        "marks": board_marks(facts.get("board")),
        "changes": _changes(facts.get("changes")),
        "gauges": gauges(_needles(facts.get("balance", []))),
        "findings": _findings(found),
    }


def _findings(found: PlanReview) -> list[Any]:
    """The findings, each as it stands today."""
    today = timezone.localdate()
    return [(one, status_mark(one.status_on(today))) for one in findings_of([found])[found.pk]]


def _needles(told: list[dict[str, Any]]) -> list[Needle]:
    """The needles, as minutes keep them."""
    return [
        Needle(
            Side(one["side"]),
            one["value"],
            tuple(Share(Evidence(each["of"]), each["part"], each["whole"]) for each in one["evidence"]),
        )
        for one in told
    ]


def _changes(told: dict[str, Any] | None) -> Any:
    """The differences that lay on the table, as minutes keep them; None where there was nothing to compare with."""
    if told is None:
        return None
    differences = [
        Difference(tuple(one["place"]), DifferenceKind(one["kind"]), one["old"], one["new"]) for one in told["found"]
    ]
    return changes_in_words(differences, told["old"], told["new"])
