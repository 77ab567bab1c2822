"""The people of all accounts in one list, and each of them: added, looked at, changed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.contact import change_contact, create_contact
from tenure.accounts.choices import contact_function_choices
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import last_met
from tenure.accounts.queries.career import career_of
from tenure.accounts.search import matching, seen_lately
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.insight.queries.contacts import contacts_page
from tenure.people.models import Member
from tenure.relationships.board_words import LEVELS
from tenure.web.answers import answer
from tenure.web.components.contacts import people_chips, people_heads, people_orders, person_line
from tenure.web.forms.contacts import parameters_of, people_asked
from tenure.web.forms.listing import Asked, asked
from tenure.web.forms.records import CONTACT_FIELDS, RecordForm, contact_form, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

ACCOUNTS_OFFERED = 12


@require_safe
@door("account.see")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody on the customers' side whom the member sees, as the address asks for them."""
    member, today = member_of(request), timezone.localdate()
    wanted, after = people_asked(request.GET)
    page = contacts_page(member, wanted, today, after=after)
    parameters = parameters_of(wanted)
    context = {
        "wanted": Asked(wanted.text, "", after),
        "asked": wanted,
        "parameters": parameters,
        "narrowed": bool(parameters.keys() - {"sort"}),
        "lines": [person_line(one, page.ranking, today) for one in page.people],
        "next_after": page.next_after,
        "chips": people_chips(wanted),
        "heads": people_heads(wanted),
        "functions": contact_function_choices(),
        "levels": LEVELS.items(),
        "orders": people_orders(),
        "order": parameters.get("sort", "name"),
        "may_log": may(member, "interaction.create"),
        "may_add": may(member, "contact.create"),
    }
    return render(request, "contacts/people.html", context)


@require_safe
@door("contact.create")
def new(request: HttpRequest) -> HttpResponse:
    """A new person: first at which account; those seen lately are offered until a name is asked for."""
    member, wanted = member_of(request), asked(request.GET)
    lately = [] if wanted.text.strip() else seen_lately(member)[:ACCOUNTS_OFFERED]
    found = matching(Account.objects.visible_to(member), wanted.text).order_by("name", "pk")
    context = {"accounts": lately or found[:ACCOUNTS_OFFERED], "lately": bool(lately), "text": wanted.text}
    return answer(request, "contacts/new_page.html", context, part="contacts/new.html")


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
    return back_from_form(request, f"{reverse('account', args=[account.pk])}?part=people")


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
    return back_from_form(request, f"{reverse('account', args=[found.account_id])}?part=people")


def _visible(member: Member, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.visible_to(member).select_related("account"), pk=pk)


def _answer(
    request: HttpRequest, account: Account, form: RecordForm, more: dict[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {"account": account, "form": form, "next": opened_on(request), **(more or {})}
    return answer(request, "accounts/contact_page.html", context, part="accounts/contact.html", status=status)
