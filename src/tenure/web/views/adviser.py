"""Whether a client takes us for an adviser: what we advised, what came of it, what was sold, how far they trust us."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.models import Account
from tenure.analytics.assessment.trust import TRUST, trust_of
from tenure.assessments.queries import answers_of, sheet_of
from tenure.core.doors import door
from tenure.core.policy import may
from tenure.growth.queries.advice import advice_given
from tenure.people.models import Member
from tenure.web.components.assessments import line_words
from tenure.web.members import member_of
from tenure.web.views.account import visible_account


@require_safe
@door("account.see")
def adviser(request: HttpRequest, pk: int) -> HttpResponse:
    """Advice of a year beside what was sold in it; what clients said of trust for those who may see assessments."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    context = {
        "account": account, "given": advice_given(account, today), "today": today,
        "may_change": may(member, "roadmap.change"), **_trust(account, member),
    }  # fmt: skip
    return render(request, "adviser/adviser.html", context)


def _trust(account: Account, member: Member) -> dict[str, Any]:
    if not may(member, "assessment.see"):
        return {}
    sheet = sheet_of(TRUST, answers_of(TRUST, account), TRUST.sides[0])
    may_ask = may(member, "assessment.give")
    return {"trust": trust_of(sheet.values), "lines": line_words(sheet), "last": sheet.last, "may_ask": may_ask}
