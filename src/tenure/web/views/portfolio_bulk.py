"""The same done to many accounts: what will happen, doing it, what was done, and taking it back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tenure.accounts.choices import AccountKind, account_kind_choices
from tenure.accounts.models import Account
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight.actions.bulk_change import (
    add_team_member_to_many,
    assign_owner_to_many,
    set_kind_of_many,
    undo_bulk_change,
)
from tenure.insight.choices import BulkKind
from tenure.insight.models import BulkChange
from tenure.insight.queries.bulk_changes import accounts_of, bulk_changes, members_named
from tenure.people.models import Member
from tenure.people.queries import colleagues
from tenure.web.components.bulk import done_sentence, plan_sentence
from tenure.web.forms.bulk import BulkForm, chosen_accounts
from tenure.web.members import member_of
from tenure.web.toasts import toast


@door("account.change")
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Say what will happen to the ticked accounts, or, when it was said already, do it."""
    member, form, accounts = member_of(request), BulkForm(request.POST), chosen_accounts(request.POST)
    if not form.is_valid():
        return _refused(request, [str(sentence) for errors in form.errors.values() for sentence in errors])
    if not form.cleaned_data["sure"]:
        return render(request, "portfolio/bulk.html", _plan(request, form, accounts, member))
    try:
        change = _do(form.cleaned_data, accounts, member)
    except ValidationError as error:
        return _refused(request, error_sentences(error))
    undo = reverse("bulk-undo", args=[change.pk]) if change.before else ""
    toast(request, done_sentence(change, members_named([change])), undo=undo)
    return redirect(_way_back(request))


@door("account.change")
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What was done to many accounts at once, the latest first."""
    found = bulk_changes(member_of(request))
    names = members_named(found)
    lines = [(change, done_sentence(change, names)) for change in found]
    return render(request, "portfolio/changes.html", {"lines": lines})


@door("account.change")
@require_safe
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them with its accounts, and the way to take it back."""
    member = member_of(request)
    return _change_page(request, member, _visible(member, pk))


@door("account.change")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back, and say which accounts were left because somebody had changed them again."""
    member = member_of(request)
    shown = _visible(member, pk)
    try:
        shown = undo_bulk_change(change=shown, by=member)
    except ValidationError as error:
        return _change_page(request, member, shown, refusals=error_sentences(error))
    toast(request, _("Taken back."))
    return redirect("bulk-change", pk=shown.pk) if shown.kept else redirect(_way_back(request))


def bulk_choices(member: Member) -> dict[str, Any]:
    """What the bar of a list with ticks offers."""
    if not may(member, "account.change"):
        return {"may_change": False}
    return {
        "may_change": True,
        "may_assign": may(member, "account.assign"),
        "colleagues": tuple(colleagues()),
        "kinds": tuple(account_kind_choices()),
    }


def _do(given: dict[str, Any], accounts: list[int], by: Member) -> BulkChange:
    act = BulkKind(given["act"])
    if act == BulkKind.ASSIGN_OWNER:
        return assign_owner_to_many(accounts=accounts, owner=given["found"], by=by)
    if act == BulkKind.ADD_TEAM_MEMBER:
        return add_team_member_to_many(accounts=accounts, member=given["found"], by=by)
    return set_kind_of_many(accounts=accounts, kind=AccountKind(given["kind"]), by=by)


def _plan(request: HttpRequest, form: BulkForm, accounts: list[int], member: Member) -> dict[str, Any]:
    given = form.cleaned_data
    shown = Account.objects.visible_to(member).filter(pk__in=accounts).order_by("name", "pk")
    return {
        "sentence": plan_sentence(BulkKind(given["act"]), given.get("found"), given["kind"], len(accounts)),
        "accounts": shown,
        "given": [(name, request.POST.get(name, "")) for name in ("act", "owner", "member", "kind")],
        "way_back": _way_back(request),
    }


def _change_page(
    request: HttpRequest, member: Member, shown: BulkChange, refusals: list[str] | None = None
) -> HttpResponse:
    context = {
        "change": shown,
        "sentence": done_sentence(shown, members_named([shown])),
        "accounts": accounts_of(shown, member),
        "hidden": _hidden(shown, member),
        "refusals": refusals or [],
    }
    return render(request, "portfolio/change.html", context, status=422 if refusals else 200)


def _hidden(shown: BulkChange, member: Member) -> str:
    """How many of the accounts the member cannot see any more, in words."""
    count = len(shown.before) - len(accounts_of(shown, member))
    sentence = ngettext("%(count)s account is not shown to you.", "%(count)s accounts are not shown to you.", count)
    return sentence % {"count": count} if count else ""


def _visible(member: Member, pk: int) -> BulkChange:
    return get_object_or_404(BulkChange.objects.visible_to(member).select_related("by"), pk=pk)


def _refused(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    context = {"refusals": sentences, "way_back": _way_back(request)}
    return render(request, "portfolio/bulk.html", context, status=422)


def _way_back(request: HttpRequest) -> str:
    """The list the ticks were on; never another site's."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if safe else reverse("portfolio")
