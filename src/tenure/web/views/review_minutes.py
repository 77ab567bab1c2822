"""The minutes of a review, as they were frozen when it was closed: to read, and to print as they look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.core.doors import door
from tenure.growth.minutes_shown import minutes_shown
from tenure.growth.models import PlanReview
from tenure.web.members import member_of


@require_safe
@door("plan.see")
def minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """What was said and found; a review that is not closed yet is shown where it is held."""
    rows = PlanReview.objects.visible_to(member_of(request)).select_related("plan__account", "mentor", "plan_version")
    found = get_object_or_404(rows, pk=pk)
    if found.minutes is None:
        return redirect("review", found.plan.account_id)
    shown = vars(minutes_shown(found, timezone.localdate()))
    return render(request, "reviews/minutes.html", {"review": found, "account": found.plan.account, **shown})
