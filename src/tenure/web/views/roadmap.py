"""What was agreed with a client on one page, for us and for them; added, changed, accepted, taken off, put back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.models import Account, Contact
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.growth.actions.roadmap import (
    accept_client_thing,
    add_client_thing,
    change_client_thing,
    remove_client_thing,
    restore_client_thing,
    take_acceptance_back,
)
from tenure.growth.models import AcceptedThing, Advice, Benefit, ClientThing, Expectation, RoadmapEntry
from tenure.growth.queries.roadmap import agreed_with
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.roadmap import way_drawn
from tenure.web.forms.records import RecordForm, initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.forms.roadmap import ClientAcceptanceForm, client_thing_form, with_people
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Said:
    """What the forms of a kind are headed with."""

    new: str | Promise
    lead: str | Promise


SAID: Mapping[type[ClientThing], Said] = {
    RoadmapEntry: Said(
        gettext_lazy("Something on the way"),
        gettext_lazy("A phase, a milestone or a message; only what the client may see stands on their page."),
    ),
    Expectation: Said(
        gettext_lazy("What they expect"), gettext_lazy("In their words, and by what both will see that it was met.")
    ),
    Advice: Said(
        gettext_lazy("Advice"),
        gettext_lazy("What you told them that helps them without an order, and what came of it."),
    ),
    Benefit: Said(
        gettext_lazy("What they got"), gettext_lazy("Before and since, what it is worth to them, and the evidence.")
    ),
}


@require_safe
@door("account.see")
def roadmap(request: HttpRequest, pk: int) -> HttpResponse:
    """The way, what they expect and what they got; with `?shared=1` the page for the client."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    shared = request.GET.get("shared") == "1"
    agreed = agreed_with(account, today, shared=shared)
    context = {
        "account": account, "agreed": agreed, "way": way_drawn(agreed.stops, today), "today": today, "shared": shared,
        "may_change": may(member, "roadmap.change") and not shared,
    }  # fmt: skip
    return render(request, "roadmap/roadmap.html", context)


def add_of(model: type[ClientThing]) -> View:
    """The view that adds one of a kind."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @door("roadmap.change")
    def add(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        account = visible_account(member, pk)
        require_on(member, "roadmap.change", account)
        form = _form(request, model, account, None)
        shown = _shown(account, model, form, SAID[model].new, SAID[model].lead)
        if request.method != "POST":
            return _answer(request, shown)
        if not accepted(form, lambda: add_client_thing(model, account=account, by=member, **form.values)):
            return _answer(request, shown, status=422)
        toast(request, _("Noted."))
        return back_from_form(request, _page(account, model))

    return add


def edit_of(model: type[ClientThing]) -> View:
    """The view that changes one of a kind; 409 with both values where somebody else was first."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @door("roadmap.change")
    def edit(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        thing = _visible(model, member, pk)
        form = _form(request, model, thing.account, thing)

        def act() -> object:
            return change_client_thing(thing=thing, changes=form.changed_values, by=member, version=form.seen_version)

        shown = _shown(thing.account, model, form, thing.name, SAID[model].lead)
        return _acted(request, thing, form, act, shown)

    return edit


def accept_of(model: type[AcceptedThing]) -> View:
    """The view that notes that the client accepted one of a kind."""

    @require_http_methods(["GET", "HEAD", "POST"])
    @door("roadmap.change")
    def accept(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        thing = _visible(model, member, pk)
        initial = {"accepted_on": timezone.localdate(), "version": thing.version}
        form = ClientAcceptanceForm(request.POST or None, initial=initial).offer(_contacts(thing.account))

        def act() -> object:
            return accept_client_thing(thing=thing, by=member, version=form.seen_version, **form.values)

        shown = _shown(thing.account, model, form, _("They accept: %(name)s") % {"name": thing.name}, "")
        return _acted(request, thing, form, act, shown, undo=_address(thing, "unaccept"))

    return accept


def do_of(model: type[ClientThing], act: Callable[..., ClientThing], sentence: Any, undo: str = "") -> View:
    """The view that does something at once with one of a kind, also with one that was taken off."""

    @require_POST
    @door("roadmap.change")
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        thing = get_object_or_404(_rows(model).ever_visible_to(member).select_related("account"), pk=pk)
        act_and_tell(request, lambda: act(thing=thing, by=member), sentence, undo=_address(thing, undo) if undo else "")
        return back_from_form(request, _page(thing.account, model))

    return do


def remove_of(model: type[ClientThing]) -> View:
    """The view that takes one of a kind off."""
    return do_of(model, remove_client_thing, gettext_lazy("Taken off."), "restore")


def restore_of(model: type[ClientThing]) -> View:
    """The view that puts one of a kind back."""
    return do_of(model, restore_client_thing, gettext_lazy("Taken back."))


def unaccept_of(model: type[AcceptedThing]) -> View:
    """The view that takes back that the client accepted one of a kind."""
    return do_of(model, take_acceptance_back, gettext_lazy("Taken back."))


def _rows(model: type[ClientThing]) -> Any:
    return model._default_manager


def _visible(model: type[ClientThing], member: Member, pk: int) -> Any:
    rows = _rows(model).visible_to(member)
    thing = get_object_or_404(rows.select_related("account"), pk=pk)
    require_on(member, "roadmap.change", thing.account)
    return thing


def _form(request: HttpRequest, model: type[ClientThing], account: Account, thing: ClientThing | None) -> RecordForm:
    names = [name for name in model.EDITABLE if name not in ("owner", "contact")]
    form = client_thing_form(model)(request.POST or None, initial=initial_of(thing, names) if thing else {})
    team = Member.objects.filter(is_active=True, assignments__account=account, assignments__valid_to=None)
    return with_people(form, members=team.order_by("name"), contacts=_contacts(account), thing=thing)


def _contacts(account: Account) -> Any:
    return Contact.objects.of_account(account.pk).filter(left_on=None).order_by("name")


def _acted(
    request: HttpRequest,
    thing: ClientThing,
    form: RecordForm,
    act: Callable[[], object],
    shown: Mapping[str, Any],
    *,
    undo: str = "",
) -> HttpResponse:
    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(form, act)
    except ConflictError as error:
        return _answer(request, {**shown, **lost(thing, form.values, error)}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Saved."), undo=undo)
    return back_from_form(request, _page(thing.account, type(thing)))


def _shown(account: Account, model: type[ClientThing], form: RecordForm, title: Any, lead: Any) -> dict[str, Any]:
    return {
        "account": account, "form": form, "title": title, "lead": lead, "save": _("Save"),
        "back": _page(account, model), "part_of": _("Adviser") if model is Advice else _("Roadmap"),
    }  # fmt: skip


def _page(account: Account, model: type[ClientThing]) -> str:
    return reverse("adviser" if model is Advice else "roadmap", args=[account.pk])


def _address(thing: ClientThing, act: str) -> str:
    return reverse(f"{thing._meta.model_name}-{act}", args=[thing.pk])


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    return answer(request, "roadmap/form_page.html", context, part="handovers/form.html", status=status)
