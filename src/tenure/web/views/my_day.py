"""A member's day: what is overdue, due and going cold in one list, answered where it stands."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tenure.core.doors import door
from tenure.core.policy import may
from tenure.growth.choices import ReviewState
from tenure.growth.models import ProposalReview
from tenure.growth.queries.reviews import InboxRow
from tenure.insight.queries.my_day import DayItem, Part, my_day
from tenure.web.components.board_notices import notice_sentence
from tenure.web.components.ledger import LedgerLine, ledger_line
from tenure.web.members import member_of
from tenure.web.views.portfolio_needs import NeedLine, notice_line

TITLES: dict[Part, Promise] = {
    Part.OVERDUE: _("Overdue"),
    Part.TODAY: _("Today"),
    Part.WEEK: _("This week"),
    Part.REVIEWS: _("Reviews due"),
    Part.COLD: _("Key people going cold"),
    Part.BOARDS: _("Boards in danger"),
}


@require_safe
@door("account.see")
def day(request: HttpRequest) -> HttpResponse:
    """What is before the member, part after part."""
    member, today = member_of(request), timezone.localdate()
    items = my_day(member, today)
    parts = [(TITLES[part], [_line(item) for item in found]) for part, found in groupby(items, lambda item: item.part)]
    context = {
        "parts": parts,
        "today": today,
        "next": request.get_full_path(),
        "may_change": may(member, "commitment.change"),
        "may_log": may(member, "interaction.create"),
    }
    return render(request, "my_day/page.html", context)


def _line(item: DayItem) -> tuple[DayItem, str, NeedLine | None, LedgerLine | None]:
    """The item, with a board's warning or a review in words and the button that answers it, or with what is owed."""
    if item.review is not None:
        return item, *_review(item.review), None
    if item.proposal is not None:
        return item, *_proposal(item.proposal), None
    if item.notice is None:
        return item, item.text, None, ledger_line(item.commitment) if item.commitment else None
    return item, notice_sentence(item.notice), notice_line(item.notice), None


def _review(row: InboxRow) -> tuple[str, NeedLine]:
    values = {"account": row.plan.account.name, "day": date_format(row.due.on, "j M Y")}
    if row.review is not None and row.review.state == ReviewState.BEGUN:
        sentence, button = gettext("The review of the plan of %(account)s has begun."), gettext("Go on")
    elif row.due.days_late:
        sentence = gettext("The plan of %(account)s was to be reviewed by %(day)s.")
        button = gettext("Hold the review")
    else:
        sentence = gettext("The plan of %(account)s is to be reviewed by %(day)s.")
        button = gettext("Hold the review")
    said = sentence % values
    return said, NeedLine(said, button, reverse("review", args=[row.plan.account_id]))


def _proposal(proposal: ProposalReview) -> tuple[str, NeedLine]:
    values = {"who": proposal.asked_by.name, "title": proposal.title, "account": proposal.account.name}
    sentence = gettext("%(who)s asks you to look at “%(title)s” for %(account)s.") % values
    return sentence, NeedLine(sentence, gettext("Look at it"), reverse("proposal", args=[proposal.pk]))
