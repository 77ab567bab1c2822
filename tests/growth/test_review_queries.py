"""The mentor's inbox: what is due, waits or was looked at, for as many queries with many plans as with one."""

from datetime import date, timedelta

from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account
from tenure.analytics.plans.review import Dueness, FollowUp
from tenure.growth.actions.plan import create_plan
from tenure.growth.actions.plan_review import add_finding, begin_review, close_review, plan_review
from tenure.growth.actions.proposal_review import ask_proposal_review
from tenure.growth.models import Plan, PlanReview
from tenure.growth.queries.reviews import inbox, past_reviews, proposals_asked, proposals_waiting
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = timezone.localdate()


def held(plan: Plan, mentor: Member, next_in: int = 90, findings: int = 0) -> PlanReview:
    """A closed review of the plan, the next in so many days."""
    review = begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)
    for number in range(findings):
        add_finding(review=review, text=f"Finding {number}", due_on=TODAY, by=mentor)
    return close_review(review=review, next_on=TODAY + timedelta(days=next_in), facts={}, by=mentor)


def another(mentor: Member, owner: Member, name: str, starts_on: date = TODAY) -> Plan:
    account = create_account(by=owner, name=name)
    add_team_member(account=account, member=mentor, by=owner, role=TeamRole.MENTOR)
    return create_plan(account=account, by=owner, starts_on=starts_on)


def test_mentors_see_the_reviews_of_their_accounts_and_leaders_all(
    plan: Plan, mentor: Member, alice: Member, charlie: Member, director: Member
) -> None:
    assert [row.plan for row in inbox(mentor, TODAY)] == [plan]
    assert [row.mentors for row in inbox(director, TODAY)] == [[mentor]]
    assert inbox(alice, TODAY) == inbox(charlie, TODAY) == []


def test_the_most_urgent_review_comes_first(plan: Plan, mentor: Member, alice: Member) -> None:
    late = another(mentor, alice, "Late", TODAY - timedelta(days=102))
    today = another(mentor, alice, "Today", TODAY - timedelta(days=90))
    held(plan, mentor, next_in=10)
    found = [(row.plan, row.due.state, row.due.days_late) for row in inbox(mentor, TODAY)]
    assert found == [(late, Dueness.OVERDUE, 12), (today, Dueness.DUE, 0), (plan, Dueness.SOON, 0)]


def test_a_review_that_was_given_a_day_is_due_on_it(plan: Plan, mentor: Member) -> None:
    review = plan_review(plan=plan, due_on=TODAY, by=mentor)
    (row,) = inbox(mentor, TODAY)
    assert (row.review, row.due.state, row.last) == (review, Dueness.DUE, None)


def test_the_inbox_asks_as_often_for_many_plans_and_reviews_as_for_one(
    plan: Plan, mentor: Member, alice: Member
) -> None:
    held(plan, mentor, next_in=1)
    plan_review(plan=plan, by=mentor)
    asked = len(queries_of(lambda: inbox(mentor, TODAY)))
    for number in range(3):
        other = another(mentor, alice, f"Account {number}")
        held(other, mentor, next_in=1)
        held(other, mentor, next_in=1)
        plan_review(plan=other, by=mentor)
    assert len(queries_of(lambda: inbox(mentor, TODAY))) == asked
    assert len(inbox(mentor, TODAY)) == 4


def test_past_reviews_tell_what_became_of_their_findings(plan: Plan, mentor: Member) -> None:
    first = held(plan, mentor, findings=2)
    keep_commitment(commitment=first.findings.order_by("pk")[0].commitment, by=mentor)
    asked = len(queries_of(lambda: past_reviews(plan, TODAY)))
    second = held(plan, mentor, findings=3)
    found = past_reviews(plan, TODAY)
    assert [(one.review, one.became) for one in found] == [
        (second, FollowUp(open=3)),
        (first, FollowUp(kept=1, open=1)),
    ]
    assert len(queries_of(lambda: past_reviews(plan, TODAY))) == asked


def test_proposals_wait_for_who_was_asked_and_leaders_see_all(
    account: Account, alice: Member, bob: Member, mentor: Member, director: Member
) -> None:
    later = ask_proposal_review(
        account=account, title="Later", asked_of=mentor, due_on=TODAY + timedelta(days=9), by=alice
    )
    soon = ask_proposal_review(account=account, title="Soon", asked_of=bob, due_on=TODAY, by=alice)
    assert proposals_waiting(mentor) == [later]
    assert proposals_waiting(director) == [soon, later]
    assert proposals_asked(alice) == [soon, later]
    assert proposals_asked(bob) == []
