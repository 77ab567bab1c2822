"""The accounts by name, and one account with its explanation."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.models import Account
from tenure.accounts.queries import accounts_page, contacts_of, history_of, parent_of, team_of, units_of
from tenure.commerce.queries import monthly_revenue
from tenure.core.doors import door
from tenure.insight.models import Standing
from tenure.insight.queries import explanation, grade_history, sensitivity, standing_of
from tenure.people.models import Member
from tenure.web.components.explanation import criterion_bars, measure_lines
from tenure.web.components.history import HistoryLine, history_lines, people_named
from tenure.web.components.league import against_sales, grade_place
from tenure.web.components.month_chart import month_chart
from tenure.web.forms.listing import asked
from tenure.web.members import member_of


@require_safe
@door("account.see")
def accounts(request: HttpRequest) -> HttpResponse:
    """Every account the member sees, by name."""
    member, wanted = member_of(request), asked(request.GET)
    page = accounts_page(member, text=wanted.text, after=wanted.after)
    return render(request, "accounts/accounts.html", {"page": page, "wanted": wanted})


@require_safe
@door("account.see")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """One account: its grade and why, its orders, its people, its history."""
    member = member_of(request)
    shown = get_object_or_404(Account.objects.visible_to(member).select_related("owner"), pk=pk)
    standing = standing_of(shown)
    as_of = standing.ranking.as_of if standing else timezone.localdate()
    context = {
        "account": shown,
        "parent": parent_of(shown, member),
        "units": units_of(shown, member),
        "team": team_of(shown),
        "contacts": contacts_of(shown, member),
        "chart": month_chart(monthly_revenue(shown, until=as_of), until=as_of),
        "history": _history(shown),
        "as_of": as_of,
        **_explanation(standing, member),
    }
    return render(request, "accounts/account.html", context)


def _explanation(standing: Standing | None, member: Member) -> dict[str, Any]:
    if standing is None:
        return {"standing": None}
    explained = explanation(standing)
    return {
        "standing": standing,
        "place": grade_place(standing.ranking, standing.grade),
        "against_sales": against_sales(standing),
        "explanation": explained,
        "bars": criterion_bars(explained.criteria),
        "holds": sensitivity(standing, member).holds,
        "measures": measure_lines(standing),
        "seasons": grade_history(standing.account),
    }


def _history(shown: Account) -> list[HistoryLine]:
    entries = history_of(shown)
    names = dict(Member.objects.filter(pk__in=people_named(entries)).values_list("pk", "name"))
    return history_lines(entries, names)
