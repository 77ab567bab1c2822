"""What is not known yet, who could say, and rating several accounts in one table."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.models import Account
from tenure.assessments.actions.rating import Answer, rate_accounts
from tenure.assessments.models import CriteriaSet, RatingQuestion
from tenure.assessments.queries import disagreements
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight.queries.unknowns import gaps, open_accounts, unrated_accounts
from tenure.people.models import Member
from tenure.web.forms.ratings import RatingForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.criteria import set_context, trial_of

SCORE = "score-"


@require_safe
@door("account.see")
def unknowns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which ratings and facts are missing, what difference they could make, who could answer; who disagrees."""
    criteria_set, member = get_object_or_404(CriteriaSet, pk=pk), member_of(request)
    context: dict[str, Any] = {**set_context(criteria_set, member), "disagreements": disagreements(member)}
    try:
        trial = trial_of(criteria_set, member)
    except ValidationError as error:
        return render(request, "criteria/unknowns.html", {**context, "refusals": error_sentences(error)})
    if trial is not None:
        context |= {"gaps": gaps(trial), "open": open_accounts(trial), "ranking": trial.ranking}
    context["may_rate"] = may(member, "rating.give")
    return render(request, "criteria/unknowns.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="rating.give")
def rate(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Rate several accounts in one question; the rows that were filled in are saved together or not at all."""
    criteria_set, question = get_object_or_404(CriteriaSet, pk=pk), get_object_or_404(RatingQuestion, code=code)
    if request.method != "POST":
        return _table(request, criteria_set, question)
    member = member_of(request)
    try:
        answers = _answers(request.POST, member)
        made = rate_accounts(question=question, answers=answers, by=member)
    except ValidationError as error:
        return _table(request, criteria_set, question, refusals=error_sentences(error), status=422)
    sentence = ngettext("%(count)d account rated.", "%(count)d accounts rated.", len(made))
    toast(request, sentence % {"count": len(made)})
    return redirect("criteria-rate", criteria_set.pk, question.code)


def _answers(sent: QueryDict, member: Member) -> list[Answer]:
    """The rows with a score. An account that the member does not see is refused like one that is not there."""
    scored = {name.removeprefix(SCORE): text for name, text in sent.items() if name.startswith(SCORE) and text}
    numbers = [int(number) for number in scored if number.isascii() and number.isdigit() and len(number) < 19]
    accounts = Account.objects.visible_to(member).in_bulk(numbers)
    if not scored or len(accounts) < len(scored):
        raise ValidationError(_("Give at least one score, and only to accounts that you see."))
    return [
        _answer(account, str(scored[str(number)]), str(sent.get(f"evidence-{number}", "")))
        for number, account in accounts.items()
    ]


def _answer(account: Account, score: str, evidence: str) -> Answer:
    form = RatingForm({"score": score, "evidence": evidence})
    if not form.is_valid():
        sentences = [str(message) for messages in form.errors.values() for message in messages]
        params = {"name": account.name, "said": " ".join(sentences)}
        raise ValidationError(_("%(name)s: %(said)s"), params=params)
    given: Decimal = form.cleaned_data["score"]
    return Answer(account, given, form.cleaned_data["evidence"])


def _table(
    request: HttpRequest,
    criteria_set: CriteriaSet,
    question: RatingQuestion,
    *,
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    member = member_of(request)
    trial = trial_of(criteria_set, member)
    rows = unrated_accounts(trial, question) if trial is not None else []
    shown = [
        (row, request.POST.get(f"{SCORE}{row.account.pk}", ""), request.POST.get(f"evidence-{row.account.pk}", ""))
        for row in rows
    ]
    context = {
        **set_context(criteria_set, member),
        "question": question,
        "rows": shown,
        "may_rate": may(member, "rating.give"),
        "refusals": refusals,
    }
    return render(request, "criteria/rate.html", context, status=status)
