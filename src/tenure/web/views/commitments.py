"""The ledger of promises: of one account, of all that one sees, and one promise with its history."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.commitment import change_commitment, make_commitment
from tenure.accounts.models import Account, Commitment
from tenure.accounts.queries import colleagues_of, contacts_of
from tenure.accounts.queries.ledger import departments_named, ledger_page, ledger_tally
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.core.policy import may
from tenure.core.queries import history_of
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.history import contacts_named, history_lines, people_named
from tenure.web.components.ledger import filter_chips, ledger_line
from tenure.web.forms.commitments import (
    REASONS,
    CommitmentForm,
    DelegateForm,
    OutcomeForm,
    RedateForm,
    commitment_values,
    key_of,
    ledger_asked,
)
from tenure.web.forms.listing import asked
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.commitment_acts import visible_commitment
from tenure.web.views.losing import lost

HISTORY_SHOWN = 20


@require_safe
@door("account.see")
def promises(request: HttpRequest) -> HttpResponse:
    """What is owed on every account the member sees, overdue first, with the kept rate of each colleague."""
    member, today = member_of(request), timezone.localdate()
    wanted, page_asked = ledger_asked(request.GET), asked(request.GET)
    seen = Commitment.objects.visible_to(member)
    page, tally = ledger_page(seen, wanted, today, after=page_asked.after), ledger_tally(seen, today)
    context = {
        "page": page,
        "lines": [ledger_line(one) for one in page.commitments],
        "wanted": page_asked,
        "chips": filter_chips(request, wanted, member),
        "tally": tally,
        "figures": tally.our_figures,
        "today": today,
        "may_change": may(member, "commitment.change"),
    }
    return render(request, "promises/promises.html", context)


@require_safe
@door("account.see")
def ledger(request: HttpRequest, pk: int) -> HttpResponse:
    """What we owe one account and what it owes us, with how much of it was kept."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    wanted, page_asked = ledger_asked(request.GET), asked(request.GET)
    owed = Commitment.objects.of_account(account.pk)
    page, tally = ledger_page(owed, wanted, today, after=page_asked.after), ledger_tally(owed, today)
    may_create = may(member, "commitment.create")
    context = {
        "account": account,
        "page": page,
        "lines": [ledger_line(one) for one in page.commitments],
        "wanted": page_asked,
        "chips": filter_chips(request, wanted, member),
        "tally": tally,
        "figures": tally.figures,
        "today": today,
        "may_change": may(member, "commitment.change"),
        "form": _new_form(account, member) if may_create else None,
        "departments": departments_named(owed) if may_create else [],
    }
    return render(request, "promises/ledger.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("commitment.create")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new promise; only what and until when have to be said."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "commitment.create", account)
    form = _new_form(account, member, request)
    if request.method != "POST":
        return _new(request, account, form)
    if not accepted(form, lambda: make_commitment(account=account, by=member, **form.fields_of_action)):
        return _new(request, account, form, status=422)
    toast(request, _("Noted."))
    return back_from_form(request, reverse("account-promises", args=[account.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="commitment.change")
def commitment(request: HttpRequest, pk: int) -> HttpResponse:
    """One promise in full with its history; who may change it gets its forms, and a POST saves what was changed."""
    member = member_of(request)
    found = visible_commitment(member, pk)
    form = CommitmentForm(
        request.POST or None, initial=commitment_values(found), changes=True, **_people(found.account, member, found)
    )
    if request.method != "POST":
        return _detail(request, found, form)
    require_on(member, "commitment.change", found.account)
    try:
        saved = accepted(
            form,
            lambda: change_commitment(
                commitment=found, changes=form.changes_of_action, by=member, version=form.seen_version
            ),
        )
    except ConflictError as error:
        return _detail(request, found, form, lost(found, form.fields_of_action, error), status=409)
    if not saved:
        return _detail(request, found, form, status=422)
    toast(request, _("Saved."))
    return back_from_form(request, reverse("account-promises", args=[found.account_id]))


def _new_form(account: Account, member: Member, request: HttpRequest | None = None) -> CommitmentForm:
    sent = request.POST or None if request else None
    initial = {"owed_by": key_of(member.pk, None), "kind": "promise"}
    return CommitmentForm(sent, initial=initial, **_people(account, member))


def _people(account: Account, member: Member, found: Commitment | None = None) -> dict[str, Any]:
    """Whom a form offers: the account's team and who acts, its people, and those whom the promise names already."""
    named = [found.owner, found.to_member] if found else []
    theirs = [found.contact, found.to_contact] if found else []
    members = [*colleagues_of(account), member, *filter(None, named)]
    contacts = [*(one for one in contacts_of(account, member) if one.left_on is None), *filter(None, theirs)]
    return {
        "members": list({one.pk: one for one in members}.values()),
        "contacts": list({one.pk: one for one in contacts}.values()),
    }


def _new(request: HttpRequest, account: Account, form: CommitmentForm, *, status: int = 200) -> HttpResponse:
    context = {"account": account, "form": form, "next": opened_on(request)}
    return answer(request, "promises/new_page.html", context, part="promises/new.html", status=status)


def _detail(
    request: HttpRequest, found: Commitment, form: CommitmentForm, more: dict[str, Any] | None = None, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {
        "commitment": found,
        "account": found.account,
        "form": form,
        "next": opened_on(request),
        "today": timezone.localdate(),
        "may_change": can(member_of(request), "commitment.change", found.account),
        "redate_form": RedateForm(),
        "reasons": REASONS,
        "delegate_form": DelegateForm(members=colleagues_of(found.account)),
        "outcome_form": OutcomeForm(),
        "history": _history(found),
        **(more or {}),
    }
    return answer(request, "promises/commitment_page.html", context, part="promises/commitment.html", status=status)


def _history(found: Commitment) -> list[Any]:
    log = history_of(AuditEntry.objects.all(), noun="commitment", thing_id=found.pk)
    entries = list(log.order_by("-pk")[:HISTORY_SHOWN])
    names = dict(Member.objects.filter(pk__in=people_named(entries)).values_list("pk", "name"))
    theirs = dict(found.account.contacts.filter(pk__in=contacts_named(entries)).values_list("pk", "name"))
    return history_lines(entries, names, theirs)
