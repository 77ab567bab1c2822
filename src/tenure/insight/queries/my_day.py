"""What a member has before them today: one list of what is overdue, due and going cold, from several providers.

A provider answers with plain values and no order; what another app knows about a day joins by one more function in
PROVIDERS.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import IntEnum

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tenure.accounts.choices import KEY_SENIORITY
from tenure.accounts.models import Account, Commitment, CommitmentQuerySet, Contact
from tenure.accounts.queries.interactions import LONG_DAYS
from tenure.accounts.queries.ledger import with_names
from tenure.core.policy import Actor, may
from tenure.core.written import written_once
from tenure.growth.models import ProposalReview
from tenure.growth.queries.reviews import InboxRow, mentored, proposals_asked_of
from tenure.insight.models import BoardNotice, Standing
from tenure.insight.queries.needs import board_findings
from tenure.insight.queries.rankings import current_ranking
from tenure.people.models import Member

WEEK = timedelta(days=7)
PROMISES_SHOWN, COLD_SHOWN, WARNINGS_SHOWN = 60, 8, 6
# More key accounts than anybody keeps warm: of an owner of thousands the first by rank are watched.
ACCOUNTS_WATCHED = 100


class Part(IntEnum):
    """The parts of a day, in their order."""

    OVERDUE = 1
    TODAY = 2
    WEEK = 3
    REVIEWS = 4
    COLD = 5
    BOARDS = 6


@dataclass(frozen=True)
class DayItem:
    """Something before a member: in which part of the day, on which account, by which day.

    What it is stands in one of the others: a promise, somebody not met for long, what a board
    warns of, a plan to be reviewed, a proposal to be looked at, or a `text` with its `url` for what has no row here.
    """

    part: Part
    account: Account | None
    on: date | None = None
    commitment: Commitment | None = None
    contact: Contact | None = None
    notice: BoardNotice | None = None
    review: InboxRow | None = None
    proposal: ProposalReview | None = None
    text: str = ""
    url: str = ""


Provider = Callable[[Member, date], Iterable[DayItem]]


def promises_due(member: Member, today: date) -> list[DayItem]:
    """What the member owes, and what is owed to them by others, overdue or due within a week; one query."""
    rows = _due_before(member, today + WEEK)
    return [DayItem(_part(one.due_on, today), one.account, one.due_on, one) for one in rows]


def people_cold(member: Member, today: date) -> list[DayItem]:
    """Key people of the first key accounts that the member owns whom nobody has spoken with for long; one query.

    Whoever was met and is fading comes before whoever was never met: a tie is kept more easily than made.
    """
    ranking = current_ranking()
    if ranking is None:
        return []
    since = timezone.make_aware(datetime.combine(today - timedelta(days=LONG_DAYS), datetime.min.time()))
    cold = _not_met_since(member, ranking.pk, since)
    return [DayItem(Part.COLD, one.account, contact=one) for one in cold]


def boards_warn(member: Member, _today: date) -> list[DayItem]:
    """What the boards of the accounts that the member owns warn of; one query. Nothing for who may not see it."""
    notices = [finding.notice for finding in board_findings(member) if finding.notice is not None]
    return [DayItem(Part.BOARDS, one.account, notice=one) for one in notices[:WARNINGS_SHOWN]]


def reviews_due(member: Member, today: date) -> list[DayItem]:
    """The plans that the member mentors whose review is overdue or due within a week, and proposals that wait for them.

    Five queries, or none for who is told of no plans.
    """
    if not may(member, "plan.see"):
        return []
    rows = [row for row in mentored(member, today) if row.due.on < today + WEEK]
    plans = [DayItem(Part.REVIEWS, row.plan.account, row.due.on, review=row) for row in rows]
    waiting = proposals_asked_of(member)
    return plans + [DayItem(Part.REVIEWS, one.account, one.due_on, proposal=one) for one in waiting]


PROVIDERS: tuple[Provider, ...] = (promises_due, reviews_due, people_cold, boards_warn)


def my_day(member: Member, today: date, providers: Iterable[Provider] = PROVIDERS) -> list[DayItem]:
    """Everything before the member, part after part; within one in the provider's order, by day where there is one."""
    items = [item for provider in providers for item in provider(member, today)]
    return sorted(items, key=lambda item: (item.part, item.on or date.max))


def _part(due_on: date, today: date) -> Part:
    if due_on < today:
        return Part.OVERDUE
    return Part.TODAY if due_on == today else Part.WEEK


@written_once
def _due_before(member: Actor, day: date) -> CommitmentQuerySet:
    seen = Commitment.objects.visible_to(member).still_open().filter(due_on__lt=day)
    mine = seen.filter(Q(owner_id=member.pk) | Q(to_member_id=member.pk, contact__isnull=False))
    return with_names(mine).order_by("due_on", "pk")[:PROMISES_SHOWN]


@written_once
def _not_met_since(member: Actor, ranking: int, moment: datetime) -> QuerySet[Contact, Contact]:
    """Of today's key people of the first key accounts that the member owns, the first who were not met since then."""
    theirs = Contact.objects.visible_to(member).filter(left_on=None, seniority__gte=KEY_SENIORITY)
    key = Standing.objects.filter(ranking_id=ranking, is_key=True, account__owner_id=member.pk).order_by("rank")
    owned = theirs.filter(account__in=key.values("account")[:ACCOUNTS_WATCHED])
    cold = owned.filter(Q(last_met_at=None) | Q(last_met_at__lt=moment)).select_related("account")
    order = (F("seniority").desc(), F("last_met_at").asc(nulls_last=True), "name", "pk")
    return cold.only("name", "title", "last_met_at", "account__name").order_by(*order)[:COLD_SHOWN]
