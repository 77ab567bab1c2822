"""Who does what for an account, and its calendar: who of ours meets whom of theirs in the weeks around today."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.actions.responsibility import set_parts
from tenure.accounts.choices import WorkArea, work_area_choices
from tenure.accounts.models import Account
from tenure.accounts.queries.responsibilities import who_does_what
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.growth.queries.calendar import account_calendar
from tenure.web.answers import answer
from tenure.web.components.account_calendar import calendar_shown
from tenure.web.components.account_team import work_table
from tenure.web.forms.refusals import accepted
from tenure.web.forms.team import WorkPartsForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on


@require_safe
@door("account.see")
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Each area of the work with what everybody of ours has to do with it."""
    member = member_of(request)
    account = visible_account(member, pk)
    table = work_table(who_does_what(account))
    may_change = may(member, "account.change")
    return render(request, "team/team.html", {"account": account, "table": table, "may_change": may_change})


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.change")
def area(request: HttpRequest, pk: int, area: str) -> HttpResponse:
    """Say what each of ours has to do with one area; 409 where somebody has said otherwise meanwhile."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "account.change", account)
    if area not in set(WorkArea):
        raise Http404
    chosen, who = WorkArea(area), who_does_what(account)
    parts = next(one.parts for one in who.areas if one.area == chosen)
    form = WorkPartsForm(request.POST if request.method == "POST" else None).offer(who.members, parts)
    shown = _shown(account, chosen, form)

    def act() -> object:
        return set_parts(account=account, area=chosen, parts=form.parts, by=member, seen=form.seen)

    if request.method != "POST":
        return _answer(request, shown)
    try:
        saved = accepted(form, act)
    except ConflictError:
        form.add_error(None, _("Somebody else has said who does this meanwhile; look at the page and say it again."))
        return _answer(request, shown, status=409)
    if not saved:
        return _answer(request, shown, status=422)
    toast(request, _("Saved."))
    return back_from_form(request, reverse("account-team", args=[account.pk]))


@require_safe
@door("account.see")
def calendar(request: HttpRequest, pk: int) -> HttpResponse:
    """Three weeks back and six ahead: what is planned with whom, what collides, and who is left out."""
    member = member_of(request)
    account = visible_account(member, pk)
    shown = calendar_shown(account_calendar(account, member, timezone.localdate()))
    context = {"account": account, "shown": shown, "may_plan": may(member, "commitment.create")}
    return render(request, "team/calendar.html", context)


def _shown(account: Account, chosen: WorkArea, form: WorkPartsForm) -> dict[str, Any]:
    return {
        "account": account, "form": form, "title": dict(work_area_choices())[chosen.value], "save": _("Save"),
        "lead": _("One alone is accountable; who does it, is asked before and is told after may be many."),
        "back": reverse("account-team", args=[account.pk]),
    }  # fmt: skip


def _answer(request: HttpRequest, shown: Mapping[str, Any], *, status: int = 200) -> HttpResponse:
    context = {"next": opened_on(request), **shown}
    return answer(request, "team/form_page.html", context, part="handovers/form.html", status=status)
