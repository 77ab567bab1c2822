"""The card of twelve questions on an account: what the team answers, how sure it is and how old the evidence is."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.access import can, require_on
from tenure.accounts.models import Account
from tenure.accounts.queries import Rival
from tenure.analytics.board.questions import FRESH_DAYS, HALF_WAY, QUESTIONS, SURE
from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.relationships.actions.card_answer import give_answer
from tenure.relationships.models import CardAnswer
from tenure.relationships.queries.card import card_of
from tenure.relationships.queries.decisions import held_now
from tenure.web.answers import answer
from tenure.web.components.facts import Conflict, conflicts
from tenure.web.forms.card import AnswerForm
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on


@require_safe
@door("judgement.see")
def questions(request: HttpRequest, pk: int) -> HttpResponse:
    """The twelve questions with what is answered, and how ready that makes the team."""
    member = member_of(request)
    account = visible_account(member, pk)
    card = card_of(account.pk, timezone.localdate())
    context = {
        "account": account, "card": card, "may_answer": can(member, "card.answer", account),
        "counting": sum(line.counts for line in card.lines), "half_way": card.readiness >= HALF_WAY, "sure": SURE,
        "fresh_days": FRESH_DAYS,
    }  # fmt: skip
    return render(request, "card/card.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("card.answer")
def question(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer one question; 409 with both values where somebody has answered it meanwhile."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "card.answer", account)
    if not 1 <= number <= len(QUESTIONS):
        raise Http404
    current = held_now(CardAnswer, account=account, question=number)
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=_initial(current))
    shown = {"account": account, "number": number, "question": QUESTIONS[number - 1], "current": current, "form": form}
    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(form, lambda: give_answer(account=account, question=number, by=member, **form.values))
    except ConflictError as error:
        lost = _lost(current, form.values, error)
        form.seen_again(error.version)
        return _answer(request, {**shown, "conflicts": lost}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Noted."))
    return back_from_form(request, reverse("card", args=[account.pk]))


def _initial(current: CardAnswer | None) -> dict[str, Any]:
    held = field_values(current, current.SAYS) if current else {"evidence_on": timezone.localdate()}
    return {**held, "replaces": current.pk if current else 0}


def _lost(held: CardAnswer | None, mine: Mapping[str, Any], error: ConflictError) -> list[Conflict]:
    """Both values of each field in which the two differ, and who said the other."""
    theirs = {name: value for name, value in error.current.items() if value != mine.get(name)}
    rivals = {name: Rival(held.author.name, held.recorded_at, theirs[name]) if held else None for name in theirs}
    return conflicts(held or CardAnswer(), mine, ConflictError(theirs, error.version), rivals)


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    account: Account = shown["account"]
    context = {**shown, "next": opened_on(request), "back": reverse("card", args=[account.pk])}
    return answer(request, "card/question_page.html", context, part="card/question.html", status=status)
