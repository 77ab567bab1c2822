"""The accounts by name, and one account: its grade and why, what happened, what it buys, its people and its files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tenure.accounts.choices import document_class_choices
from tenure.accounts.models import Account, Contact
from tenure.accounts.queries import (
    TimelinePlace,
    accounts_page,
    contacts_of,
    documents_of,
    history_of,
    last_confirmed,
    next_of,
    next_steps,
    open_commitments,
    parent_of,
    people_not_met,
    seen_account,
    team_of,
    timeline_of,
    units_shown,
)
from tenure.assessments.queries import ratings_of
from tenure.commerce.queries import monthly_revenue
from tenure.core.audit import changes_seen_by
from tenure.core.doors import door
from tenure.core.models import AuditEntry
from tenure.core.policy import hidden_from, may
from tenure.insight.models import Standing
from tenure.insight.queries import (
    as_seen_by,
    explanation,
    grade_history,
    grade_holds,
    order_book_start,
    purchases,
    rollup,
    standing_of,
)
from tenure.insight.queries.service import service_of
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.components.explanation import criterion_bars, measure_lines
from tenure.web.components.facts import fact_lines
from tenure.web.components.history import contacts_named, history_lines, people_named
from tenure.web.components.knowledge import expected_of, knowledge
from tenure.web.components.league import against_sales, grade_place
from tenure.web.components.month_chart import MonthChart, month_chart
from tenure.web.components.timeline import changes_in, timeline_lines
from tenure.web.forms.documents import FilingForm
from tenure.web.forms.listing import asked, place_asked
from tenure.web.members import member_of
from tenure.web.templatetags.figures import RESTRICTED


@dataclass(frozen=True)
class Shown:
    """What every part of the page is made from: the account as the member sees it on a day.

    That they see it is settled, so that what they may do to it hangs on their role alone.
    """

    account: Account
    member: Member
    standing: Standing | None
    today: date
    request: HttpRequest

    @property
    def as_of(self) -> date:
        """The day of the figures."""
        return self.standing.ranking.as_of if self.standing else self.today

    @property
    def whole_tree(self) -> bool:
        """Whether the figures are asked for together with all that stands below."""
        return self.request.GET.get("figures") == "tree"


@require_safe
@door("account.see")
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account the member sees, by name, with its next step."""
    member, wanted = member_of(request), asked(request.GET)
    page = accounts_page(member, text=wanted.text, after=wanted.after)
    steps = next_steps([account.pk for account in page.accounts], timezone.localdate())
    rows = [(account, steps[account.pk]) for account in page.accounts]
    return render(request, "accounts/accounts.html", {"page": page, "rows": rows, "wanted": wanted})


