"""Who our key accounts are, and why."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tenure.accounts.models import Account
from tenure.accounts.queries import countries_of
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.core.wording import grade_label
from tenure.insight import queries
from tenure.insight.league_view import KEY_ACCOUNTS, LeagueView
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import LeaguePage
from tenure.insight.queries.figures import figures_beside, season_before
from tenure.insight.queries.league import LISTED
from tenure.insight.queries.listing import group_heads, listed, owners_of
from tenure.insight.queries.sales import trends
from tenure.insight.queries.saved_views import compiled, default_view, saved_views
from tenure.people.models import Member
from tenure.web.components.headline import headline
from tenure.web.components.league import LeagueRow, grade_place, group_lines, league_rows
from tenure.web.forms import league as league_form
from tenure.web.forms.listing import Asked, asked
from tenure.web.members import member_of
from tenure.web.views.portfolio_bulk import bulk_choices
from tenure.web.views.portfolio_needs import needs_of

REMEMBERED = "portfolio"
LONGEST_REMEMBERED = 1000


@require_safe
@door("account.see")
def league(request: HttpRequest) -> HttpResponse:
    """The accounts as the address asks for them; without an address as they were last looked at, or as by default."""
    member = member_of(request)
    if not request.GET and (there := _where_they_were(request, member)):
        return redirect(f"{request.path}{there}")
    view, refused = league_form.view_in(request.GET) if request.GET else (KEY_ACCOUNTS, {})
    page = listed(member, view)
    if page.ranking is None:
        return _unranked(request, member)
    context = {**portfolio_context(request, member, page.ranking, view), **_table(member, view, page)}
    context |= {"refused": refused.values(), **bulk_choices(member)}
    if not view.after:
        context["needs"] = needs_of(member, page.ranking)
    return _remembering(request, render(request, "portfolio/league.html", context))


@require_safe
@door("account.see")
def not_key(request: HttpRequest) -> HttpResponse:
    """The accounts that are not key, and why not."""
    member, wanted = member_of(request), asked(request.GET)
    page = queries.not_key(member, text=wanted.text, after_rank=wanted.after, fields=LISTED)
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
    # Loaded here, because the arithmetic takes half a second to load that no other page needs to wait for.
    from tenure.insight.actions.ranking import compute_ranking

    member = member_of(request)
    try:
        compute_ranking(by=member)
    except ValidationError as error:
        return _unranked(request, member, refusals=error_sentences(error))
    return redirect("portfolio")


def portfolio_context(request: HttpRequest, member: Member, ranking: Ranking, view: LeagueView) -> dict[str, Any]:
    """What every display of a view shows above it: figures, saved views, conditions, and how to change them."""
    figures = _portfolio(member, ranking)
    grades = [
        (level["code"], grade_label(label))
        for level, label in zip(ranking.scheme["levels"], ranking.labels, strict=False)
    ]
    owners = [(str(number), name) for number, name in owners_of(member)]
    allowed = league_form.value_names(grades, owners, sorted(countries_of(member)))
    return {
        **figures,
        "view": view,
        "address": league_form.address_of(view),
        "query": request.GET.urlencode(),
        "saved_views": saved_views(member, view),
        "chips": league_form.chips(view, {name: dict(choices) for name, choices in allowed.items()}),
        "controls": league_form.controls(view, allowed),
        "orders": league_form.orders(),
        "groups": league_form.groups(),
        "columns": league_form.columns(view),
        "parameters": tuple(view.definition.items()),
        "key_definition": KEY_ACCOUNTS.definition,
    }


def _where_they_were(request: HttpRequest, member: Member) -> str:
    """The query string to go to when none was given: the last one, else that of the default view."""
    remembered = request.COOKIES.get(REMEMBERED, "")[:LONGEST_REMEMBERED]
    if remembered:
        return f"?{remembered}"
    default = default_view(member)
    return league_form.address_of(compiled(default)) if default else ""


def _remembering(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Lists remember where one was: in the browser, as it concerns nobody else and costs no write."""
    there = request.GET.urlencode()
    if there and len(there) <= LONGEST_REMEMBERED:
        response.set_cookie(
            REMEMBERED, there, path=request.path, httponly=True, samesite="Lax", secure=request.is_secure()
        )
    return response


def _table(member: Member, view: LeagueView, page: LeaguePage) -> dict[str, Any]:
    ranking = page.ranking
    assert ranking is not None
    heads = group_lines(view.group, page.standings, group_heads(member, view, page)) if view.group else ()
    drawn = trends(ranking, page.standings) if "trend" in view.columns else {}
    return {
        "rows": league_rows(ranking, page.standings, drawn, heads),
        "next_address": league_form.address_of(view, after=str(page.next_after_rank or "")),
        "next_after": page.next_after_rank,
        "headers": league_form.headers(view),
        "width": len(view.columns) + 3,
    }


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
    season = season_before(ranking)
    figures, former = figures_beside(member, ranking, season)
    return {
        "ranking": ranking,
        "figures": figures,
        "headline": headline(figures, former),
        "season": season,
        "grades": [(grade, grade_place(ranking, grade.grade)) for grade in figures.grades],
    }


def _rows(ranking: Ranking, standings: Sequence[Standing]) -> list[LeagueRow]:
    return league_rows(ranking, standings, trends(ranking, standings))


def _unranked(request: HttpRequest, member: Member, refusals: Sequence[str] = ()) -> HttpResponse:
    context = {
        "has_accounts": Account.objects.visible_to(member).exists(),
        "may_rank": may(member, "ranking.compute"),
        "refusals": refusals,
    }
    return render(request, "portfolio/unranked.html", context, status=422 if refusals else 200)
