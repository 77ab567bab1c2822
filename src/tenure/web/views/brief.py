"""One page to read before a meeting: who they are, what is owed, who said what, and what is in danger."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.core.doors import door
from tenure.insight.queries.account_brief import account_brief
from tenure.web.components.league import grade_place
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@require_safe
@door("account.see")
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    """The brief of an account; stances and what a board warns of for those alone who may see them."""
    member = member_of(request)
    shown = account_brief(visible_account(member, pk), member, timezone.localdate())
    standing = shown.standing
    place = grade_place(standing.ranking, standing.grade) if standing else None
    return render(request, "accounts/brief.html", {**vars(shown), "place": place})