@require_safe
@door("account.see")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account; `?part=` chooses what stands in the middle, and only that is read."""
    member, today = member_of(request), timezone.localdate()
    found = visible_account(member, pk)
    shown = Shown(found, member, _standing(found, member), today, request)
    part = request.GET.get("part", "")
    chosen = part if part in PARTS else "timeline"
    context = {**_around(shown), **PARTS[chosen].read(shown), "part": chosen, "parts": PARTS.items()}
    context["part_template"] = f"accounts/parts/{chosen}.html"
    return render(request, "accounts/account.html", context)


@require_safe
@door("account.see")
def firmness(request: HttpRequest, pk: int) -> HttpResponse:
    """How firmly the account holds its grade: tried with many weightings, so read apart from the page."""
    found = visible_account(member_of(request), pk)
    standing = standing_of(found)
    context = {"account": found, "standing": standing, "holds": grade_holds(standing) if standing else None}
    return answer(request, "accounts/firmness_page.html", context, part="accounts/firmness.html")


def visible_account(member: Member, pk: int) -> Account:
    """The account, if the member may see it; Http404 otherwise."""
    found = seen_account(member, pk)
    if found is None:
        raise Http404
    return found


def _standing(account: Account, member: Member) -> Standing | None:
    """Where the account stands, as far as the member may know."""
    standing = standing_of(account)
    return as_seen_by(member, standing, instead=RESTRICTED) if standing else None


def _around(shown: Shown) -> dict[str, Any]:
    """The header and the columns at both sides, the same for every part."""
    account, member = shown.account, shown.member
    contacts, owed = contacts_of(account, member), open_commitments(account)
    return {
        "account": account,
        "standing": shown.standing,
        "as_of": shown.as_of,
        "today": shown.today,
        "may_change": may(member, "account.change"),
        "may_trash": may(member, "account.delete"),
        "parent": parent_of(account, member),
        "units": units_shown(account, member),
        "team": team_of(account),
        "contacts": contacts,
        "facts": fact_lines(account),
        "step": next_of(owed, shown.today),
        "owed": owed,
        "not_met": people_not_met(account, shown.today),
        "knowledge": knowledge(account, contacts, last_confirmed(account, expected_of(account)), shown.today),
        "rollup": rollup(account, member, shown.standing.ranking if shown.standing else None, today=shown.today),
        "hidden": hidden_from(member, "standing"),
        "whole_tree": shown.whole_tree,
        **_grade(shown.standing, shown.today),
    }


def _grade(standing: Standing | None, today: date) -> dict[str, Any]:
    if standing is None:
        return {}
    return {
        "place": grade_place(standing.ranking, standing.grade),
        "against_sales": against_sales(standing),
        "explanation": explanation(standing),
        "service": service_of(standing, today=today),
    }


def _timeline(shown: Shown) -> dict[str, Any]:
    page = timeline_of(shown.account, TimelinePlace(*place_asked(shown.request.GET)))
    lines = timeline_lines(page, grade_history(shown.account), _names(changes_in(page)), shown.today)
    return {**_chart(shown), "timeline": page, "lines": lines, "first": page.until is None}


def _chart(shown: Shown) -> dict[str, Any]:
    """The months of what the figures are of; where the account itself buys nothing, of all that stands below it."""
    own = None if shown.whole_tree else _months(shown)
    tree = None if own else _months(shown, shown.member)
    return {"chart": own or tree, "chart_of_tree": tree is not None}


def _months(shown: Shown, tree_of: Member | None = None) -> MonthChart | None:
    months = monthly_revenue(shown.account.pk, until=shown.as_of, tree_of=tree_of)
    return month_chart(months, until=shown.as_of, since=order_book_start())


def _orders(shown: Shown) -> dict[str, Any]:
    summed = rollup(shown.account, shown.member, shown.standing.ranking if shown.standing else None, today=shown.today)
    start = summed.start or shown.as_of - timedelta(days=364)
    return {**_chart(shown), "purchases": purchases(shown.account, start=start, end=summed.end), "bought_since": start}


def _people(shown: Shown) -> dict[str, Any]:
    return {"may_add": may(shown.member, "contact.create")}


def _ratings(shown: Shown) -> dict[str, Any]:
    return {"ratings": ratings_of(shown.account), "may_rate": may(shown.member, "rating.give")}


def _why(shown: Shown) -> dict[str, Any]:
    if shown.standing is None:
        return {"seasons": []}
    explained = explanation(shown.standing)
    return {
        "bars": criterion_bars(explained.criteria),
        "measures": measure_lines(shown.standing),
        "seasons": grade_history(shown.account),
    }


def _files(shown: Shown) -> dict[str, Any]:
    return {
        "documents": documents_of(shown.account),
        "classes": document_class_choices(),
        "form": FilingForm(),
        "may_file": may(shown.member, "document.create"),
    }


def _history(shown: Shown) -> dict[str, Any]:
    entries = history_of(shown.account, shown.member)
    for entry in entries:
        entry.changes = changes_seen_by(shown.member, entry)
    theirs = Contact.objects.filter(account=shown.account, pk__in=contacts_named(entries))
    return {"history": history_lines(entries, _names(entries), dict(theirs.values_list("pk", "name")))}


def _names(entries: list[AuditEntry]) -> dict[int, str]:
    return dict(Member.objects.filter(pk__in=people_named(entries)).values_list("pk", "name"))


@dataclass(frozen=True)
class Part:
    """What can stand in the middle of the page: its name, and what it reads."""

    label: str | Promise
    read: Callable[[Shown], dict[str, Any]]


PARTS = {
    "timeline": Part(_("Timeline"), _timeline),
    "people": Part(_("People"), _people),
    "orders": Part(_("Orders and products"), _orders),
    "ratings": Part(_("Ratings"), _ratings),
    "grade": Part(_("Grade"), _why),
    "files": Part(_("Files"), _files),
    "history": Part(_("History"), _history),
}
