"""Small forms for what is said of a decision and its people: as pages of their own, or in the drawer of the board."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.accounts.queries import Rival, contacts_of
from tenure.analytics.board.ties import Evidence, tie_strength
from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.actions.taking_back import VOICES
from tenure.relationships.models import (
    CompetitorTie,
    Dated,
    Decision,
    DecisionRole,
    FogSquare,
    Influence,
    Stance,
    TieOverride,
)
from tenure.relationships.queries import ties_on
from tenure.relationships.queries.decisions import held_now, stances_of
from tenure.web.answers import answer
from tenure.web.components.facts import Conflict, conflicts
from tenure.web.components.piece_choice import MEANINGS, QUESTIONS, suggested
from tenure.web.forms.decisions import (
    CompetitorTieForm,
    FactForm,
    FogForm,
    InfluenceForm,
    RoleForm,
    StanceForm,
    TieForm,
    WhoForm,
    competitor_and_person,
    pair,
    person,
    square,
    tie,
)
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.decisions import visible_decision

ENDINGS: Mapping[type[Dated], Promise] = {
    DecisionRole: gettext_lazy("Take off the board"),
    Influence: gettext_lazy("This is no longer so"),
    FogSquare: gettext_lazy("We know who it is"),
    TieOverride: gettext_lazy("Let interactions tell again"),
    CompetitorTie: gettext_lazy("They have lost this person"),
}


@dataclass(frozen=True)
class Sheet:
    """One form: what it is called and about, what its answer carries along, and the row that holds now, if any."""

    account: Account
    title: str
    about: str
    done: str
    carried: Mapping[str, Any]
    current: Dated | None = None
    more: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """Who asks, at which account and about which decision, None where it is about none; `key` is whom it is said of."""

    by: Member
    account: Account
    decision: Decision | None
    who: WhoForm

    @property
    def key(self) -> dict[str, Any]:
        return self.who.cleaned_data

    @property
    def about(self) -> str:
        return self.decision.name if self.decision else self.account.name


Offered = Callable[[Account, Member], Mapping[str, forms.Field]]
Saying = Callable[[HttpRequest, Asked], HttpResponse]


def said_of(offered: Offered, act: str, question: Promise) -> Callable[[Saying], Callable[..., HttpResponse]]:
    """A view in which something is said of those who are offered; whom the address leaves out is asked for first."""

    def declare(saying: Saying) -> Callable[..., HttpResponse]:
        @require_http_methods(["GET", "HEAD", "POST"])
        @door(act)
        @wraps(saying)
        def view(request: HttpRequest, pk: int, decision_pk: int | None = None) -> HttpResponse:
            member = member_of(request)
            decision = None if decision_pk is None else visible_decision(member, pk, decision_pk)
            account = decision.account if decision else visible_account(member, pk)
            require_on(member, act, account)
            asked = Asked(member, account, decision, _who(request, offered(account, member)))
            return saying(request, asked) if asked.who.is_valid() else _choose(request, asked, question)

        return view

    return declare


def _a_person(account: Account, member: Member) -> Mapping[str, forms.Field]:
    return person(contacts_of(account, member))


def _two_people(account: Account, member: Member) -> Mapping[str, forms.Field]:
    return pair(contacts_of(account, member))


def _a_square(_account: Account, _member: Member) -> Mapping[str, forms.Field]:
    return square()


def _ours_and_theirs(account: Account, member: Member) -> Mapping[str, forms.Field]:
    return tie(Member.objects.active().order_by("name"), contacts_of(account, member))


def _a_competitor(account: Account, member: Member) -> Mapping[str, forms.Field]:
    return competitor_and_person(contacts_of(account, member))


@said_of(_a_person, "stance.give", gettext_lazy("Say where somebody stands"))
def stance(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Say what somebody thinks of us, and what shows it; earlier stances stay on record."""
    about = {"decision": asked.decision, **asked.key}
    said = stances_of(**about)
    form = StanceForm(_sent(request), initial={"value": said[0].value} if said else {})
    title = _("Where %(name)s stands") % {"name": asked.key["contact"].name}
    more = {"extra": "decisions/stances.html", "stances": said}
    sheet = _sheet(asked, title, done=_("Noted."), more=more)
    return _save(request, sheet, form, lambda: give_stance(**about, by=asked.by, **form.values))


