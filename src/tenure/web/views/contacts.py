"""The people of an account: added, looked at, changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import last_met
from tenure.accounts.queries.career import career_of
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.forms.records import CONTACT_FIELDS, RecordForm, contact_form, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_to
from tenure.web.views.losing import lost


@require_http_methods(["GET", "HEAD", "POST"])
@door("contact.create")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A new person at an account; only the name has to be known."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "contact.create", account)
    form = contact_form()(request.POST or None)
    if request.method != "POST":
        return _answer(request, account, form)
    if not accepted(form, lambda: create_contact(account=account, by=member, **form.values)):
        return _answer(request, account, form, status=422)
    toast(request, _("Added."))
    return back_to(request, account, "people")


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="contact.change")
def contact(request: HttpRequest, pk: int) -> HttpResponse:
    """One person with all that is known; who may change it gets a form, and a POST saves what was changed."""
    member = member_of(request)
    found = _visible(member, pk)
    form = contact_form()(request.POST or None, initial=initial_of(found, CONTACT_FIELDS))
    shown = {
        "contact": found, "met": last_met(found), "career": career_of(found, member),
        "may_change": can(member, "contact.change", found.account),
    }  # fmt: skip
    if request.method != "POST":
        return _answer(request, found.account, form, shown)
    require_on(member, "contact.change", found.account)
    try:
        saved = accepted(
            form,
            lambda: change_contact(contact=found, changes=form.changed_values, by=member, version=form.seen_version),
        )
    except ConflictError as error:
        return _answer(request, found.account, form, {**shown, **lost(found, form.values, error)}, status=409)
    if not saved:
        return _answer(request, found.account, form, shown, status=422)
    toast(request, _("Saved."))
    return back_to(request, found.account, "people")


def _visible(member: Member, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.visible_to(member).select_related("account"), pk=pk)


def _answer(
    request: HttpRequest, account: Account, form: RecordForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"account": account, "form": form, **(more or {})}
    return answer(request, "accounts/contact_page.html", context, part="accounts/contact.html", status=status)
