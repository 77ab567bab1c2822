"""The board of an account: who decides, who is for us, what is in danger, on any day and without anybody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.models import Account
from tenure.accounts.queries import contacts_of
from tenure.analytics.board.answer import our_forks
from tenure.analytics.board.dependency import RevenueAtRisk, revenue_at_risk
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.findings import Finding, gravest_first
from tenure.analytics.board.gains import ValuedMove, best_moves
from tenure.analytics.board.refusals import BoardError
from tenure.analytics.board.sharing import SHARED_FINDINGS
from tenure.core.doors import door
from tenure.core.policy import may
from tenure.insight.queries import standing_of
from tenure.people.models import Member
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Decision
from tenure.relationships.queries import (
    BoardOn,
    Story,
    board_of,
    days_of,
    decision_to_show,
    decisions_of,
    departure_on,
    findings_on,
    shared_on,
    story_of,
    who_leaves,
)
from tenure.web.answers import answer
from tenure.web.components.board_address import BoardAddress, board_asked
from tenure.web.components.board_changes import change_marks, curve_of
from tenure.web.components.board_departure import departure_view
from tenure.web.components.board_findings import (
    finding_views,
    judged_figures,
    move_views,
    one_for_each,
    shared_figures,
)
from tenure.web.components.board_people import PersonView, people_views
from tenure.web.components.board_person import person_in_full
from tenure.web.components.board_scene import scene_of
from tenure.web.components.board_words import LEVELS
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@dataclass(frozen=True)
class Sight:
    """A board as one reader sees it on a day: `judged` tells whether stances, power and what follows from them are
    there; where they are not, `shown` holds nothing of them, so that nothing made from it can tell them. `found` is how
    it is judged, None while nobody stands on it."""

    account: Account
    decisions: Sequence[Decision]
    decision: Decision
    address: BoardAddress
    story: Story
    shown: BoardOn
    found: Evaluation | None
    today: date
    may_judge: bool
    judged: bool


@require_safe
@door("account.see")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The board on a day, or with `?without=` as it would be without somebody."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = _sight(request, account, member)
    if sight is None:
        return render(request, "boards/none.html", {"account": account, "may_create": may(member, "decision.create")})
    context = {**_head(sight), **(_departure(sight) if sight.address.without else _position(sight))}
    return answer(request, "boards/board.html", context, part="boards/day.html")


@require_safe
@door("account.see")
def small(request: HttpRequest, pk: int) -> HttpResponse:
    """The board in small for the side of the account's page, which does not wait for it."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = _sight(request, account, member)
    context = {"account": account, **_in_small(sight)} if sight else {"account": account}
    return answer(request, "boards/small_page.html", context, part="boards/small.html")


@require_safe
@door("judgement.see")
def curve(request: HttpRequest, pk: int) -> HttpResponse:
    """How the position went from day to day: many boards, so made apart from the page."""
    member = member_of(request)
    account = visible_account(member, pk)
    sight = _sight(request, account, member)
    if sight is None:
        raise Http404
    drawn = curve_of(sight.story, sight.address, sight.shown.day) if sight.judged else None
    return answer(request, "boards/curve_page.html", {**_head(sight), "curve": drawn}, part="boards/curve.html")


@require_safe
@door("account.see")
def person(request: HttpRequest, pk: int, contact_pk: int) -> HttpResponse:
    """One person of the board in full, for the drawer or as a page."""
    member = member_of(request)
    account = visible_account(member, pk)
    contact = next((one for one in contacts_of(account, member) if one.pk == contact_pk), None)
    sight = _sight(request, account, member)
    if contact is None:
        raise Http404
    context: dict[str, Any] = {
        "account": account,
        "contact": contact,
        "person": None,
        "back": reverse("account-board", args=[pk]),
    }
    view = next((one for one in _people(sight) if one.number == contact_pk), None) if sight else None
    if sight and view:
        findings = _findings(sight, [])
        full = person_in_full(view, sight.story, sight.shown, findings, sight.address, judged=sight.judged)
        context |= {**_head(sight), "person": full}
    return answer(request, "boards/person_page.html", context, part="boards/person.html")


