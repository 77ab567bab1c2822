"""One page to read before a meeting: who they are, what is owed, who said what, and what is in danger."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.models import Account
from tenure.accounts.queries import kept_rate_of, parent_of, team_of
from tenure.accounts.queries.brief import last_words_of, latest_talks, owed_both_ways
from tenure.analytics.board.findings import gravest_first
from tenure.core.doors import door
from tenure.core.policy import hidden_from
from tenure.insight.queries import as_seen_by, rollup, standing_of
from tenure.people.models import Member
from tenure.relationships.board_findings import finding_views, one_for_each
from tenure.relationships.queries import findings_on
from tenure.web.components.board_sight import Sight, people_of, sight_of
from tenure.web.components.league import grade_place
from tenure.web.members import member_of
from tenure.web.templatetags.figures import RESTRICTED
from tenure.web.views.account import visible_account

FINDINGS_SHOWN = 5


@require_safe
@door("account.see")
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """The brief of an account; stances and what a board warns of for those alone who may see them."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    ours, theirs = owed_both_ways(account)
    context = {
        **_grade(account, member),
        "account": account,
        "parent": parent_of(account, member),
        "team": team_of(account),
        "today": today,
        "ours": ours,
        "theirs": theirs,
        "rate": kept_rate_of(account.commitments.filter(contact=None), today),
        "talks": latest_talks(account),
        **_people(request, account, member),
    }
    return render(request, "accounts/brief.html", context)


def _grade(account: Account, member: Member) -> dict[str, Any]:
    standing = standing_of(account)
    shown = as_seen_by(member, standing, instead=RESTRICTED) if standing else None
    ranking = shown.ranking if shown else None
    return {
        "standing": shown,
        "place": grade_place(shown.ranking, shown.grade) if shown else None,
        "rollup": rollup(account, member, ranking, today=timezone.localdate()),
        "hidden": hidden_from(member, "standing"),
    }


def _people(request: HttpRequest, account: Account, member: Member) -> dict[str, Any]:
    """The people with their last words, each with what the board shows of them where the reader may see it."""
    sight = sight_of(request, account, member)
    judged = sight if sight is not None and sight.judged else None
    marks = {one.number: one.marks for one in people_of(judged)} if judged else {}
    people = [(words, marks.get(words.contact.pk, ())) for words in last_words_of(account)]
    return {"people": people, "decision": judged.decision if judged else None, "findings": _findings(judged)}


def _findings(sight: Sight | None) -> list[Any]:
    if sight is None or sight.found is None:
        return []
    found = gravest_first(findings_on(sight.shown, sight.found))
    top, _others = one_for_each(finding_views(found, [], sight.shown, sight.address))
    return top[:FINDINGS_SHOWN]
