"""Which reviews are due, by whom; what was found in the last ones and what became of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, QuerySet

from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Commitment, TeamMember
from tenure.analytics.plans.review import Due, FollowUp, follow_up, next_review_on, review_due
from tenure.core.policy import RULES, Actor, sees_every_account
from tenure.core.written import written_once
from tenure.growth.choices import ReviewState
from tenure.growth.models import Plan, PlanQuerySet, PlanReview, ProposalReview, ReviewFinding
from tenure.people.models import Member

MOST_ASKED = 20


def mentors_of(accounts: Iterable[int]) -> dict[int, list[Member]]:
    """Who mentors these accounts, by number, today; one query."""
    rows = TeamMember.objects.filter(
        account__in=list(accounts), valid_to=None, role=TeamRole.MENTOR,
        member__is_active=True, member__role__in=[role.value for role in RULES["review.hold"]],
    )  # fmt: skip
    found: dict[int, list[Member]] = {}
    for row in rows.select_related("member").order_by("valid_from", "pk"):
        found.setdefault(row.account_id, []).append(row.member)
    return found


def due_on_of(plan: Plan) -> date:
    """The day by which a plan is to be reviewed: the one set last time, else a cycle of the plan's after its start."""
    return _due_on(plan, last_closed(plan))


def _due_on(plan: Plan, last: PlanReview | None) -> date:
    if last is not None and last.next_on is not None:
        return last.next_on
    return next_review_on(plan.starts_on, every_days=plan.review_days)


def last_closed(plan: Plan, before: PlanReview | None = None) -> PlanReview | None:
    """The review of a plan that was closed last, or last before another one; None where there was none."""
    closed = PlanReview.objects.closed().filter(plan=plan)
    if before is not None and before.closed_at is not None:
        closed = closed.filter(closed_at__lt=before.closed_at)
    return closed.select_related("plan_version", "mentor").first()


def open_review(plan: Plan) -> PlanReview | None:
    """The review of a plan that is planned or begun."""
    reviews = PlanReview.objects.still_open().filter(plan=plan)
    return reviews.select_related("plan__account", "mentor", "plan_version").first()


def findings_of(reviews: Iterable[PlanReview]) -> dict[int, list[Commitment]]:
    """What reviews found to be done, by the review's number, in the order in which it was found; one query."""
    numbers = [review.pk for review in reviews]
    rows = ReviewFinding.objects.filter(review__in=numbers, commitment__deleted_at=None)
    found: dict[int, list[Commitment]] = {number: [] for number in numbers}
    for row in rows.select_related("commitment__owner").order_by("pk"):
        found[row.review_id].append(row.commitment)
    return found


def is_holder(mentor: int | None, member: Member) -> bool:
    """Whether it is the member who holds a review with this mentor, by number: that mentor, or a leader."""
    return member.pk == mentor or sees_every_account(member)


@dataclass(frozen=True)
class PastReview:
    """A review that is closed, what it found to be done, and what has become of that."""

    review: PlanReview
    findings: Sequence[Commitment]
    became: FollowUp


def past_reviews(plan: Plan, today: date) -> list[PastReview]:
    """The closed reviews of a plan, the latest first; two queries, however many there were."""
    closed = list(PlanReview.objects.closed().filter(plan=plan).defer("minutes").select_related("mentor"))
    found = findings_of(closed)
    return [PastReview(one, found[one.pk], follow_up([each.owed for each in found[one.pk]], today)) for one in closed]


@dataclass(frozen=True)
class InboxRow:
    """A plan with the day of its next review: who mentors it, the review that is open and the last one, if any."""

    plan: Plan
    mentors: Sequence[Member]
    due: Due
    review: PlanReview | None
    last: PlanReview | None


def inbox(member: Member, today: date) -> list[InboxRow]:
    """The open plans that the member mentors, leaders all, the most urgent first; four queries for any number."""
    return _rows(_plans_seen(member) if sees_every_account(member) else _plans_mentored(member), today)


def mentored(member: Member, today: date) -> list[InboxRow]:
    """The same of the plans that the member mentors, leaders too."""
    return _rows(_plans_mentored(member), today)


