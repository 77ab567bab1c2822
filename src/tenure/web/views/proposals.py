"""Having a proposal or presentation looked at before it goes out."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.accounts.queries import documents_of
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import sees_every_account
from tenure.growth.actions.proposal_review import (
    answer_proposal_review,
    ask_proposal_review,
    withdraw_proposal_review,
)
from tenure.growth.choices import ProposalVerdict
from tenure.growth.models import ProposalReview
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.reviews import mentors_of
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.review import VERDICT_TONES
from tenure.web.forms.refusals import accepted
from tenure.web.forms.reviews import ProposalForm, VerdictForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost


@require_http_methods(["GET", "HEAD", "POST"])
@door("proposal.ask")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask one of ours, the mentor before others, to look at what is to go out."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "proposal.ask", account)
    form = ProposalForm(
        request.POST or None,
        members=_readers(account, member),
        documents=documents_of(account),
        initial={"due_on": timezone.localdate()},
    )
    shown = {"account": account, "form": form, "next": opened_on(request)}
    if request.method != "POST":
        return answer(request, "reviews/ask_page.html", shown, part="reviews/ask.html")
    if not accepted(form, lambda: ask_proposal_review(account=account, by=member, **form.cleaned_data)):
        return answer(request, "reviews/ask_page.html", shown, part="reviews/ask.html", status=422)
    toast(request, _("Asked."))
    return back_from_form(request, reverse("review", args=[account.pk]))


def _readers(account: Account, member: Member) -> list[Member]:
    """Who could look at it: the account's mentors, then who carries its plan; not oneself."""
    mentors, team = (found.get(account.pk, []) for found in (mentors_of([account.pk]), signers_of([account.pk])))
    return [one for one in [*mentors, *team] if one.pk != member.pk]


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="proposal.answer")
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What is to go out and what is said of it; a POST is the verdict, 409 where a leader has given one meanwhile."""
    member = member_of(request)
    found = _visible(member, pk)
    form = VerdictForm(request.POST or None, initial=_initial(found))
    if request.method != "POST":
        return _answer(request, found, member, form)
    try:
        saved = accepted(form, lambda: _give(found, form, member))
    except ConflictError as error:
        return _answer(request, found, member, form, lost(found, form.cleaned_data, error), status=409)
    if not saved:
        return _answer(request, found, member, form, status=422)
    toast(request, _("Said."))
    return back_from_form(request, reverse("reviews"))


def _give(found: ProposalReview, form: VerdictForm, member: Member) -> ProposalReview:
    return answer_proposal_review(proposal=found, by=member, **form.cleaned_data)


@require_POST
@door("proposal.ask")
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back that somebody was asked."""
    member = member_of(request)
    found = _visible(member, pk)
    try:
        withdraw_proposal_review(proposal=found, by=member)
        toast(request, _("Taken back."))
    except ValidationError as error:
        toast(request, " ".join(error_sentences(error)), level=messages.ERROR)
    return back_from_form(request, reverse("reviews"))


def _visible(member: Member, pk: int) -> ProposalReview:
    """What is to go out, if the member sees its account; Http404 otherwise."""
    rows = ProposalReview.objects.visible_to(member).select_related("account", "document", "asked_by", "asked_of")
    return get_object_or_404(rows, pk=pk)


def _initial(found: ProposalReview) -> dict[str, Any]:
    return {"verdict": found.verdict, "comments": found.comments, "version": found.version}


def _answer(
    request: HttpRequest, found: ProposalReview, member: Member, form: VerdictForm,
    more: dict[str, Any] | None = None, *, status: int = 200,
) -> HttpResponse:  # fmt: skip
    leads = sees_every_account(member)
    context = {
        "account": found.account,
        "proposal": found,
        "tone": VERDICT_TONES[ProposalVerdict(found.verdict)] if found.verdict else "",
        "form": form,
        "version": found.version,
        "may_answer": found.withdrawn_on is None and (leads or member.pk == found.asked_of_id),
        "may_withdraw": found.is_waiting and (leads or member.pk == found.asked_by_id),
        "next": opened_on(request),
        **(more or {}),
    }
    return render(request, "reviews/proposal_page.html", context, status=status)
