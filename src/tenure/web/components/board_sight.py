"""A board as one reader sees it on a day: what every view of it begins with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.core.policy import may
from tenure.people.models import Member
from tenure.relationships.board_people import PersonView, people_views
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Decision
from tenure.relationships.queries import (
    BoardOn,
    Story,
    board_of,
    days_of,
    decision_to_show,
    decisions_of,
    shared_on,
    story_of,
)
from tenure.web.components.board_address import BoardAddress, board_asked
from tenure.web.components.board_tabs import view_tabs


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


def sight_of(request: HttpRequest, account: Account, member: Member, page: str = "account-board") -> Sight | None:
    """What is asked for, as the member may see it; None where no decision is on record, Http404 for another's."""
    decisions, today = list(decisions_of(account)), timezone.localdate()
    address = replace(board_asked(account.pk, request.GET), page=page)
    decision = decision_to_show([one for one in decisions if address.decision in (None, one.pk)])
    if decision is None:
        if address.decision is not None:
            raise Http404
        return None
    day = min(address.on or today, today)
    story = story_of(decision, min(day, decision.opened_on, since_of(address, decision, day)), today)
    shown, may_judge = board_of(story, day), may(member, "judgement.see")
    judged = may_judge and not address.shared
    if not judged:
        shown, address = shared_on(shown), address.for_sharing
    return Sight(account, decisions, decision, address, story, shown, _judged(shown), today, may_judge, judged)


def since_of(address: BoardAddress, decision: Decision, day: date) -> date:
    """From when on changes are told: the last review, unless another day is asked for."""
    usual = max(day - timedelta(days=decision.review_days), min(decision.opened_on, day))
    return min(address.since or usual, day)


def head_of(sight: Sight) -> dict[str, Any]:
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
        "tabs": view_tabs(sight.address, judged=sight.judged),
        "hidden_of_day": sight.address.hidden("on", "without"),
        "hidden_of_lines": sight.address.hidden("lines"),
        "hidden_of_since": sight.address.hidden("since"),
        "other_version": sight.address.but(shared=not sight.address.shared),
    }


def people_of(sight: Sight) -> list[PersonView]:
    """Everybody on the board as the reader may see them."""
    if sight.found is None:
        return []
    return people_views(sight.shown, sight.found, sight.address, judged=sight.judged)


def _address_on(sight: Sight, days: Sequence[date]) -> str:
    return sight.address.but(on=days[0], without="") if days else ""


def _judged(shown: BoardOn) -> Evaluation | None:
    return evaluate(shown.board) if shown.board.people else None
