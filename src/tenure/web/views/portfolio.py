"""Who our key accounts are, and why."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tenure.accounts.models import Account
from tenure.commerce.queries import last_complete_month, revenue_trends
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight import queries
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import LeaguePage
from tenure.people.models import Member
from tenure.web.components.league import LeagueRow, grade_place, league_rows
from tenure.web.forms.listing import Asked, asked
from tenure.web.members import member_of


@require_safe
@door("account.see")
def league(request: HttpRequest) -> HttpResponse:
    """The key accounts in order of rank, or the accounts of one grade."""
    member, wanted = member_of(request), asked(request.GET)
    page = queries.league(
        member, grade=wanted.grade, text=wanted.text, after_rank=wanted.after, key_only=not wanted.grade
    )
    return _answer(request, "portfolio/league.html", wanted, page)


@require_safe
@door("account.see")
def not_key(request: HttpRequest) -> HttpResponse:
    """The accounts that are not key, and why not."""
    member, wanted = member_of(request), asked(request.GET)
    page = queries.not_key(member, text=wanted.text, after_rank=wanted.after)
    return _answer(request, "portfolio/not_key.html", wanted, page)


@require_safe
@door("account.see")
def movers(request: HttpRequest) -> HttpResponse:
    """The accounts whose rank by score differs most from their rank by sales."""
    member, ranking = member_of(request), queries.current_ranking()
    if ranking is None:
        return _unranked(request, member)
    found = queries.biggest_movers(member)
    context = {
        **_portfolio(member, ranking),
        "better": _rows(ranking, found.better_than_sales),
        "worse": _rows(ranking, found.worse_than_sales),
    }
    return render(request, "portfolio/movers.html", context)


@require_POST
@door("ranking.compute")
def rank(request: HttpRequest) -> HttpResponse:
    """Rank the portfolio, and show it."""
    member = member_of(request)
    try:
        compute_ranking(by=member)
    except ValidationError as error:
        return _unranked(request, member, refusals=error_sentences(error))
    return redirect("portfolio")


def _answer(request: HttpRequest, template: str, wanted: Asked, page: LeaguePage) -> HttpResponse:
    member = member_of(request)
    if page.ranking is None:
        return _unranked(request, member)
    context = {
        **_portfolio(member, page.ranking),
        "wanted": wanted,
        "rows": _rows(page.ranking, page.standings),
        "next_after": page.next_after_rank,
    }
    return render(request, template, context)


def _portfolio(member: Member, ranking: Ranking) -> dict[str, Any]:
    figures = queries.portfolio_figures(member, ranking)
    grades = [(grade, grade_place(ranking, grade.grade)) for grade in figures.grades]
    return {"ranking": ranking, "figures": figures, "grades": grades}


def _rows(ranking: Ranking, standings: Sequence[Standing]) -> list[LeagueRow]:
    accounts = [standing.account_id for standing in standings]
    return league_rows(ranking, standings, revenue_trends(accounts, until=last_complete_month(ranking.as_of)))


def _unranked(request: HttpRequest, member: Member, refusals: Sequence[str] = ()) -> HttpResponse:
    context = {
        "has_accounts": Account.objects.visible_to(member).exists(),
        "may_rank": may(member, "ranking.compute"),
        "refusals": refusals,
    }
    return render(request, "portfolio/unranked.html", context, status=422 if refusals else 200)
