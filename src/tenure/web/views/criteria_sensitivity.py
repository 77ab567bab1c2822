"""What hangs on each weight, and how firmly the grades near a line stand."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tenure.assessments.models import CriteriaSet
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.insight.queries.swings import FACTOR, swings
from tenure.web.components.studio import tornado
from tenure.web.members import member_of
from tenure.web.views.criteria import set_context, trial_of


@require_safe
@door("account.see")
def sensitivity(request: HttpRequest, pk: int) -> HttpResponse:
    """The tornado of a set's weights, and the share of plausible weightings for the accounts near a line."""
    criteria_set, member = get_object_or_404(CriteriaSet, pk=pk), member_of(request)
    context = {**set_context(criteria_set, member), "factor": FACTOR}
    try:
        trial = trial_of(criteria_set, member)
    except ValidationError as error:
        return render(request, "criteria/sensitivity.html", {**context, "refusals": error_sentences(error)})
    if trial is not None:
        found = swings(trial)
        context |= {"swings": found, "tornado": tornado(found), "ranking": trial.ranking}
    return render(request, "criteria/sensitivity.html", context)
