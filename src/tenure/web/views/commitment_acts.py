"""What is done with a promise where it stands: kept, missed, withdrawn, put off, handed on, and taken back."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import require_on
from tenure.accounts.actions.commitment import (
    change_commitment,
    delegate_commitment,
    keep_commitment,
    miss_commitment,
    redate_commitment,
    reopen_commitment,
    take_back_commitment,
    withdraw_commitment,
)
from tenure.accounts.models import Commitment
from tenure.accounts.queries import colleagues_of
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.people.models import Member
from tenure.web.answers import wants_part
from tenure.web.forms.commitments import REASONS, DelegateForm, OutcomeForm, RedateForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.back import back_from_form, opened_on

View = Callable[[HttpRequest, int], HttpResponse]


def visible_commitment(member: Member, pk: int) -> Commitment:
    """The commitment with its people, if the member sees its account; Http404 otherwise."""
    rows = Commitment.objects.visible_to(member)
    people = rows.select_related("account", "owner", "contact", "to_member", "to_contact", "interaction")
    return get_object_or_404(people, pk=pk)


def settle_by(settle: Callable[..., Commitment], sentence: str | Promise) -> View:
    """The view that settles a commitment in one way, which can be taken back."""

    @require_POST
    @door("commitment.change")
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        found, form = visible_commitment(member, pk), OutcomeForm(request.POST)
        said = {"outcome": form.cleaned_data["outcome"], "version": form.seen_version} if form.is_valid() else {}
        return _do(request, found, form, lambda: settle(commitment=found, by=member, **said), str(sentence))

    return view


keep = settle_by(keep_commitment, gettext_lazy("Kept."))
miss = settle_by(miss_commitment, gettext_lazy("Noted as missed."))
withdraw = settle_by(withdraw_commitment, gettext_lazy("Withdrawn; it counts neither way."))


@require_http_methods(["GET", "HEAD", "POST"])
@door("commitment.change")
def redate(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it another day, chosen or so many days later, and say why; a menu that opens asks for the form."""
    member, today = member_of(request), timezone.localdate()
    found, form = visible_commitment(member, pk), RedateForm(request.POST)
    if request.method != "POST":
        return _redate_form(request, member, found)
    until = form.day_after(found.due_on, today) if form.is_valid() else found.due_on
    return _do(
        request,
        found,
        form,
        lambda: redate_commitment(
            commitment=found, due_on=until, reason=form.cleaned_data["reason"], by=member, version=form.seen_version
        ),
        _("Due on %(day)s now.") % {"day": date_format(until, "j M Y")},
    )


def _redate_form(request: HttpRequest, member: Member, found: Commitment) -> HttpResponse:
    """The form alone, for where it was asked for; its own page, which has it too, for who comes without scripts."""
    require_on(member, "commitment.change", found.account)
    if not wants_part(request):
        return redirect("commitment", found.pk)
    shown = {"one": found, "reasons": REASONS, "next": opened_on(request)}
    return render(request, "promises/redate.html", shown)


@require_POST
@door("commitment.change")
def delegate(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it on to somebody of ours."""
    member = member_of(request)
    found = visible_commitment(member, pk)
    form = DelegateForm(request.POST, members=colleagues_of(found.account))
    to: Any = form.cleaned_data["to"] if form.is_valid() else None
    return _do(
        request,
        found,
        form,
        lambda: delegate_commitment(commitment=found, to=to, by=member, version=form.seen_version),
        _("Handed on to %(name)s.") % {"name": getattr(to, "name", "")},
    )


@require_POST
@door("commitment.change")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it be owed again."""
    member = member_of(request)
    found = visible_commitment(member, pk)
    return _do(request, found, None, lambda: reopen_commitment(commitment=found, by=member), _("Open again."))


@require_POST
@door("commitment.change")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was last done with it."""
    member = member_of(request)
    found = visible_commitment(member, pk)
    return _do(request, found, None, lambda: take_back_commitment(commitment=found, by=member), _("Taken back."), "")


@require_POST
@door("commitment.change")
def show_client(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the client see it, or hide it from them again."""
    member = member_of(request)
    found = visible_commitment(member, pk)
    shown = request.POST.get("client_visible") == "1"
    sentence = _("The client may see it.") if shown else _("Hidden from the client.")
    act = lambda: change_commitment(commitment=found, changes={"client_visible": shown}, by=member)  # noqa: E731
    return _do(request, found, None, act, sentence, "")


def _do(
    request: HttpRequest,
    found: Commitment,
    form: forms.Form | None,
    act: Callable[[], object],
    sentence: str,
    undo: str = "commitment-undo",
) -> HttpResponse:
    """Act and say so with the way back, or say why not; then to where it was asked for."""
    refused = _sentences(form) if form is not None and not form.is_valid() else []
    try:
        if not refused:
            act()
    except (ValidationError, ConflictError) as error:
        refused = error_sentences(error)
    if refused:
        toast(request, " ".join(refused), level=messages.ERROR)
    else:
        toast(request, sentence, undo=reverse(undo, args=[found.pk]) if undo else "")
    return back_from_form(request, reverse("account-promises", args=[found.account_id]))


def _sentences(form: forms.Form) -> list[str]:
    return [str(sentence) for sentences in form.errors.values() for sentence in sentences]
