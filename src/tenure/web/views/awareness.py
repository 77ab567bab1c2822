"""Whether our people know who the key accounts are."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenure.assessments.actions.awareness import answer_poll, close_poll, open_poll_for
from tenure.assessments.models import AwarenessPoll
from tenure.assessments.queries import names_given, open_poll
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight.queries.awareness import awareness_of
from tenure.web.forms.awareness import AnswerForm, PollForm, checked
from tenure.web.members import member_of
from tenure.web.toasts import toast

POLLS_SHOWN = 12


@require_safe
@door("account.see")
def awareness(request: HttpRequest) -> HttpResponse:
    """The open question, if there is one, and what came of the closed ones."""
    return _page(request)


@require_POST
@door("poll.open")
def ask(request: HttpRequest) -> HttpResponse:
    """Open a poll."""
    try:
        open_poll_for(**checked(PollForm(request.POST)), by=member_of(request))
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    return redirect("awareness")


@require_POST
@door("poll.answer")
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the names that the member gives."""
    poll = get_object_or_404(AwarenessPoll, pk=pk)
    try:
        answer_poll(poll=poll, names=checked(AnswerForm(request.POST))["names"], by=member_of(request))
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    toast(request, _("Thank you. You can change your answer until the poll is closed."))
    return redirect("awareness")


@require_POST
@door("poll.open")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close a poll."""
    try:
        close_poll(poll=get_object_or_404(AwarenessPoll, pk=pk), by=member_of(request))
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    return redirect("awareness")


def _page(request: HttpRequest, *, refusals: list[str] | None = None, status: int = 200) -> HttpResponse:
    member, poll = member_of(request), open_poll()
    given = names_given(poll, member) if poll else []
    closed = AwarenessPoll.objects.exclude(closed_on=None)[:POLLS_SHOWN]
    context: dict[str, Any] = {
        "poll": poll,
        "given": request.POST.get("names", "\n".join(given)),
        "answered": bool(given),
        "may_ask": may(member, "poll.open"),
        "results": [awareness_of(one, member) for one in closed],
        "refusals": refusals or [],
    }
    return render(request, "criteria/awareness.html", context, status=status)
