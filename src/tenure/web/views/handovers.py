"""Handovers: those that concern one, and an account's own with its checklist, its sheet and its watch."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.choices import MET_BY
from tenure.accounts.models import Account, Contact, Interaction
from tenure.analytics.continuity import portfolio_continuity
from tenure.analytics.handover import STEPS, HandoverState, Item
from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import sees_every_account
from tenure.growth.actions.handover import (
    accept_handover,
    change_handover,
    close_handover,
    hold_meeting,
    open_handover,
    receive_handover,
    step_back,
    tell_item,
)
from tenure.growth.models import Handover, HandoverItem
from tenure.growth.queries.handover_sheet import sheet_of
from tenure.growth.queries.handovers import (
    Shown,
    checklist,
    continuities,
    earlier_handovers,
    handovers_seen,
    latest_handover,
    score_of,
    watch_of,
)
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.handovers import course, item_word, lines_shown, red_flags, sheet_shown
from tenure.web.forms.handovers import (
    AcceptanceForm,
    ClosingForm,
    HandoverForm,
    ItemForm,
    MeetingForm,
    NewHandoverForm,
    VersionForm,
)
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

MEETINGS_SHOWN = 20


@require_safe
@door("handover.see")
def handovers(request: HttpRequest) -> HttpResponse:
    """Those in which the member gives or takes, to whoever leads those that run; or those that `show` asks for."""
    member, today = member_of(request), timezone.localdate()
    shown = _shown_of(request, member)
    rows = list(handovers_seen(member, shown))
    constant = continuities({row.account_id for row in rows}, today)
    context = {
        "handovers": [(row, row.state_on(today), constant[row.account_id]) for row in rows],
        "chips": _chips(shown), "member": member, "things": len(STEPS), "today": today,
        "share": portfolio_continuity(constant.values()),
    }  # fmt: skip
    if not rows:
        elsewhere = (each.value for each in (Shown.RUNNING, Shown.ALL) if each != shown)
        context["others"] = next((each for each in elsewhere if handovers_seen(member, Shown(each)).exists()), "")
    return render(request, "handovers/handovers.html", context)


def _chips(shown: Shown) -> list[dict[str, Any]]:
    words = {Shown.MINE: _("Mine"), Shown.RUNNING: _("All that run"), Shown.ALL: _("All I see")}
    return [{"label": said, "url": f"?show={each}", "is_here": each == shown} for each, said in words.items()]


def _shown_of(request: HttpRequest, member: Member) -> Shown:
    asked = "all" if request.GET.get("all") == "1" else request.GET.get("show", "")
    if asked in set(Shown):
        return Shown(asked)
    return Shown.RUNNING if sees_every_account(member) else Shown.MINE


@require_safe
@door("handover.see")
def of_account(request: HttpRequest, pk: int) -> HttpResponse:
    """The account's handover that is running, else the last."""
    account = visible_account(member_of(request), pk)
    return _page_of(request, account, latest_handover(account))


@require_safe
@door("handover.see")
def handover(request: HttpRequest, pk: int) -> HttpResponse:
    """One handover: how far it is, what is told, the sheet, the watch; and how constant the account's owner was."""
    found = _visible(member_of(request), pk)
    return _page_of(request, found.account, found)


def _page_of(request: HttpRequest, account: Account, found: Handover | None) -> HttpResponse:
    member, today = member_of(request), timezone.localdate()
    context = {
        "account": account, "handover": found, "today": today, "earlier": earlier_handovers(account, found),
        "continuity": continuities([account.pk], today)[account.pk], **(_shown(found, member) if found else {}),
    }  # fmt: skip
    return render(request, "handovers/handover.html", context)


