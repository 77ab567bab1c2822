"""Handovers as pages need them: what is done of each, what happened in the watch, how constant an owner was."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from tenure.accounts.choices import MET_BY, TeamRole
from tenure.accounts.models import Account, Commitment, Contact, Interaction, TeamMember
from tenure.analytics.commitments import CommitmentState
from tenure.analytics.continuity import Continuity, Stay, continuity
from tenure.analytics.handover import STEPS, Item, due_at, score
from tenure.commerce.queries import counting_orders, revenue_of_periods
from tenure.growth.models import Handover, HandoverItem
from tenure.growth.models.handover import RUNNING
from tenure.people.models import Member
from tenure.relationships.models import Stance

HANDOVERS_SHOWN = 100


@dataclass(frozen=True)
class Line:
    """One thing of a handover: when it is due, when it was done, and its row, None where nobody has said anything."""

    item: Item
    due_at: datetime
    done_at: datetime | None
    row: HandoverItem | None

    def is_late(self, now: datetime) -> bool:
        """Whether it was done after it was due, or is not done though it was due."""
        return (self.done_at or now) > self.due_at


def checklist(handover: Handover) -> list[Line]:
    """Everything that belongs to a handover, in order; the joint meeting is done once it is named."""
    rows = {row.item: row for row in handover.items.select_related("done_by")}
    opened = timezone.localtime(handover.opened_at)
    return [_line(handover, item, opened, rows.get(item.value)) for item in STEPS]


def _line(handover: Handover, item: Item, opened: datetime, row: HandoverItem | None) -> Line:
    done_at = row.done_at if row else None
    if item == Item.MEETING:
        done_at = handover.meeting.at if handover.meeting else None
    return Line(item, due_at(item, opened), done_at, row)


def score_of(handover: Handover, lines: Sequence[Line]) -> float:
    """How well the account was handed over, 0 to 1."""
    return score(sum(line.done_at is not None for line in lines), len(lines), int(handover.meeting_id is not None))


def latest_handover(account: Account) -> Handover | None:
    """The account's handover that is running, else the last; None where there was none. Ask the policy before."""
    found = Handover.objects.filter(account=account).select_related(
        "account", "from_member", "to_member", "meeting", "accepted_by"
    )
    return found.order_by(_running_first(), "-pk").first()


def earlier_handovers(account: Account, but: Handover | None) -> QuerySet[Handover]:
    """The account's other handovers, the latest first."""
    others = Handover.objects.filter(account=account).exclude(pk=but.pk if but else 0)
    return others.select_related("from_member", "to_member").order_by("-pk")[:HANDOVERS_SHOWN]


class Shown(StrEnum):
    """Which of the handovers are listed: those in which one gives or takes, those that run, or all that one sees."""

    MINE = "mine"
    RUNNING = "running"
    ALL = "all"


def handovers_seen(member: Member, shown: Shown) -> QuerySet[Handover]:
    """Those that the member sees and wants shown: the running first, then the latest.

    `told` counts what is done of each but the meeting.
    """
    seen = Handover.objects.visible_to(member)
    rows = {Shown.MINE: seen.concerning(member), Shown.RUNNING: seen.running(), Shown.ALL: seen}[shown]
    told = Count("items", filter=Q(items__done_at__isnull=False))
    found = rows.annotate(told=told).select_related("account", "from_member", "to_member")
    return found.order_by(_running_first(), "-pk")[:HANDOVERS_SHOWN]


def _running_first() -> Case:
    return Case(When(state__in=RUNNING, then=Value(0)), default=Value(1), output_field=IntegerField())


@dataclass(frozen=True)
class Watch:
    """What happened with an account since the client accepted, to the last day of the watch or today.

    `revenue` is that of these days and `revenue_before` of as many days up to the acceptance, in the reporting
    currency. `cooler` are the people whose stance was lowered.
    """

    first: date
    last: date
    met: int
    kept: int
    missed: int
    overdue: int
    revenue: Decimal
    revenue_before: Decimal
    left: Sequence[Contact]
    cooler: Sequence[Stance]

    @property
    def days(self) -> int:
        """How many days of the watch are over, the first not counted."""
        return (self.last - self.first).days

    @property
    def red_flags(self) -> int:
        """How many of them are a reason to act: nobody met, promises missed or overdue, people lost or cooler."""
        return (not self.met) + bool(self.missed or self.overdue) + len(self.left) + len(self.cooler)


def watch_of(handover: Handover, today: date) -> Watch | None:
    """What happened in the watch so far; None before the client has accepted."""
    first, until = handover.accepted_on, handover.watched_until
    if first is None or until is None:
        return None
    last = min(today, until, handover.closed_on or today)
    account, span = handover.account_id, last - first
    orders = counting_orders().filter(account=account)
    periods = {"now": (first + timedelta(days=1), last), "before": (first - span + timedelta(days=1), first)}
    revenue = revenue_of_periods(orders, periods)
    return Watch(
        first=first,
        last=last,
        met=_met(account, first, last),
        **_promises(account, first, last),
        revenue=revenue["now"],
        revenue_before=revenue["before"],
        left=list(Contact.objects.of_account(account).filter(left_on__range=(first, last)).order_by("left_on")),
        cooler=_cooler(account, first, last),
    )


def _met(account: int, first: date, last: date) -> int:
    met = Interaction.objects.of_account(account).filter(kind__in=[kind.value for kind in MET_BY])
    return met.filter(at__date__range=(first, last)).count()


def _promises(account: int, first: date, last: date) -> dict[str, int]:
    """What we owed in those days and what became of it."""
    due = Commitment.objects.of_account(account).ours().filter(first_due_on__range=(first, last))
    return due.aggregate(
        kept=Count("pk", filter=Q(state=CommitmentState.KEPT.value)),
        missed=Count("pk", filter=Q(state=CommitmentState.MISSED.value)),
        overdue=Count("pk", filter=Q(state=CommitmentState.OPEN.value, due_on__lt=last)),
    )


def _cooler(account: int, first: date, last: date) -> list[Stance]:
    """The last stances said in those days that are lower than the one before."""
    said = Stance.objects.filter(
        decision__account=account, decision__deleted_at=None, held_on__lte=last
    ).select_related("contact", "decision")
    held: dict[tuple[int, int], Stance] = {}
    lower: dict[tuple[int, int], Stance] = {}
    for stance in said.order_by("held_on", "pk"):
        pair = stance.decision_id, stance.contact_id
        if stance.held_on >= first and pair in held:
            lower.pop(pair, None)
            if stance.value < held[pair].value:
                lower[pair] = stance
        held[pair] = stance
    return list(lower.values())


def continuities(accounts: Iterable[int], today: date) -> Mapping[int, Continuity]:
    """How constant the owner of each account (by number) was; one query for all."""
    stays: dict[int, list[Stay]] = {number: [] for number in accounts}
    rows = TeamMember.objects.filter(account__in=stays, role=TeamRole.OWNER).order_by("valid_from", "pk")
    for account, member, since, until in rows.values_list("account_id", "member_id", "valid_from", "valid_to"):
        stays[account].append(Stay(member, _day(since), _day(until) if until else None))
    return {number: continuity(held, today) for number, held in stays.items()}


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
