"""The portfolio otherwise than as a table: as a board of grades, as a matrix, on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.core.doors import door
from tenure.insight import queries
from tenure.insight.league_view import KEY_ACCOUNTS, LeagueView
from tenure.insight.models import Ranking
from tenure.insight.queries.board import tiers
from tenure.insight.queries.figures import season_before
from tenure.insight.queries.league import standings_in
from tenure.insight.queries.matrix import LINES, matrix_of
from tenure.people.models import Member
from tenure.web.components.bubbles import COLOURS, HEIGHT, WIDTH, bubbles, lines, placed_line
from tenure.web.components.lines import standing_line, standing_lines
from tenure.web.forms.league import view_in
from tenure.web.members import member_of
from tenure.web.views.portfolio import portfolio_context

# What fits on paper that somebody reads; what is left out is said.
MOST_PRINTED = 200


@door("account.see")
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """A column for each grade with its first accounts. Grades are computed: nothing is dragged."""
    member, ranking = member_of(request), queries.current_ranking()
    if ranking is None:
        return redirect("portfolio")
    view = view_in(request.GET)[0] if request.GET else LeagueView()
    found = tiers(ranking, member, view)
    context = {"tiers": [(tier, [standing_line(one) for one in tier.standings]) for tier in found]}
    return _display(request, "portfolio/board.html", member, ranking, view, context)


@door("account.see")
@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """Attractiveness against our strength; revenue is the size of a bubble, its margin the colour."""
    member, ranking = member_of(request), queries.current_ranking()
    if ranking is None:
        return redirect("portfolio")
    view = view_in(request.GET)[0] if request.GET else KEY_ACCOUNTS
    found = matrix_of(ranking, member, view)
    context = {
        "matrix": found,
        "bubbles": bubbles(found.placed),
        "placed": [placed_line(one) for one in (*found.placed, *found.unplaced)],
        "lines": lines(),
        "cuts": LINES,
        "width": WIDTH,
        "height": HEIGHT,
        "colours": [*COLOURS, "unknown"],
    }
    return _display(request, "portfolio/matrix.html", member, ranking, view, context)


@door("account.see")
@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """Who is a key account and who is not, each with the reason, on one page to print."""
    member, ranking = member_of(request), queries.current_ranking()
    if ranking is None:
        return redirect("portfolio")
    standings = standings_in(ranking, member)
    # One more than is printed tells whether there are others.
    key = standing_lines(standings.filter(is_key=True)[: MOST_PRINTED + 1], ranking)
    others = standing_lines(standings.filter(is_key=False)[: MOST_PRINTED + 1], ranking)
    context = {
        "ranking": ranking,
        "season": season_before(ranking),
        "figures": queries.portfolio_figures(member, ranking, with_growth=False),
        "today": timezone.localdate(),
        "key": key[:MOST_PRINTED],
        "others": others[:MOST_PRINTED],
        "more_key": len(key) > MOST_PRINTED,
        "more_others": len(others) > MOST_PRINTED,
        "most": MOST_PRINTED,
    }
    return render(request, "portfolio/print.html", context)


def _display(
    request: HttpRequest, template: str, member: Member, ranking: Ranking, view: LeagueView, context: dict[str, Any]
) -> HttpResponse:
    return render(request, template, {**portfolio_context(request, member, ranking, view), **context})
