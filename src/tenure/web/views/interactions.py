"""The log line and what becomes of it: understood, confirmed, recorded, corrected."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.interaction import change_interaction, create_interaction
from tenure.accounts.models import Account, Contact, Interaction
from tenure.accounts.queries import colleagues_of, contacts_of
from tenure.analytics.logline import LogLine, parse
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.forms.interactions import (
    InteractionForm,
    LineForm,
    interaction_values,
    persons,
    understood,
)
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_to
from tenure.web.views.losing import lost


@require_http_methods(["GET", "HEAD", "POST"])
@door("interaction.create")
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Understand a line and show it as chips to be confirmed; nothing is recorded yet."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "interaction.create", account)
    line_form = LineForm(request.POST or None)
    if not line_form.is_valid():
        return _answer(request, account, {"line_form": line_form}, status=422 if request.POST else 200)
    contacts = contacts_of(account, member)
    line = parse(line_form.cleaned_data["line"], timezone.localdate(), persons(contacts))
    form = InteractionForm(initial=understood(line), contacts=contacts)
    return _answer(request, account, {"confirm": form, "choices": _choices(line, contacts)})


@require_POST
@door("interaction.create")
def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what was confirmed, and go back to the account."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "interaction.create", account)
    contacts = contacts_of(account, member)
    form = InteractionForm(request.POST, contacts=contacts)
    if not accepted(form, lambda: create_interaction(account=account, by=member, **form.fields_of_action)):
        return _answer(request, account, {"confirm": form, "choices": _ticked(form, contacts)}, status=422)
    toast(request, _("Recorded."))
    return back_to(request, account)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="interaction.change")
def interaction(request: HttpRequest, pk: int) -> HttpResponse:
    """One interaction in full; who may change it gets a form, and a POST saves what was changed."""
    member = member_of(request)
    found = _visible(member, pk)
    contacts, members = _people(found, member)
    form = InteractionForm(request.POST or None, initial=interaction_values(found), contacts=contacts, members=members)
    if request.method != "POST":
        return _detail(request, found, form)
    require_on(member, "interaction.change", found.account)
    try:
        saved = accepted(
            form,
            lambda: change_interaction(
                interaction=found, changes=form.changes_of_action, by=member, version=form.seen_version
            ),
        )
    except ConflictError as error:
        return _detail(request, found, form, lost(found, form.fields_of_action, error), status=409)
    if not saved:
        return _detail(request, found, form, status=422)
    toast(request, _("Saved."))
    return back_to(request, found.account)


def _visible(member: Member, pk: int) -> Interaction:
    return get_object_or_404(Interaction.objects.visible_to(member).select_related("account", "recorded_by"), pk=pk)


def _people(found: Interaction, member: Member) -> tuple[list[Contact], list[Member]]:
    """Whom the form offers: the account's people, its team, and whoever took part."""
    contacts = {contact.pk: contact for contact in [*contacts_of(found.account, member), *found.contacts.all()]}
    members = {person.pk: person for person in [*colleagues_of(found.account), *found.members.all(), member]}
    return list(contacts.values()), list(members.values())


def _choices(line: LogLine, contacts: list[Contact]) -> list[dict[str, Any]]:
    """The people whom the line may mean, the sure ones ticked; of an unsure name every one is offered."""
    found = [(person.key, mention.person is not None) for mention in line.people for person in mention.candidates]
    by_number = {contact.pk: contact for contact in contacts}
    return [{"contact": by_number[number], "ticked": sure} for number, sure in dict(found).items()]


def _ticked(form: InteractionForm, contacts: list[Contact]) -> list[dict[str, Any]]:
    chosen = set(form.data.getlist("contacts"))  # type: ignore[attr-defined]
    return [{"contact": contact, "ticked": True} for contact in contacts if str(contact.pk) in chosen]


def _answer(request: HttpRequest, account: Account, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    whole = {"account": account, **context}
    return answer(request, "accounts/log_page.html", whole, part="accounts/log.html", status=status)


def _detail(
    request: HttpRequest, found: Interaction, form: InteractionForm, more: dict[str, Any] | None = None, *,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    may_change = can(member_of(request), "interaction.change", found.account)
    came = found.commitments.filter(deleted_at=None).order_by("due_on", "pk")
    context = {"interaction": found, "account": found.account, "form": form, "may_change": may_change, **(more or {})}
    context |= {"came": came, "today": timezone.localdate()}
    return answer(request, "accounts/interaction_page.html", context, part="accounts/interaction.html", status=status)
