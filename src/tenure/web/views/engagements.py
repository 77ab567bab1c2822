"""Engagements of an account: how far each is, judged, moved on or back, ended, taken off and put back."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.accounts.queries import colleagues_of
from tenure.analytics.engagement import LEVELS, Criterion, Level, next_level
from tenure.core.audit import field_values
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.models import Record
from tenure.core.policy import may
from tenure.growth.actions.engagement import (
    begin_engagement,
    change_engagement,
    end_engagement,
    judge_criterion,
    move_engagement,
    remove_engagement,
    restore_engagement,
    take_back_step,
)
from tenure.growth.level_criteria import criterion_sentence
from tenure.growth.models import Engagement, LevelAnswer
from tenure.growth.queries.engagements import courses, courses_of
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.engagements import course_shown, criteria_shown, stays_shown
from tenure.web.forms.engagements import CriterionForm, EndForm, EngagementForm, MoveForm, NewEngagementForm
from tenure.web.forms.records import RecordForm
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on
from tenure.web.views.losing import lost

View = Callable[[HttpRequest, int], HttpResponse]


@require_safe
@door("account.see")
def engagements(request: HttpRequest, pk: int) -> HttpResponse:
    """What we do with the account, a row of five steps for each."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    context = {
        "account": account, "today": today, "may_change": may(member, "engagement.change"),
        "rows": [course_shown(one) for one in courses_of(account, today)],
    }  # fmt: skip
    return render(request, "engagements/engagements.html", context)


@require_safe
@door("account.see")
def engagement(request: HttpRequest, pk: int) -> HttpResponse:
    """One engagement: its steps, what its level asks for, and how it came there."""
    member, today = member_of(request), timezone.localdate()
    found = _visible(member, pk)
    (course,) = courses([found], today)
    context = {
        "account": found.account, "engagement": found, "shown": course_shown(course), "today": today,
        "entry": criteria_shown(course.entry), "exit": criteria_shown(course.exit),
        "stays": stays_shown(course.stays), "may_change": may(member, "engagement.change"),
        "next": opened_on(request),
    }  # fmt: skip
    return answer(request, "engagements/engagement_page.html", context, part="engagements/engagement.html")


@require_http_methods(["GET", "HEAD", "POST"])
@door("engagement.change")
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an engagement."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "engagement.change", account)
    form = NewEngagementForm(request.POST or None).offer(colleagues_of(account))
    shown = _shown(account, form, TEXTS["add"])
    if request.method != "POST":
        return _answer(request, shown)
    if not accepted(form, lambda: begin_engagement(account=account, by=member, **form.values)):
        return _answer(request, shown, status=422)
    toast(request, _("Begun."))
    return back_from_form(request, _home(account))


@require_http_methods(["GET", "HEAD", "POST"])
@door("engagement.change")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what it is called and who looks after it."""
    found, member = _found(request, pk), member_of(request)
    form = EngagementForm(request.POST or None, initial=field_values(found, ["name", "version"]))
    form.offer(colleagues_of(found.account), found)

    def act() -> object:
        return change_engagement(engagement=found, changes=form.changed_values, by=member, version=form.seen_version)

    return _acted(request, found, form, act, found, TEXTS["edit"])


@require_http_methods(["GET", "HEAD", "POST"])
@door("engagement.change")
def judge(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """Say whether something that a level asks for is met."""
    found, member = _found(request, pk), member_of(request)
    if code not in set(Criterion):
        raise Http404
    criterion = Criterion(code)
    row = LevelAnswer.objects.filter(engagement=found, criterion=criterion).first()
    initial = field_values(row, ["answer", "evidence", "version"]) if row else {"answer": "unknown"}
    form = CriterionForm(request.POST or None, initial=initial)

    def act() -> object:
        changes, version = form.changed_values, form.seen_version
        return judge_criterion(engagement=found, criterion=criterion, changes=changes, by=member, version=version)

    texts = {**TEXTS["judge"], "title": criterion_sentence(criterion)}
    return _acted(request, found, form, act, row or LevelAnswer(engagement=found, criterion=criterion), texts)


@require_http_methods(["GET", "HEAD", "POST"])
@door("engagement.change")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go on to the next level, or back to an earlier one."""
    found, member = _found(request, pk), member_of(request)
    form = MoveForm(request.POST or None, initial={"version": found.version}).offer(_levels_from(found))

    def act() -> object:
        return move_engagement(engagement=found, by=member, version=form.seen_version, **form.values)

    (course,) = courses([found], timezone.localdate())
    shown = course_shown(course)
    texts = {**TEXTS["move"], "missing": shown.missing if shown.next_code else ()}
    return _acted(request, found, form, act, found, texts, undo=True)


