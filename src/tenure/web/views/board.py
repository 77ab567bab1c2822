"""The board of an account: who decides, who is for us, what is in danger, on any day and without anybody."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.queries import contacts_of
from tenure.analytics.board.answer import our_forks
from tenure.analytics.board.dependency import RevenueAtRisk, revenue_at_risk
from tenure.analytics.board.findings import Finding, gravest_first
from tenure.analytics.board.gains import ValuedMove, best_moves
from tenure.analytics.board.refusals import BoardError
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.core.doors import door
from tenure.core.policy import may
from tenure.insight.queries import standing_of
from tenure.people.models import Member
from tenure.relationships.board_findings import (
    finding_views,
    judged_figures,
    move_views,
    one_for_each,
    shared_figures,
)
from tenure.relationships.board_words import LEVELS
from tenure.relationships.queries import (
    board_in,
    commitments_on,
    course_of,
    departure_on,
    findings_on,
    shared_on,
    who_leaves,
)
from tenure.relationships.queries.card import card_of
from tenure.web.answers import answer
from tenure.web.components.board_changes import change_marks
from tenure.web.components.board_commitments import to_be_taken
from tenure.web.components.board_curve import curve_of
from tenure.web.components.board_departure import departure_view
from tenure.web.components.board_person import person_in_full
from tenure.web.components.board_scene import scene_of
from tenure.web.components.board_sight import Sight, head_of, people_of, sight_of, since_of
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@require_safe
@door("account.see")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board on a day, or with `?without=` as it would be without somebody."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = sight_of(request, account, member)
    if sight is None:
        return render(request, "boards/none.html", {"account": account, "may_create": may(member, "decision.create")})
    context = {**head_of(sight), **(_departure(sight) if sight.address.without else _position(sight))}
    context["may_move"] = _may_move(member, sight)
    return answer(request, "boards/board.html", context, part="boards/day.html")


@require_safe
@door("account.see")
def small(request: HttpRequest, pk: int) -> HttpResponse:
    """The board in small for the side of the account's page, which does not wait for it, and how ready the team is."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = sight_of(request, account, member)
    context: dict[str, Any] = {"account": account, **(_in_small(sight) if sight else {})}
    if may(member, "judgement.see"):
        context["card"] = card_of(account.pk, timezone.localdate())
    return answer(request, "boards/small_page.html", context, part="boards/small.html")


@require_safe
@door("judgement.see")
def curve(request: HttpRequest, pk: int) -> HttpResponse:
    """How the position went from day to day: many boards, so made apart from the page."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = sight_of(request, account, member)
    if sight is None:
        raise Http404
    drawn = curve_of(sight.story, sight.address, sight.shown.day) if sight.judged else None
    return answer(request, "boards/curve_page.html", {**head_of(sight), "curve": drawn}, part="boards/curve.html")


@require_safe
@door("account.see")
def person(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """One person of the board in full, for the drawer or as a page."""
    member = member_of(request)
    account = visible_account(member, pk)
    contact = next((one for one in contacts_of(account, member) if one.pk == contact_pk), None)
    sight = sight_of(request, account, member)
    if contact is None:
        raise Http404
    context: dict[str, Any] = {
        "account": account,
        "contact": contact,
        "person": None,
        "back": reverse("account-board", args=[pk]),
    }
    view = next((one for one in people_of(sight) if one.number == contact_pk), None) if sight else None
    if sight and view:
        findings = _findings(sight, [])
        full = person_in_full(view, sight.story, sight.shown, findings, sight.address, judged=sight.judged)
        context |= {**head_of(sight), "person": full}
    return answer(request, "boards/person_page.html", context, part="boards/person.html")


def _may_move(member: Member, sight: Sight) -> bool:
    """Whether cards and lines may be drawn: as things stand today, and not what would be without somebody."""
    is_today = sight.shown.day == sight.today and not sight.address.without
    return is_today and sight.judged and may(member, "decision.change")


def _position(sight: Sight) -> dict[str, Any]:
    """The board itself: figures, findings, what is drawn, the list, the changes and the moves."""
    if sight.found is None:
        return {"scene": None}
    moves = best_moves(sight.shown.board) if sight.judged else []
    views = finding_views(_findings(sight, moves), moves, sight.shown, sight.address)
    best = move_views(moves, sight.shown, sight.address)
    if sight.judged and sight.shown.day == sight.today:
        taken = commitments_on(sight.decision)
        views, best = to_be_taken(views, sight.decision, taken), to_be_taken(best, sight.decision, taken)
    top, others = one_for_each(views)
    return {
        **_drawn(sight),
        "figures": (judged_figures if sight.judged else shared_figures)(sight.shown, sight.found),
        "top": top,
        "others": others,
        "moves": best,
        **_changes(sight),
    }


def _drawn(sight: Sight) -> dict[str, Any]:
    """The cards and lines, and the same people as a list by level."""
    people = people_of(sight)
    sides = [*sight.shown.board.members, *(one.id for one in people)]
    leave = {code: sight.address.but(without=code) for code in sides}
    levels = [(LEVELS[level], list(group)) for level, group in groupby(people, key=lambda one: one.level)]
    heads = [fact.label for fact in people[0].facts] if people else []
    return {"scene": scene_of(sight.shown, people, sight.address.lines, leave), "levels": levels, "heads": heads}


def _findings(sight: Sight, moves: Sequence[ValuedMove]) -> list[Finding]:
    found = findings_on(sight.shown, sight.found) if sight.found else []
    if not sight.judged:
        return [one for one in found if one.kind in SHARED_FINDINGS]
    return gravest_first([*found, *our_forks(moves)])


def _changes(sight: Sight) -> dict[str, Any]:
    since = since_of(sight.address, sight.decision, sight.shown.day)
    then = board_in(course_of(sight.story), since)
    before = then if sight.judged else shared_on(then)
    return {"since": since, "changes": change_marks(before, sight.shown, sight.found, judged=sight.judged)}


def _in_small(sight: Sight) -> dict[str, Any]:
    """Where everybody stands without lines, the first figure and the gravest finding."""
    if sight.found is None:
        return {"decision": sight.decision}
    top, _others = one_for_each(finding_views(_findings(sight, []), [], sight.shown, sight.address))
    figures = (judged_figures if sight.judged else shared_figures)(sight.shown, sight.found)
    people = people_of(sight)
    scene = scene_of(sight.shown, people, (), {})
    return {"decision": sight.decision, "scene": scene, "figure": figures[0], "gravest": top[:1]}


def _departure(sight: Sight) -> dict[str, Any]:
    """The board without somebody of either side; Http404 for whoever is not on it or is the only one."""
    leavers = who_leaves(sight.shown, sight.address.without)
    if len(leavers) != 1:
        raise Http404
    try:
        left, _ = departure_on(sight.shown, leavers[0])
    except BoardError as error:
        raise Http404 from error
    risk, currency = _risk(sight) if left.is_ours else (None, "")
    without = replace(sight, shown=replace(sight.shown, board=left.board), found=left.after)
    return {
        **_drawn(without),
        "departure": departure_view(left, sight.shown, risk, currency, judged=sight.judged),
        "back": sight.address.but(without=""),
    }


def _risk(sight: Sight) -> tuple[RevenueAtRisk | None, str]:
    """What the change of one of ours may cost in a year, by the account's revenue; None where that is not known."""
    standing = standing_of(sight.account)
    if standing is None:
        return None, ""
    return revenue_at_risk(standing.revenue), standing.ranking.currency
