"""What is known of an account: a new one, one fact changed in place, or all of them on a page of their own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import change_account, create_account
from tenure.accounts.models import Account
from tenure.accounts.queries import parent_of
from tenure.accounts.search import meant_by
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.web.answers import answer, wants_part
from tenure.web.components.facts import fact_line
from tenure.web.forms.records import ACCOUNT_FIELDS, RecordForm, account_form, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.losing import lost

# The organisation above is found by its name, which wants a page of its own.
IN_PLACE = frozenset(ACCOUNT_FIELDS) - {"parent"}


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.create")
def add(request: HttpRequest) -> HttpResponse:
    """A new account; only its name has to be known."""
    member = member_of(request)
    form = account_form()(request.POST or None, initial=initial_of(Account(), ACCOUNT_FIELDS))
    form.fields["name"].widget.attrs["autofocus"] = True
    made: list[Account] = []
    if request.method == "POST" and accepted(form, lambda: made.append(_create(form, member))):
        toast(request, _("Added."))
        return redirect("account", made[0].pk)
    return render(request, "accounts/new.html", {"form": form}, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="account.change")
def fact(request: HttpRequest, pk: int, field: str) -> HttpResponse:
    """One fact: as it reads with `?view=1`, else as a form of one field; a POST saves it."""
    member = member_of(request)
    account = visible_account(member, pk)
    if field not in IN_PLACE:
        raise Http404
    if "view" in request.GET:
        return _read(request, account, field)
    require_on(member, "account.change", account)
    form = account_form([field])(request.POST or None, initial=initial_of(account, [field]))
    if request.method != "POST":
        return _answer(request, account, field, form)
    try:
        saved = accepted(form, lambda: _change(account, form.values, form, member))
    except ConflictError as error:
        more = lost(account, form.values, error)
        return _answer(request, account, field, form, more, part="accounts/fact_conflict.html", status=409)
    return _read(request, account, field) if saved else _answer(request, account, field, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.change")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """All facts of an account in one form; only what was changed is written."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "account.change", account)
    above = parent_of(account, member)
    initial = {**initial_of(account, ACCOUNT_FIELDS), "parent": above.name if above else ""}
    form = account_form()(request.POST or None, initial=initial)
    if request.method != "POST":
        return _edit_answer(request, account, form)
    try:
        saved = accepted(form, lambda: _change(account, form.changed_values, form, member))
    except ConflictError as error:
        return _edit_answer(request, account, form, lost(account, form.values, error), status=409)
    if not saved:
        return _edit_answer(request, account, form, status=422)
    toast(request, _("Saved."))
    return redirect("account", account.pk)


def _create(form: RecordForm, member: Member) -> Account:
    return create_account(by=member, **{**form.values, "parent": _parent(form.values["parent"], member)})


def _change(account: Account, values: dict[str, Any], form: RecordForm, member: Member) -> Account:
    if "parent" in values:
        values["parent"] = _parent(values["parent"], member)
    return change_account(account=account, changes=values, by=member, version=form.seen_version)


def _parent(text: str, member: Member) -> Account | None:
    if not text.strip():
        return None
    meant = meant_by(Account.objects.visible_to(member), text)
    if len(meant) == 1:
        return meant[0]
    found = ", ".join(account.name for account in meant)
    sentence = _("“%(text)s” could be %(found)s; write more of it.") if meant else _("There is no account “%(text)s”.")
    raise ValidationError({"parent": sentence % {"text": text, "found": found}})


def _read(request: HttpRequest, account: Account, field: str) -> HttpResponse:
    if not wants_part(request):
        return redirect("account", account.pk)
    context = {"number": account.pk, "fact": fact_line(account, field), "may_change": True}
    return render(request, "accounts/fact.html", context)


def _answer(
    request: HttpRequest,
    account: Account,
    field: str,
    form: RecordForm,
    more: dict[str, Any] | None = None,
    *,
    part: str = "accounts/fact_form.html",
    status: int = 200,
) -> HttpResponse:
    context = {"account": account, "field": field, "form": form, "entry": form[field], "part": part, **(more or {})}
    return answer(request, "accounts/fact_page.html", context, part=part, status=status)


def _edit_answer(
    request: HttpRequest, account: Account, form: RecordForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"account": account, "form": form, **(more or {})}
    return answer(request, "accounts/edit.html", context, part="accounts/edit_form.html", status=status)