@require_http_methods(["GET", "HEAD", "POST"])
@door("engagement.change")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End it and say how."""
    found, member = _found(request, pk), member_of(request)
    form = EndForm(request.POST or None, initial={"version": found.version})

    def act() -> object:
        return end_engagement(engagement=found, by=member, version=form.seen_version, **form.values)

    return _acted(request, found, form, act, found, TEXTS["end"], undo=True)


def _do_of(act: Callable[..., Engagement], sentence: str | Promise, undo: str = "") -> View:
    """The view that does something at once with an engagement, also with one that was taken off."""

    @require_POST
    @door("engagement.change")
    def do(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        found = get_object_or_404(Engagement.objects.ever_visible_to(member).select_related("account"), pk=pk)
        act_and_tell(
            request, lambda: act(engagement=found, by=member), sentence, undo=reverse(undo, args=[pk]) if undo else ""
        )
        return back_from_form(request, _home(found.account))

    return do


back = _do_of(take_back_step, gettext_lazy("Taken back."))
remove = _do_of(remove_engagement, gettext_lazy("Taken off."), "engagement-restore")
restore = _do_of(restore_engagement, gettext_lazy("Taken back."))

# What a form is called, what it says above, and what its button says.
TEXTS: Mapping[str, Mapping[str, Any]] = {
    "add": {
        "title": gettext_lazy("A new engagement"),
        "lead": gettext_lazy("A product line or a project: whatever goes its own way from the first talk to the end."),
        "save": gettext_lazy("Begin it"),
    },
    "edit": {"title": gettext_lazy("Name and owner"), "save": gettext_lazy("Save")},
    "judge": {
        "lead": gettext_lazy("Say by what one sees it; who said so and the day are kept."),
        "save": gettext_lazy("Save"),
    },
    "move": {"title": gettext_lazy("Go on, or back"), "save": gettext_lazy("Let it go there")},
    "end": {
        "title": gettext_lazy("End the engagement"),
        "lead": gettext_lazy("It may end at any level, won or lost; say how."),
        "save": gettext_lazy("End it"),
    },
}  # fmt: skip


def _levels_from(found: Engagement) -> list[Level]:
    """Where it can go: on by one, or back."""
    level = Level(found.level)
    following = next_level(level)
    return [*([following] if following else []), *reversed(LEVELS[: LEVELS.index(level)])]


def _visible(member: Member, pk: int) -> Engagement:
    return get_object_or_404(Engagement.objects.visible_to(member).select_related("account", "owner"), pk=pk)


def _found(request: HttpRequest, pk: int) -> Engagement:
    member = member_of(request)
    found = _visible(member, pk)
    require_on(member, "engagement.change", found.account)
    return found


def _acted(
    request: HttpRequest,
    found: Engagement,
    form: RecordForm,
    act: Callable[[], object],
    record: Record,
    texts: Mapping[str, Any],
    *,
    undo: bool = False,
) -> HttpResponse:
    """Show the form, or do what it asks for; 409 with both values where somebody else was first."""
    shown = _shown(found.account, form, texts)
    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(form, act)
    except ConflictError as error:
        # A move is told by the level to which it was to go.
        mine = {"level": form.values.get("to"), **form.values}
        return _answer(request, {**shown, **lost(record, mine, error)}, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Saved."), undo=reverse("engagement-back", args=[found.pk]) if undo else "")
    return back_from_form(request, reverse("engagement", args=[found.pk]))


def _shown(account: Account, form: RecordForm, texts: Mapping[str, Any]) -> dict[str, Any]:
    return {"account": account, "form": form, "back": _home(account), **texts}


def _home(account: Account) -> str:
    return reverse("engagements", args=[account.pk])


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    return answer(request, "engagements/form_page.html", context, part="engagements/form.html", status=status)
