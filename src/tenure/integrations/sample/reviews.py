"""Reviews of the sample's plans: one reviewed twice and due today, one overdue, and proposals looked at before."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment, redate_commitment
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account
from tenure.growth.actions.plan_review import (
    add_finding,
    begin_review,
    check_value,
    close_review,
    plan_review,
    remark_in_review,
)
from tenure.growth.actions.proposal_review import answer_proposal_review, ask_proposal_review
from tenure.growth.choices import ProposalVerdict
from tenure.growth.models import Plan, PlanReview
from tenure.growth.queries.document import guidance
from tenure.growth.queries.reviews import mentors_of
from tenure.insight.queries.review_facts import review_facts, told_facts
from tenure.integrations.sample.actions import backdate_review
from tenure.integrations.sample.words import DOMAIN, SOURCE
from tenure.people.models import Member

MENTORS = ("ilse.brandt", "jonas.lind")
FIRST, SECOND, LATE_BY = 178, 88, 12


@dataclass(frozen=True)
class Found:
    """A finding, due so many days ago (below 0: in so many); kept and put off as many days ago, None for neither."""

    text: str
    due_ago: int
    kept_ago: int | None = None
    put_off_to: int | None = None


@dataclass(frozen=True)
class Held:
    """A review that was held so many days ago: what was remarked, seen of the company's values, and found."""

    ago: int
    remarks: dict[str, str]
    values: tuple[tuple[str, str, str], ...]
    found: tuple[Found, ...]


REVIEWS = (
    Held(
        FIRST,
        {
            "on_balance": "Every objective counts pumps. Where is what they mean to us in three years?",
            "on_card": "Nobody could say who moves the operations director.",
            "on_decisions": "Service belongs into the plan. Come back with what a stop costs them.",
        },
        (
            ("Say it first", "partly", "The delay of the seals was told on the day it was due."),
            ("Keep what we promise", "lived", "All of what was promised in spring was kept."),
            ("Think in years", "not", "No objective reaches beyond twelve months."),
        ),
        (
            Found("Work out what a stop of the line costs them", 150, kept_ago=152),
            Found("Bring a second of ours to the plant director", 140, kept_ago=131),
        ),
    ),
    Held(
        SECOND,
        {
            "on_findings": "Both done; the second one late, for a good reason.",
            "on_changes": "The plant director has come over to us. Finance is still fog.",
            "on_objectives": "The trial is ahead of its plan. Ten years of running needs an owner in service.",
            "on_decisions": "Go on; see their finance director before the tender.",
        },
        (
            ("Say it first", "lived", "The new date of the trial was told three weeks ahead."),
            ("One team for the customer", "partly", "Sales and service still send two answers."),
            ("Think in years", "lived", "Their next plant is in the plan now."),
        ),
        (
            Found("One answer to the customer: sales and service agree who writes", 60, kept_ago=63),
            Found("Name a planner who stays for the second line", 30, kept_ago=24),
            Found("See their finance director", 20, put_off_to=-15),
        ),
    ),
)


def hold_reviews(*, account: Account, today: date, by: Member) -> None:
    """Tell the reviews of an account with a running plan, and let the review of another account's plan be overdue."""
    plan = Plan.objects.still_open().filter(account=account).select_related("account").first()
    if plan is None:
        return
    mentor = _mentor(account, by)
    days = [*(today - timedelta(days=held.ago) for held in REVIEWS), today]
    for held, day, following in zip(REVIEWS, days, days[1:], strict=False):
        _hold(plan, held, mentor, today, day, following)
    _show_proposals(account, mentor, today, by)
    # Of the sample's own alone: what somebody else plans is theirs to review.
    others = Plan.objects.still_open().filter(account__source=SOURCE).exclude(account=account)
    other = others.exclude(account__owner=None).order_by("pk").first()
    if other is not None:
        _mentor(other.account, by)
        plan_review(plan=other, due_on=today - timedelta(days=LATE_BY), by=by)


def _mentor(account: Account, by: Member) -> Member:
    """The account's mentor; where it has none, the first of ours who could be."""
    mentors = mentors_of([account.pk]).get(account.pk)
    if mentors:
        return mentors[0]
    offered = Member.objects.filter(email__in=[f"{name}@{DOMAIN}" for name in MENTORS]).exclude(pk=account.owner_id)
    member = offered.order_by("email").first() or by
    add_team_member(account=account, member=member, by=by, role=TeamRole.MENTOR)
    return member


def _hold(plan: Plan, held: Held, mentor: Member, today: date, day: date, following: date) -> None:
    """Hold a review as of a day that is past, the next on the following one."""
    owner = plan.account.owner
    review = begin_review(review=plan_review(plan=plan, due_on=day, mentor=mentor, by=mentor), by=mentor)
    remark_in_review(review=review, changes=held.remarks, by=mentor)
    # A company that had values before the sample came keeps its own.
    held_up = guidance()
    ours = held_up.values if held_up else []
    for name, verdict, evidence in (one for one in held.values if one[0] in ours):
        check_value(review=review, name=name, by=mentor, verdict=verdict, evidence=evidence)
    for found in held.found:
        _find(review, found, owner, mentor, today)
    facts: dict[str, Any] = told_facts(review_facts(plan, day))
    # Closed now, whatever day the company is told as of; the day that it was is written over it.
    close_review(review=review, next_on=timezone.localdate() + timedelta(days=1), facts=facts, by=mentor)
    backdate_review(review=review, day=day, next_on=following, version=plan.versions.earliest("number"), by=mentor)


def _find(review: PlanReview, found: Found, owner: Member | None, mentor: Member, today: date) -> None:
    due_on = today - timedelta(days=found.due_ago)
    owed = add_finding(review=review, text=found.text, due_on=due_on, by=mentor, owner=owner).commitment
    if found.put_off_to is not None:
        later = today - timedelta(days=found.put_off_to)
        redate_commitment(commitment=owed, due_on=later, reason="She was away until the month after", by=mentor)
    if found.kept_ago is not None:
        keep_commitment(commitment=owed, by=mentor, on=today - timedelta(days=found.kept_ago))


def _show_proposals(account: Account, mentor: Member, today: date, by: Member) -> None:
    """One that may go out, one that waits."""
    author = account.owner or by
    if author.pk == mentor.pk:
        return
    ask = partial(ask_proposal_review, account=account, asked_of=mentor, by=author)
    shown = ask(title="Slides for the plant's kick-off", due_on=today - timedelta(days=30))
    words = "Begin with what a stop costs them; our figures come last."
    answer_proposal_review(proposal=shown, verdict=ProposalVerdict.GO, comments=words, by=mentor)
    ask(title="Offer for the second filling line", due_on=today + timedelta(days=2))