def _shown(found: Handover, member: Member) -> dict[str, Any]:
    today, lines = timezone.localdate(), checklist(found)
    state = found.state_on(today)
    return {
        "state": state, "course": course(state), "lines": lines_shown(lines, timezone.now()),
        "score": score_of(found, lines), "done": sum(line.done_at is not None for line in lines), "of": len(lines),
        "sheet": sheet_shown(sheet_of(found, today)), "watch": watch_of(found, today),
        "flags": red_flags(watch_of(found, today)), "is_receiver": found.to_member_id == member.pk,
        "is_running": found.closed_on is None,
        "may_step_back": found.state in (HandoverState.MET, HandoverState.RECEIVED, HandoverState.ACCEPTED),
    }  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.open")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to hand the account over to its owner, as after a sale."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "handover.open", account)
    others = Member.objects.filter(is_active=True).exclude(pk=account.owner_id or 0).order_by("name")
    form = NewHandoverForm(request.POST or None, offered=others, initial={"kind": "sale"})
    if request.method == "POST" and accepted(form, lambda: open_handover(account=account, by=member, **form.values)):
        toast(request, _("Opened. Tell what there is to tell, and meet the client together."))
        return back_from_form(request, _home(account))
    shown = {"account": account, "form": form, "back": _home(account), **TEXTS["add"]}
    return _answer(request, shown, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.change")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Say why the account is handed over."""
    found, member = _found(request, pk), member_of(request)
    form = HandoverForm(request.POST or None, initial=_initial(found, "kind", "reason"))

    def act() -> object:
        return change_handover(handover=found, changes=form.changed_values, by=member, version=form.seen_version)

    return _stepped(request, found, form, act, found, TEXTS["edit"])


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.change")
def item(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Write down one thing that has to be told or done."""
    found, member = _found(request, pk), member_of(request)
    if code not in STEPS:
        raise Http404
    thing = Item(code)
    row = HandoverItem.objects.filter(handover=found, item=thing).first()
    initial = {**_initial(row, "note"), "done": row.done_at is not None} if row else {}
    form = ItemForm(request.POST or None, initial=initial)
    if thing == Item.MEETING:
        del form.fields["done"]

    def act() -> object:
        return tell_item(handover=found, item=thing, by=member, version=form.seen_version, **form.changed_values)

    texts = {**TEXTS["item"], "title": item_word(thing)}
    return _stepped(request, found, form, act, row or HandoverItem(handover=found, item=thing), texts)


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.change")
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the interaction in which both met the client."""
    found, member = _found(request, pk), member_of(request)
    met = Interaction.objects.of_account(found.account_id).filter(kind__in=[kind.value for kind in MET_BY])
    form = _form(request, MeetingForm, found, met.order_by("-at", "-pk")[:MEETINGS_SHOWN])

    def act() -> object:
        return hold_meeting(handover=found, by=member, version=form.seen_version, **form.values)

    return _stepped(request, found, form, act, found, TEXTS["meet"], undo=True)


@require_POST
@door("handover.change")
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the account over."""
    found, member = _found(request, pk), member_of(request)
    said = _("It is yours. The sheet is kept as it is today.")
    return _done(request, found, lambda: receive_handover(handover=found, by=member), said, _back_address(found))


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.change")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the client accepted."""
    found, member = _found(request, pk), member_of(request)
    theirs = Contact.objects.of_account(found.account_id).filter(left_on=None).order_by("name")
    form = _form(request, AcceptanceForm, found, theirs)

    def act() -> object:
        return accept_handover(handover=found, by=member, version=form.seen_version, **form.values)

    return _stepped(request, found, form, act, found, TEXTS["accept"], undo=True)


@require_http_methods(["GET", "HEAD", "POST"])
@door("handover.change")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End the watch and say how it went."""
    found, member = _found(request, pk), member_of(request)
    form = _form(request, ClosingForm, found)

    def act() -> object:
        return close_handover(handover=found, by=member, version=form.seen_version, **form.values)

    return _stepped(request, found, form, act, found, TEXTS["close"])


@require_POST
@door("handover.change")
def back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the last step back."""
    found, member = _found(request, pk), member_of(request)
    return _done(request, found, lambda: step_back(handover=found, by=member), _("Taken back."))


# What a form is called, what it says above, and what its button says.
TEXTS: Mapping[str, Mapping[str, str | Promise]] = {
    "add": {
        "title": gettext_lazy("Hand the account over"),
        "lead": gettext_lazy("A change of owner opens its handover by itself; this is for whoever sold."),
        "save": gettext_lazy("Begin"),
    },
    "edit": {"title": gettext_lazy("Why it is handed over"), "save": gettext_lazy("Save")},
    "item": {
        "lead": gettext_lazy("What is written about people is personal data: keep to what was seen and said."),
        "save": gettext_lazy("Save"),
    },
    "meet": {
        "title": gettext_lazy("The joint meeting"),
        "lead": gettext_lazy("Calls, meetings and visits with this account; log the meeting first if it is missing."),
        "save": gettext_lazy("That was it"),
    },
    "accept": {
        "title": gettext_lazy("The client accepts"),
        "lead": gettext_lazy("From that day on the account is watched for 90 days."),
        "save": gettext_lazy("Note it"),
    },
    "close": {
        "title": gettext_lazy("End the watch"),
        "lead": gettext_lazy("What happened in the 90 days stands on the page; say what it comes to."),
        "save": gettext_lazy("Close the handover"),
    },
}  # fmt: skip


def _visible(member: Member, pk: int) -> Handover:
    """The handover, if the member sees its account; Http404 otherwise."""
    rows = Handover.objects.visible_to(member)
    related = rows.select_related("account", "from_member", "to_member", "meeting", "accepted_by")
    return get_object_or_404(related, pk=pk)


def _found(request: HttpRequest, pk: int) -> Handover:
    member = member_of(request)
    found = _visible(member, pk)
    require_on(member, "handover.change", found.account)
    return found


def _form(
    request: HttpRequest, form: type[VersionForm], record: Handover, offered: Iterable[Model] = ()
) -> VersionForm:
    return form(request.POST or None, offered=offered, initial={"version": record.version})


def _initial(record: Model, *names: str) -> dict[str, Any]:
    return field_values(record, [*names, "version"])


def _stepped(
    request: HttpRequest,
    found: Handover,
    form: VersionForm,
    act: Callable[[], object],
    record: Handover | HandoverItem,
    texts: Mapping[str, str | Promise],
    *,
    undo: bool = False,
) -> HttpResponse:
    """Show the form, or do what it asks for; 409 with both values where somebody else was first."""
    shown: dict[str, Any] = {"account": found.account, "form": form, "back": _page(found), **texts}
    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(form, act)
    except ConflictError as error:
        return _answer(request, {**shown, **lost(record, form.values, error)}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Saved."), undo=_back_address(found) if undo else "")
    return back_from_form(request, _page(found))


def _done(request: HttpRequest, found: Handover, act: Callable[[], object], said: str, undo: str = "") -> HttpResponse:
    """Act and say so, or why not."""
    try:
        act()
    except (ValidationError, ConflictError, PermissionDenied) as error:
        toast(request, " ".join(error_sentences(error)), level=messages.ERROR)
    else:
        toast(request, said, undo=undo)
    return back_from_form(request, _page(found))


def _home(account: Account) -> str:
    return reverse("account-handover", args=[account.pk])


def _page(found: Handover) -> str:
    return reverse("handover", args=[found.pk])


def _back_address(found: Handover) -> str:
    return reverse("handover-back", args=[found.pk])


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    return answer(request, "handovers/form_page.html", context, part="handovers/form.html", status=status)
