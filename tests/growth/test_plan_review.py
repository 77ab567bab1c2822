"""A mentor's review: planned with the account's mentor, held by them alone, its findings promised, closed for good."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Commitment
from tenure.analytics.plans.course import PlanState
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry, Notification
from tenure.growth.actions.course import close_plan
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.plan_review import (
    add_finding,
    begin_review,
    check_value,
    close_review,
    move_review,
    plan_review,
    remark_in_review,
)
from tenure.growth.models import Plan, PlanReview, ReviewFinding, ReviewValue
from tenure.people.models import Member
from tests.growth.conftest import running

TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=90)


@pytest.fixture
def review(plan: Plan, mentor: Member) -> PlanReview:
    """A review of Alice's plan that has begun."""
    return begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)


def closed(review: PlanReview, by: Member, **facts: Any) -> dict[str, Any]:
    """The minutes of a review that is closed now."""
    minutes: dict[str, Any] | None = close_review(review=review, next_on=LATER, facts=facts, by=by).minutes
    assert minutes is not None
    return minutes


def test_a_review_is_planned_with_the_account_s_mentor_on_the_day_of_its_cycle(
    plan: Plan, mentor: Member, alice: Member
) -> None:
    found = plan_review(plan=plan, by=alice)
    assert (found.mentor, found.state) == (mentor, "planned")
    assert found.due_on == plan.starts_on + timedelta(days=plan.review_days)
    assert Notification.objects.filter(member_id=mentor.pk, kind="review_planned").count() == 1


def test_a_plan_without_a_mentor_has_no_review(plan: Plan, alice: Member) -> None:
    with pytest.raises(ValidationError, match="has no mentor; put one on its team first"):
        plan_review(plan=plan, by=alice)
    assert not PlanReview.objects.exists()


def test_only_the_account_s_own_mentor_is_named(plan: Plan, mentor: Member, alice: Member, bob: Member) -> None:
    with pytest.raises(ValidationError, match="is no mentor of"):
        plan_review(plan=plan, mentor=bob, by=alice)


def test_a_second_open_review_is_refused(plan: Plan, mentor: Member) -> None:
    plan_review(plan=plan, by=mentor)
    with pytest.raises(ValidationError, match="A review of this plan is open already"):
        plan_review(plan=plan, by=mentor)


def test_a_closed_plan_is_reviewed_no_more(plan: Plan, mentor: Member, alice: Member) -> None:
    close_plan(plan=plan, by=alice)
    with pytest.raises(ValidationError, match="A plan that is closed is reviewed no more"):
        plan_review(plan=plan, by=mentor)


def test_a_review_that_has_not_begun_is_put_on_another_day(plan: Plan, mentor: Member, alice: Member) -> None:
    planned = plan_review(plan=plan, by=mentor)
    assert move_review(review=planned, due_on=LATER, by=alice).due_on == LATER
    begin_review(review=planned, by=mentor)
    with pytest.raises(ValidationError, match="its day stands"):
        move_review(review=planned, due_on=TODAY, by=alice)


def test_a_review_looks_at_the_last_version_while_a_running_plan_waits_for_it(
    plan: Plan, mentor: Member, alice: Member, bob: Member
) -> None:
    version = running(plan, alice, bob)
    found = begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)
    plan.refresh_from_db()
    assert (found.plan_version, plan.state) == (version, PlanState.REVIEW_DUE)
    closed(found, mentor)
    plan.refresh_from_db()
    assert plan.state == PlanState.RUNNING


def test_a_draft_is_reviewed_as_it_is(plan: Plan, review: PlanReview, mentor: Member) -> None:
    closed(review, mentor)
    plan.refresh_from_db()
    assert (review.plan_version, plan.state) == (None, PlanState.DRAFT)


def test_beginning_twice_is_beginning_once(review: PlanReview, mentor: Member) -> None:
    begun_at = review.begun_at
    assert begin_review(review=review, by=mentor).begun_at == begun_at
    assert AuditEntry.objects.filter(noun="planreview", verb="begun").count() == 1