@said_of(_a_person, "decision.change", gettext_lazy("Put somebody on the board"))
def role(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Put somebody on the board, move them, say how far their power goes; questions help to choose the piece."""
    contact, answers = asked.key["contact"], request.GET.getlist("yes")
    current = held_now(DecisionRole, decision=asked.decision, contact=contact)
    suggestion = suggested(answers) if "asked" in request.GET else None
    initial = _initial(current, {"function": contact.function, "level": contact.seniority})
    form = RoleForm(_sent(request), initial=initial | (suggestion.fields if suggestion else {}))
    help_to_choose = {
        "extra": "decisions/choose_piece.html", "questions": QUESTIONS, "answers": answers, "suggestion": suggestion,
        "meanings": MEANINGS,
    }  # fmt: skip
    sheet = _sheet(asked, contact.name, current, more=help_to_choose)
    return _say(request, sheet, form, DecisionRole, decision=asked.decision, contact=contact, by=asked.by)


@said_of(_two_people, "decision.change", gettext_lazy("Say who sways whom"))
def influence(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Say that one of theirs sways another, and how much; or that they are at odds."""
    key = asked.key
    current = held_now(Influence, decision=asked.decision, **key)
    form = InfluenceForm(_sent(request), initial=_initial(current, {"is_confirmed": True}))
    title = _("From %(source)s to %(target)s") % {"source": key["source"].name, "target": key["target"].name}
    sheet = _sheet(asked, title, current, about=f"{asked.about}, {_chosen(asked.who, 'kind')}")
    return _say(request, sheet, form, Influence, decision=asked.decision, **key, by=asked.by)


@said_of(_a_square, "decision.change", gettext_lazy("Somebody we do not know yet"))
def fog(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Mark a square on which somebody sits whom nobody of ours knows."""
    current = held_now(FogSquare, decision=asked.decision, **asked.key)
    form = FogForm(_sent(request), initial=_initial(current, {"weight": 1}))
    place = {"level": _chosen(asked.who, "level"), "function": _chosen(asked.who, "function")}
    about = _("%(decision)s, level %(level)s, %(function)s") % {"decision": asked.about, **place}
    sheet = _sheet(asked, _("Somebody we do not know yet"), current, about=about)
    return _say(request, sheet, form, FogSquare, decision=asked.decision, **asked.key, by=asked.by)


@said_of(_ours_and_theirs, "tie.change", gettext_lazy("Say how well one of ours knows somebody"))
def tie_by_hand(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Say by hand how strong or deep a tie of ours is, and why, beside what interactions show."""
    key = asked.key
    current = held_now(TieOverride, **key)
    form = TieForm(_sent(request), initial=_initial(current, {}))
    title = _("%(member)s and %(contact)s") % {"member": key["member"].name, "contact": key["contact"].name}
    found = ties_on(asked.account.pk, timezone.localdate()).get((key["member"].pk, key["contact"].pk))
    more = {"extra": "decisions/tie_evidence.html", **(_talked(found.evidence) if found else {})}
    return _say(request, _sheet(asked, title, current, more=more), form, TieOverride, **key, by=asked.by)


@said_of(_a_competitor, "tie.change", gettext_lazy("Say whom a competitor knows"))
def competitor_tie(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Say how well a competitor knows somebody, as far as we can tell."""
    key = asked.key
    current = held_now(CompetitorTie, **key)
    form = CompetitorTieForm(_sent(request), initial=_initial(current, {}))
    title = _("%(competitor)s and %(contact)s") % {"competitor": key["competitor"], "contact": key["contact"].name}
    kept = {"competitor_account": current.competitor_account} if current else {}
    return _say(request, _sheet(asked, title, current), form, CompetitorTie, **key, **kept, by=asked.by)


def _sheet(
    asked: Asked,
    title: str,
    current: Dated | None = None,
    *,
    about: str = "",
    done: str = "",
    more: Mapping[str, Any] | None = None,
) -> Sheet:
    """The sheet of what is asked; `about` is the decision or account unless something else is said."""
    said = about or asked.about
    return Sheet(asked.account, title, said, done or _("Saved."), asked.who.numbers, current, more or {})


def _chosen(who: WhoForm, field: str) -> str:
    """The word of what was chosen in a field."""
    return str(dict(who.fields[field].choices)[who.cleaned_data[field]])  # type: ignore[attr-defined]


def _talked(evidence: Evidence) -> dict[str, Any]:
    """What interactions show of a tie, and how strong that makes it; nothing where there were none."""
    if not (evidence.incoming or evidence.outgoing or evidence.days_since is not None):
        return {}
    return {"evidence": evidence, "strength": tie_strength(evidence).strength}


def _sent(request: HttpRequest) -> Mapping[str, Any] | None:
    return request.POST if request.method == "POST" else None


def _who(request: HttpRequest, offered: Mapping[str, forms.Field]) -> WhoForm:
    """Whom it is about, told by the form or the address; what the address leaves out is asked for."""
    if request.method == "POST":
        return WhoForm(request.POST, offered=offered)
    told = {name: request.GET[name] for name in offered if request.GET.get(name)}
    return WhoForm(request.GET if len(told) == len(offered) else None, offered=offered, initial=told)


def _choose(request: HttpRequest, asked: Asked, question: Promise) -> HttpResponse:
    context = {
        "account": asked.account, "form": asked.who, "title": question, "about": asked.about,
        "next": opened_on(request), "part": "decisions/choose.html", "address": request.path,
    }  # fmt: skip
    status = 422 if asked.who.is_bound else 200
    return answer(request, "decisions/fact_page.html", context, part="decisions/choose.html", status=status)


def _initial(current: Dated | None, assumed: Mapping[str, Any]) -> dict[str, Any]:
    """What a form shows at first: what holds, else what may be assumed."""
    held = field_values(current, current.SAYS) if current else assumed
    return {**held, "replaces": current.pk if current else 0}


def _say(request: HttpRequest, sheet: Sheet, form: FactForm, model: type[Dated], **about: Any) -> HttpResponse:
    """Show the form, or have it said what was entered; 409 with both values where others said something first."""
    try:
        return _save(request, sheet, form, lambda: VOICES[model].say(**about, **form.values))
    except ConflictError as error:
        lost = _lost(model, sheet.current, form.values, error)
        form.seen_again(error.version)
        return _answer(request, sheet, form, {"conflicts": lost}, status=409)


def _save(request: HttpRequest, sheet: Sheet, form: forms.Form, act: Callable[[], Dated | Stance]) -> HttpResponse:
    said: list[Dated | Stance] = []
    if request.method != "POST":
        return _answer(request, sheet, form)
    if not accepted(form, lambda: said.append(act())):
        return _answer(request, sheet, form, status=422)
    if sheet.current is not None and said[0].pk == sheet.current.pk:
        toast(request, _("It says so already."))
    else:
        toast(request, sheet.done, undo=_undo(said[0], sheet))
    return back_from_form(request, reverse("decisions", args=[sheet.account.pk]))


def _undo(said: Dated | Stance, sheet: Sheet) -> str:
    """The address that takes it back; a first stance has nothing to go back to."""
    if isinstance(said, Stance) and not sheet.more["stances"]:
        return ""
    return reverse(f"{said._meta.model_name}-undo", args=[said.pk])


def _lost(model: type[Dated], held: Dated | None, mine: Mapping[str, Any], error: ConflictError) -> list[Conflict]:
    """Both values of each field in which the two differ, and who said the other."""
    theirs = {name: value for name, value in error.current.items() if value != mine.get(name)}
    rivals = {name: Rival(held.author.name, held.recorded_at, theirs[name]) if held else None for name in theirs}
    return conflicts(held or model(), mine, ConflictError(theirs, error.version), rivals)


def _answer(
    request: HttpRequest, sheet: Sheet, form: forms.Form, more: Mapping[str, Any] | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        **sheet.more, **vars(sheet), **_ending(sheet.current), "form": form, "address": request.path,
        "next": opened_on(request), "part": "decisions/fact.html", **(more or {}),
    }  # fmt: skip
    return answer(request, "decisions/fact_page.html", context, part="decisions/fact.html", status=status)


def _ending(current: Dated | None) -> dict[str, Any]:
    """Where what holds is ended, and what that is called; nothing where nothing holds."""
    if current is None:
        return {}
    return {"end": reverse(f"{current._meta.model_name}-end", args=[current.pk]), "ending": ENDINGS[type(current)]}