def reviewed_with(member: Member, today: date) -> list[InboxRow]:
    """The same of the plans of the accounts that the member owns and others review; of leaders, who see all, none."""
    if sees_every_account(member):
        return []
    mentored_by = TeamMember.objects.filter(member_id=member.pk, role=TeamRole.MENTOR, valid_to=None)
    own = Plan.objects.visible_to(member).still_open().filter(account__owner=member)
    return _rows(list(_with_owners(own.exclude(account__in=mentored_by.values("account")))), today)


def all_reviews(today: date) -> list[InboxRow]:
    """The same of every open plan, for nobody in particular."""
    return _rows(list(_with_owners(Plan.objects.still_open().filter(account__deleted_at=None))), today)


def _rows(plans: Sequence[Plan], today: date) -> list[InboxRow]:
    if not plans:
        return []
    numbers = [plan.pk for plan in plans]
    open_ones = {one.plan_id: one for one in _open(numbers)}
    last = _last(numbers)
    mentors = mentors_of(plan.account_id for plan in plans)
    rows = [
        _row(plan, mentors.get(plan.account_id, []), open_ones.get(plan.pk), last.get(plan.pk), today) for plan in plans
    ]
    return sorted(rows, key=lambda row: (row.due.on, row.plan.account.name, row.plan.pk))


@written_once
def _plans_seen(member: Actor) -> PlanQuerySet:
    return _with_owners(Plan.objects.visible_to(member).still_open())


@written_once
def _plans_mentored(member: Actor) -> PlanQuerySet:
    mentored_by = TeamMember.objects.filter(member_id=member.pk, role=TeamRole.MENTOR, valid_to=None)
    return _with_owners(Plan.objects.visible_to(member).still_open().filter(account__in=mentored_by.values("account")))


def _with_owners(plans: PlanQuerySet) -> PlanQuerySet:
    return plans.select_related("account__owner")


def _open(plans: Sequence[int]) -> Iterable[PlanReview]:
    return PlanReview.objects.still_open().filter(plan__in=plans).select_related("mentor").defer("minutes")


def _last(plans: Sequence[int]) -> Mapping[int, PlanReview]:
    """The review that was closed last, by the plan's number."""
    closed = PlanReview.objects.filter(plan__in=plans, state=ReviewState.CLOSED)
    latest = closed.order_by().values("plan").annotate(latest=Max("closed_at")).values("latest")
    rows = closed.filter(closed_at__in=latest).defer("minutes").order_by("closed_at", "pk")
    return {row.plan_id: row for row in rows}


def _row(
    plan: Plan, mentors: Sequence[Member], review: PlanReview | None, last: PlanReview | None, today: date
) -> InboxRow:
    due_on = review.due_on if review else _due_on(plan, last)
    return InboxRow(plan, mentors, review_due(due_on, today), review, last)


def proposals_waiting(member: Member) -> list[ProposalReview]:
    """What waits for the member to look at it before it goes out, leaders see all, the most urgent first."""
    waiting = ProposalReview.objects.visible_to(member).waiting()
    asked = waiting if sees_every_account(member) else waiting.filter(asked_of=member)
    return list(asked.select_related("account", "document", "asked_by", "asked_of"))


def proposals_asked_of(member: Member) -> list[ProposalReview]:
    """What waits for the member alone to look at it, leaders too, the most urgent first."""
    return _asked_of(member)


@written_once
def _asked_of(member: Actor) -> QuerySet[ProposalReview, ProposalReview]:
    waiting = ProposalReview.objects.visible_to(member).waiting().filter(asked_of_id=member.pk)
    return waiting.select_related("account", "asked_by")


def proposals_asked(member: Member) -> list[ProposalReview]:
    """What the member has had looked at, the latest first, as far as it is shown."""
    asked = ProposalReview.objects.visible_to(member).filter(asked_by=member)
    return list(asked.select_related("account", "document", "asked_by", "asked_of").order_by("-pk")[:MOST_ASKED])


def proposals_of(account: int) -> list[ProposalReview]:
    """What was looked at for an account, the latest first. Ask only for an account that the reader sees."""
    rows = ProposalReview.objects.filter(account=account).order_by("-pk")
    return list(rows.select_related("document", "asked_by", "asked_of")[:MOST_ASKED])