@pytest.mark.parametrize("who", ["alice", "bob", "charlie"])
def test_nobody_but_mentor_and_leaders_holds_a_review(
    who: str, review: PlanReview, request: pytest.FixtureRequest
) -> None:
    member = request.getfixturevalue(who)
    logged = AuditEntry.objects.count()
    for act in (
        lambda: remark_in_review(review=review, changes={"on_card": "Mine"}, by=member),
        lambda: check_value(review=review, name="Candour", by=member, verdict="lived"),
        lambda: add_finding(review=review, text="Mine", due_on=TODAY, by=member),
        lambda: closed(review, member),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert AuditEntry.objects.count() == logged


def test_a_leader_holds_a_review_too(review: PlanReview, director: Member) -> None:
    assert closed(review, director)["closed_by"] == director.name


def test_remarks_on_different_items_merge_and_on_the_same_one_the_second_is_told(
    review: PlanReview, mentor: Member, director: Member
) -> None:
    seen = review.version
    remark_in_review(review=review, changes={"on_balance": "Too short"}, by=mentor, version=seen)
    again = PlanReview.objects.get(pk=review.pk)
    remark_in_review(review=again, changes={"on_values": "Good"}, by=director, version=seen)
    with pytest.raises(ConflictError) as caught:
        remark_in_review(review=again, changes={"on_balance": "Fine"}, by=director, version=seen)
    assert caught.value.current == {"on_balance": "Too short"}
    review.refresh_from_db()
    assert (review.on_balance, review.on_values) == ("Too short", "Good")


def test_nothing_is_said_before_a_review_begins_or_after_it_is_closed(plan: Plan, mentor: Member) -> None:
    review = plan_review(plan=plan, by=mentor)
    with pytest.raises(ValidationError, match="has not begun"):
        remark_in_review(review=review, changes={"on_card": "Early"}, by=mentor)
    closed(begin_review(review=review, by=mentor), mentor)
    for act in (
        lambda: remark_in_review(review=review, changes={"on_card": "Late"}, by=mentor),
        lambda: add_finding(review=review, text="Late", due_on=TODAY, by=mentor),
        lambda: closed(review, mentor),
        lambda: begin_review(review=review, by=mentor),
    ):
        with pytest.raises(ValidationError, match="its minutes stand"):
            act()


def test_a_value_of_the_company_is_checked_with_evidence_and_checked_again(
    review: PlanReview, mentor: Member, director: Member
) -> None:
    change_guidance(changes={"core_values": "Candour\nThrift"}, by=director)
    check_value(review=review, name="Candour", by=mentor, verdict="partly", evidence="Told late of the delay")
    check_value(review=review, name="Candour", by=director, verdict="lived")
    value = ReviewValue.objects.get()
    assert (value.verdict, value.evidence) == ("lived", "Told late of the delay")
    with pytest.raises(ValidationError, match="“Speed” is none of the company's values; there are Candour, Thrift"):
        check_value(review=review, name="Speed", by=mentor, verdict="lived")


def test_a_finding_is_a_commitment_of_the_account_that_the_next_review_asks_after(
    plan: Plan, review: PlanReview, mentor: Member, alice: Member
) -> None:
    finding = add_finding(review=review, text="Meet the plant manager", due_on=TODAY, by=mentor, owner=alice)
    owed = finding.commitment
    assert (owed.kind, owed.origin, owed.owner, owed.account) == ("review_finding", "review", alice, plan.account)
    closed(review, mentor)
    keep_commitment(commitment=owed, by=alice)
    second = begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)
    minutes = closed(second, mentor)
    assert [(one["text"], one["status"]) for one in minutes["earlier"]] == [("Meet the plant manager", "kept")]


def test_a_finding_for_somebody_who_does_not_see_the_account_leaves_nothing(
    review: PlanReview, mentor: Member, charlie: Member
) -> None:
    with pytest.raises(ValidationError, match="does not see"):
        add_finding(review=review, text="Call", due_on=TODAY, by=mentor, owner=charlie)
    assert not Commitment.objects.exists()
    assert not ReviewFinding.objects.exists()


@pytest.mark.parametrize("days", [-1, 0])
def test_closing_needs_a_next_day_that_is_to_come(days: int, review: PlanReview, mentor: Member) -> None:
    with pytest.raises(ValidationError, match="the next review is on a later day"):
        close_review(review=review, next_on=TODAY + timedelta(days=days), facts={}, by=mentor)


def test_minutes_keep_what_was_said_and_go_to_team_and_mentor(
    review: PlanReview, mentor: Member, alice: Member, bob: Member, director: Member
) -> None:
    change_guidance(changes={"core_values": "Candour"}, by=director)
    remark_in_review(review=review, changes={"on_objectives": "One is late"}, by=mentor)
    check_value(review=review, name="Candour", by=mentor, verdict="lived", evidence="Said so")
    add_finding(review=review, text="Write it down", due_on=LATER, by=mentor, owner=bob)
    minutes = closed(review, mentor, readiness=0.25)
    assert minutes["remarks"]["objectives"] == "One is late"
    assert minutes["values"] == [{"name": "Candour", "verdict": "lived", "evidence": "Said so"}]
    assert [(one["text"], one["owner"]) for one in minutes["findings"]] == [("Write it down", bob.name)]
    assert (minutes["next_on"], minutes["facts"]) == (LATER.isoformat(), {"readiness": 0.25})
    told = Notification.objects.filter(kind="review_closed").values_list("member_id", flat=True)
    assert set(told) == {alice.pk, bob.pk, mentor.pk}


def test_the_day_set_at_the_end_is_that_of_the_next_review(plan: Plan, review: PlanReview, mentor: Member) -> None:
    closed(review, mentor)
    assert plan_review(plan=plan, by=mentor).due_on == LATER


def test_a_stranger_plans_no_review(plan: Plan, mentor: Member, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            plan_review(plan=plan, by=member, due_on=date(2027, 1, 1))
    assert not PlanReview.objects.exists()
