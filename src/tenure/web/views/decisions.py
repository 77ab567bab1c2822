"""The buying decisions of an account: listed, opened, changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.people.models import Member
from tenure.relationships.actions.decision import change_decision, create_decision, restore_decision, trash_decision
from tenure.relationships.models import Decision
from tenure.relationships.queries import decisions_of
from tenure.web.answers import answer
from tenure.web.forms.decisions import EDIT_FIELDS, decision_form, new_decision_form
from tenure.web.forms.records import RecordForm, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost


@require_safe
@door("account.see")
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """The account's decisions, the open ones first."""
    member = member_of(request)
    account = visible_account(member, pk)
    context = {
        "account": account,
        "decisions": decisions_of(account),
        "today": timezone.localdate(),
        "may_create": may(member, "decision.create"),
        "may_change": may(member, "decision.change"),
        "may_judge": may(member, "judgement.see"),
    }
    return render(request, "decisions/decisions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("decision.create")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new decision; only what is to be decided has to be said."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "decision.create", account)
    form = new_decision_form()(request.POST or None)
    if request.method != "POST":
        return _answer(request, account, form)
    if not accepted(form, lambda: create_decision(account=account, by=member, **form.values)):
        return _answer(request, account, form, status=422)
    toast(request, _("Opened. Put the people on its board who decide and who have a say."))
    return back_from_form(request, _list_of(account))


@require_http_methods(["GET", "HEAD", "POST"])
@door("decision.change")
def edit(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Change what is known of a decision, or close it."""
    member = member_of(request)
    decision = visible_decision(member, pk, decision_pk)
    require_on(member, "decision.change", decision.account)
    form = decision_form()(request.POST or None, initial=initial_of(decision, EDIT_FIELDS))
    shown = {"decision": decision}
    if request.method != "POST":
        return _answer(request, decision.account, form, shown)
    try:
        saved = accepted(
            form,
            lambda: change_decision(
                decision=decision, changes=form.changed_values, by=member, version=form.seen_version
            ),
        )
    except ConflictError as error:
        shown |= lost(decision, form.values, error)
        return _answer(request, decision.account, form, shown, status=409)
    if not saved:
        return _answer(request, decision.account, form, shown, status=422)
    toast(request, _("Saved."))
    return back_from_form(request, _list_of(decision.account))


@require_POST
@door("decision.delete")
def trash(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Move a decision to the trash, with its board."""
    member = member_of(request)
    found = trash_decision(decision=visible_decision(member, pk, decision_pk), by=member)
    toast(request, _("Moved to the trash."), undo=reverse("decision-restore", args=[pk, found.pk]))
    return redirect("decisions", pk)


@require_POST
@door("decision.delete")
def restore(request: HttpRequest, pk: int, decision_pk: int) -> HttpResponse:
    """Take a decision out of the trash again."""
    member = member_of(request)
    rows = Decision.objects.ever_visible_to(member).select_related("account")
    restore_decision(decision=get_object_or_404(rows, account=pk, pk=decision_pk), by=member)
    toast(request, _("Taken back."))
    return redirect("decisions", pk)


def visible_decision(member: Member, pk: int, decision_pk: int) -> Decision:
    """The decision of this account, if the member sees it; Http404 otherwise."""
    rows = Decision.objects.visible_to(member).select_related("account")
    return get_object_or_404(rows, account=pk, pk=decision_pk)


def _list_of(account: Account) -> str:
    return reverse("decisions", args=[account.pk])


def _answer(
    request: HttpRequest, account: Account, form: RecordForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"account": account, "form": form, "next": opened_on(request), **(more or {})}
    return answer(request, "decisions/decision_page.html", context, part="decisions/decision.html", status=status)
