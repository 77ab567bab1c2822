"""Seasons: what publishing would change, publishing, and what was published."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.assessments.models import CriteriaSet
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight import queries
from tenure.insight.actions.season import publish_criteria
from tenure.insight.models import Ranking
from tenure.insight.models.standing import StandingQuerySet
from tenure.insight.queries.changes import season_changes
from tenure.insight.queries.league import standings_in
from tenure.web.components.league import grade_place
from tenure.web.components.lines import StandingLine, standing_lines
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.criteria import set_context, trial_of
from tenure.web.views.portfolio_displays import MOST_PRINTED

SEASONS_SHOWN = 50


@require_safe
@door("account.see")
def seasons(request: HttpRequest) -> HttpResponse:
    """Every published season, the latest first."""
    shown = list(queries.seasons()[:SEASONS_SHOWN])
    context = {"seasons": shown, "may_publish": may(member_of(request), "season.publish")}
    return render(request, "seasons/seasons.html", context)


@require_safe
@door("account.see")
def season(request: HttpRequest, pk: int) -> HttpResponse:
    """The published list and the not-key list on one page, to read and to print."""
    ranking, member = get_object_or_404(queries.seasons(), pk=pk), member_of(request)
    standings = standings_in(ranking, member)
    context = {
        "season": ranking,
        "figures": queries.portfolio_figures(member, ranking),
        "key": _placed(ranking, standings.filter(is_key=True)[:MOST_PRINTED]),
        "not_key": _placed(ranking, standings.filter(is_key=False)[:MOST_PRINTED]),
        "most": MOST_PRINTED,
    }
    return render(request, "seasons/season.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="season.publish")
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who would rise and fall, and why; posting a name publishes it as a season."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    if request.method != "POST":
        return _publish_page(request, criteria_set)
    name, note = request.POST.get("name", ""), request.POST.get("note", "")
    try:
        if request.POST.get("confirmed") != "1":
            raise ValidationError(_("Tick that you have read what will change."))
        published = publish_criteria(criteria_set=criteria_set, name=name, note=note, by=member_of(request))
    except ValidationError as error:
        return _publish_page(request, criteria_set, refusals=error_sentences(error), status=422)
    toast(request, _("Season %(name)s is published.") % {"name": published.name})
    return redirect("season", published.pk)


def _publish_page(
    request: HttpRequest, criteria_set: CriteriaSet, *, refusals: list[str] | None = None, status: int = 200
) -> HttpResponse:
    member = member_of(request)
    context: dict[str, Any] = {
        **set_context(criteria_set, member),
        "may_publish": may(member, "season.publish"),
        "refusals": refusals or [],
        "last": queries.last_season(),
        "name": request.POST.get("name", ""),
        "note": request.POST.get("note", ""),
    }
    try:
        trial = trial_of(criteria_set, member)
    except ValidationError as error:
        context["refusals"] = error_sentences(error)
        return render(request, "seasons/publish.html", context, status=status)
    if trial is not None:
        context |= {"ranking": trial.ranking, "changes": season_changes(trial)}
    return render(request, "seasons/publish.html", context, status=status)


def _placed(ranking: Ranking, standings: StandingQuerySet) -> list[tuple[StandingLine, int]]:
    return [(line, grade_place(ranking, line.grade)) for line in standing_lines(standings, ranking)]
