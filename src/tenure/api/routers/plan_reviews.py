"""Mentors' reviews of plans: which are due, what was said and found, and the minutes."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.plan_reviews import (
    CloseIn,
    DuePage,
    FindingIn,
    MoveIn,
    PlanReviewIn,
    PlanReviewInFull,
    PlanReviewOut,
    PlanReviewPage,
    PlanReviewPatch,
    ReviewFindingOut,
    ReviewValueIn,
    ReviewValueOut,
)
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.growth.actions.plan_review import (
    add_finding,
    begin_review,
    check_value,
    close_review,
    move_review,
    plan_review,
    remark_in_review,
)
from tenure.growth.choices import ReviewState
from tenure.growth.models import Plan, PlanReview, ReviewFinding
from tenure.growth.queries.reviews import InboxRow, inbox
from tenure.insight.queries.review_facts import review_facts, told_facts
from tenure.people.models import Member

router = Router(tags=["plans"])
LISTING = Listing(
    shown=shown(PlanReview.objects, PlanReviewOut),
    filters={
        **key("plan"),
        **key("mentor"),
        "state": asks("state", ReviewState),
        **days("due_on"),
        **moments("updated_at"),
    },
    orders={"id": Order("id"), "due_on": Order("due_on")},
    default="-id",
)


def visible(request: ApiRequest, review_id: int) -> PlanReview:
    """The review, if the member may see its account."""
    rows = PlanReview.objects.visible_to(request.auth)
    return rows.select_related("plan__account", "mentor", "plan_version").get(pk=review_id)


@router.get("", response=PlanReviewPage, **reads("plan.see", LISTING))
def list_plan_reviews(request: ApiRequest) -> HttpResponse:
    """The reviews of the plans you see, the last first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.get("/due", response=DuePage, **reads("plan.see"))
def list_due_reviews(request: ApiRequest) -> HttpResponse:
    """When the next review of each plan that you mentor is due, the most urgent first; leaders see all plans."""
    require(request.auth, "plan.see")
    return answer({"items": [_due(row) for row in inbox(request.auth, timezone.localdate())]})


@router.post("", response={201: PlanReviewOut}, **writes("review.plan", once=True))
@once
def post_plan_review(request: ApiRequest, body: PlanReviewIn) -> HttpResponse:
    """Set the day of a plan's next review with the account's mentor; a plan has one open review at a time."""
    fields = given(body)
    refer(fields, "plan", Plan.objects.visible_to(request.auth).select_related("account"))
    refer(fields, "mentor", Member.objects.visible_to(request.auth))
    return answer(_plain(plan_review(by=request.auth, **fields)), 201)


@router.get("/{int:review_id}", response=PlanReviewInFull, **reads("plan.see"))
def get_plan_review(request: ApiRequest, review_id: PathKey) -> HttpResponse:
    """One review with its values check, findings and minutes."""
    review = visible(request, review_id)
    require(request.auth, "plan.see")
    findings = review.findings.filter(commitment__deleted_at=None).select_related("commitment").order_by("pk")
    values = [field_values(one, ReviewValueOut.model_fields) for one in review.values.order_by("pk")]
    told = {"values": values, "findings": [_finding(one) for one in findings], "minutes": review.minutes}
    return answer({**_plain(review), **told})


@router.patch("/{int:review_id}", response=PlanReviewOut, **writes("review.hold"))
def patch_plan_review(request: ApiRequest, review_id: PathKey, body: PlanReviewPatch) -> HttpResponse:
    """Write remarks. Others' remarks on other items stay; on the same ones: 409 with theirs."""
    changes, version = changes_and_version(body)
    review = visible(request, review_id)
    return answer(_plain(remark_in_review(review=review, changes=changes, by=request.auth, version=version)))


@router.post("/{int:review_id}/move", response=PlanReviewOut, **writes("review.plan"))
def post_plan_review_moved(request: ApiRequest, review_id: PathKey, body: MoveIn) -> HttpResponse:
    """Put a review that has not begun on another day."""
    return answer(_plain(move_review(review=visible(request, review_id), due_on=body.due_on, by=request.auth)))


@router.post("/{int:review_id}/begin", response=PlanReviewOut, **writes("review.hold"))
def post_plan_review_begun(request: ApiRequest, review_id: PathKey) -> HttpResponse:
    """Begin a review with the plan's last version on the table; begun twice is begun once."""
    return answer(_plain(begin_review(review=visible(request, review_id), by=request.auth)))


@router.put("/{int:review_id}/value", response=ReviewValueOut, **writes("review.hold"))
def put_review_value(request: ApiRequest, review_id: PathKey, body: ReviewValueIn) -> HttpResponse:
    """Say whether one of the company's core values is lived. 409 where somebody has said otherwise meanwhile."""
    fields, version = changes_and_version(body)
    value = check_value(review=visible(request, review_id), by=request.auth, version=version, **fields)
    return answer(field_values(value, ReviewValueOut.model_fields))


@router.post("/{int:review_id}/findings", response={201: ReviewFindingOut}, **writes("review.hold", once=True))
@once
def post_review_finding(request: ApiRequest, review_id: PathKey, body: FindingIn) -> HttpResponse:
    """Promise what the review found to be done; the next review asks after it."""
    fields = given(body)
    review = visible(request, review_id)
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    return answer(_finding(add_finding(review=review, by=request.auth, **fields)), 201)


@router.post("/{int:review_id}/close", response=PlanReviewOut, **writes("review.hold"))
def post_plan_review_closed(request: ApiRequest, review_id: PathKey, body: CloseIn) -> HttpResponse:
    """Close a review with the day of the next one: its minutes are frozen and go to team and mentor."""
    review = visible(request, review_id)
    require(request.auth, "review.hold")
    facts = told_facts(review_facts(review.plan, timezone.localdate()))
    return answer(_plain(close_review(review=review, next_on=body.next_on, facts=facts, by=request.auth)))


def _plain(review: PlanReview) -> dict[str, Any]:
    return field_values(review, PlanReviewOut.model_fields)


def _finding(finding: ReviewFinding) -> dict[str, Any]:
    owed = finding.commitment
    return {
        "id": finding.pk, "review": finding.review_id, "commitment": owed.pk, "text": owed.text,
        "owner": owed.owner_id, "due_on": owed.due_on, "status": owed.status_on(timezone.localdate()),
    }  # fmt: skip


def _due(row: InboxRow) -> dict[str, Any]:
    return {
        "plan": row.plan.pk,
        "account": row.plan.account_id,
        "account_name": row.plan.account.name,
        "mentors": [member.pk for member in row.mentors],
        "due_on": row.due.on,
        "state": row.due.state,
        "days_late": row.due.days_late,
        "review": row.review.pk if row.review else None,
        "last_review": row.last.pk if row.last else None,
    }
