"""Who our key accounts are, and why."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenure.accounts.models import Account
from tenure.commerce.queries import revenue_trends
from tenure.core.policy import may
from tenure.insight import queries
from tenure.insight.queries import LeaguePage
from tenure.insight.queries.figures import portfolio_figures
from tenure.people.models import Member
from tenure.web.components.league import grade_place, league_rows
from tenure.web.forms.listing import Asked, asked
from tenure.web.members import member_of


@require_safe
def league(request: HttpRequest) -> HttpResponse:
    """The key accounts in order of rank, or the accounts of one grade."""
    member, wanted = member_of(request), asked(request.GET)
    page = queries.league(
        member, grade=wanted.grade, text=wanted.text, after_rank=wanted.after, key_only=not wanted.grade
    )
    return _answer(request, "portfolio/league.html", member, wanted, page)


@require_safe
def not_key(request: HttpRequest) -> HttpResponse:
    """The accounts that are not key, and why not."""
    member, wanted = member_of(request), asked(request.GET)
    page = queries.not_key(member, text=wanted.text, after_rank=wanted.after)
    return _answer(request, "portfolio/not_key.html", member, wanted, page)


def _answer(request: HttpRequest, template: str, member: Member, wanted: Asked, page: LeaguePage) -> HttpResponse:
    if page.ranking is None:
        return render(request, "portfolio/unranked.html", _before_the_first_ranking(member))
    return render(request, template, _shown(member, wanted, page))


def _shown(member: Member, wanted: Asked, page: LeaguePage) -> dict[str, Any]:
    assert page.ranking is not None
    ranking = page.ranking
    figures = portfolio_figures(member, ranking)
    trends = revenue_trends([standing.account_id for standing in page.standings], until=ranking.as_of)
    return {
        "ranking": ranking,
        "wanted": wanted,
        "rows": league_rows(ranking, page.standings, trends),
        "next_after": page.next_after_rank,
        "figures": figures,
        "grades": [(grade, grade_place(ranking, grade.grade)) for grade in figures.grades],
        "movers": queries.biggest_movers(member),
    }


def _before_the_first_ranking(member: Member) -> dict[str, Any]:
    return {
        "has_accounts": Account.objects.visible_to(member).exists(),
        "may_rank": may(member, "ranking.compute"),
    }