def _sight(request: HttpRequest, account: Account, member: Member) -> Sight | None:
    """What is asked for, as the member may see it; None where no decision is on record, Http404 for another's."""
    decisions, address, today = list(decisions_of(account)), board_asked(account.pk, request.GET), timezone.localdate()
    decision = decision_to_show([one for one in decisions if address.decision in (None, one.pk)])
    if decision is None:
        if address.decision is not None:
            raise Http404
        return None
    day = min(address.on or today, today)
    story = story_of(decision, min(day, decision.opened_on, _since(address, decision, day)), today)
    shown, may_judge = board_of(story, day), may(member, "judgement.see")
    judged = may_judge and not address.shared
    if not judged:
        shown, address = shared_on(shown), address.for_sharing
    return Sight(account, decisions, decision, address, story, shown, _judged(shown), today, may_judge, judged)


def _judged(shown: BoardOn) -> Evaluation | None:
    return evaluate(shown.board) if shown.board.people else None


def _since(address: BoardAddress, decision: Decision, day: date) -> date:
    """From when on changes are told: the last review, unless another day is asked for."""
    usual = max(day - timedelta(days=decision.review_days), min(decision.opened_on, day))
    return min(address.since or usual, day)


def _head(sight: Sight) -> dict[str, Any]:
    """What stands around the board, whatever is shown of it."""
    day, days = sight.shown.day, days_of(sight.story)
    return {
        "account": sight.account,
        "decision": sight.decision,
        "decisions": [(one, sight.address.but(decision=one.pk, without="")) for one in sight.decisions],
        "is_open": sight.decision.state == DecisionState.OPEN,
        "address": sight.address,
        "day": day,
        "today": sight.today,
        "is_today": day == sight.today,
        "may_judge": sight.may_judge,
        "judged": sight.judged,
        "earlier": _address_on(sight, [one for one in days if one < day][-1:]),
        "later": _address_on(sight, [one for one in days if one > day][:1]),
        "now": sight.address.but(on=None),
        "here": sight.address.but(),
        "hidden_of_day": sight.address.hidden("on", "without"),
        "hidden_of_lines": sight.address.hidden("lines"),
        "hidden_of_since": sight.address.hidden("since"),
        "other_version": sight.address.but(shared=not sight.address.shared),
    }


def _address_on(sight: Sight, days: Sequence[date]) -> str:
    return sight.address.but(on=days[0], without="") if days else ""


def _position(sight: Sight) -> dict[str, Any]:
    """The board itself: figures, findings, what is drawn, the list, the changes and the moves."""
    if sight.found is None:
        return {"scene": None}
    moves = best_moves(sight.shown.board) if sight.judged else []
    views = finding_views(_findings(sight, moves), moves, sight.shown, sight.address)
    top, others = one_for_each(views)
    return {
        **_drawn(sight),
        "figures": (judged_figures if sight.judged else shared_figures)(sight.shown, sight.found),
        "top": top,
        "others": others,
        "moves": move_views(moves, sight.shown, sight.address),
        **_changes(sight),
    }


def _drawn(sight: Sight) -> dict[str, Any]:
    """The cards and lines, and the same people as a list by level."""
    people = _people(sight)
    sides = [*sight.shown.board.members, *(one.id for one in people)]
    leave = {code: sight.address.but(without=code) for code in sides}
    levels = [(LEVELS[level], list(group)) for level, group in groupby(people, key=lambda one: one.level)]
    heads = [fact.label for fact in people[0].facts] if people else []
    return {"scene": scene_of(sight.shown, people, sight.address.lines, leave), "levels": levels, "heads": heads}


def _people(sight: Sight) -> list[PersonView]:
    if sight.found is None:
        return []
    return people_views(sight.shown, sight.found, sight.address, judged=sight.judged)


def _findings(sight: Sight, moves: Sequence[ValuedMove]) -> list[Finding]:
    found = findings_on(sight.shown, sight.found) if sight.found else []
    if not sight.judged:
        return [one for one in found if one.kind in SHARED_FINDINGS]
    return gravest_first([*found, *our_forks(moves)])


def _changes(sight: Sight) -> dict[str, Any]:
    since = _since(sight.address, sight.decision, sight.shown.day)
    then = board_of(sight.story, since)
    before = then if sight.judged else shared_on(then)
    return {"since": since, "changes": change_marks(before, sight.shown, judged=sight.judged)}


def _in_small(sight: Sight) -> dict[str, Any]:
    """Where everybody stands without lines, the first figure and the gravest finding."""
    if sight.found is None:
        return {"decision": sight.decision}
    top, _others = one_for_each(finding_views(_findings(sight, []), [], sight.shown, sight.address))
    figures = (judged_figures if sight.judged else shared_figures)(sight.shown, sight.found)
    people = _people(sight)
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
