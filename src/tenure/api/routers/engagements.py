"""Engagements of the accounts one sees: how far each is, judged, moved on or back, ended."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.models import Account
from tenure.analytics.engagement import Criterion, Level
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.engagements import (
    CourseOut,
    EngagementEndIn,
    EngagementIn,
    EngagementMoveIn,
    EngagementOut,
    EngagementPage,
    EngagementPatch,
    LevelCriterionIn,
)
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.growth.actions.engagement import (
    begin_engagement,
    change_engagement,
    end_engagement,
    judge_criterion,
    move_engagement,
    remove_engagement,
    restore_engagement,
    take_back_step,
)
from tenure.growth.level_criteria import criterion_sentence
from tenure.growth.models import Engagement, LevelStay
from tenure.growth.queries.engagements import CriterionLine, LevelStep, courses
from tenure.people.models import Member

router = Router(tags=["engagements"])
CHANGE = writes("engagement.change")
LISTING = Listing(
    shown=shown(Engagement.objects, EngagementOut),
    filters={
        **key("account"),
        **key("owner"),
        "level": asks("level", Level),
        **days("started_on"),
        **days("ended_on"),
        **moments("updated_at"),
    },
    orders={"id": Order("id")},
    default="-id",
)


def visible(request: ApiRequest, engagement_id: int, *, ever: bool = False) -> Engagement:
    """The engagement, if the member may see its account; `ever` where it may have been taken off."""
    rows = Engagement.objects
    seen = rows.ever_visible_to(request.auth) if ever else rows.visible_to(request.auth)
    return seen.select_related("account").get(pk=engagement_id)


@router.get("", response=EngagementPage, **reads("account.see", LISTING))
def list_engagements(request: ApiRequest) -> HttpResponse:
    """The engagements of the accounts you see, the latest first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: EngagementOut}, **writes("engagement.change", once=True))
@once
def post_engagement(request: ApiRequest, body: EngagementIn) -> HttpResponse:
    """Begin an engagement with an account."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    return answer(_plain(begin_engagement(by=request.auth, **fields)), 201)


@router.get("/{int:engagement_id}", response=EngagementOut, **reads("account.see"))
def get_engagement(request: ApiRequest, engagement_id: PathKey) -> HttpResponse:
    """One engagement."""
    return answer(_plain(visible(request, engagement_id)))


@router.patch("/{int:engagement_id}", response=EngagementOut, **CHANGE)
def patch_engagement(request: ApiRequest, engagement_id: PathKey, body: EngagementPatch) -> HttpResponse:
    """Change its name or owner. Others' changes to other fields stay; to the same ones: 409 with their values."""
    found = visible(request, engagement_id)
    changes, version = changes_and_version(body)
    refer(changes, "owner", Member.objects.visible_to(request.auth))
    return answer(_plain(change_engagement(engagement=found, changes=changes, by=request.auth, version=version)))


@router.delete("/{int:engagement_id}", response={204: None}, **CHANGE)
def delete_engagement(request: ApiRequest, engagement_id: PathKey) -> HttpResponse:
    """Take it off the account's pages."""
    remove_engagement(engagement=visible(request, engagement_id), by=request.auth)
    return nothing()


@router.post("/{int:engagement_id}/restore", response=EngagementOut, **CHANGE)
def post_engagement_restore(request: ApiRequest, engagement_id: PathKey) -> HttpResponse:
    """Put it back; twice is the same as once."""
    found = visible(request, engagement_id, ever=True)
    return answer(_plain(restore_engagement(engagement=found, by=request.auth)))


@router.get("/{int:engagement_id}/course", response=CourseOut, **reads("account.see"))
def get_engagement_course(request: ApiRequest, engagement_id: PathKey) -> HttpResponse:
    """The days in each level, what its level asks for and what of that is missing, and how it came there."""
    return answer(_course(visible(request, engagement_id)))


@router.put("/{int:engagement_id}/criteria/{criterion}", response=CourseOut, **CHANGE)
def put_engagement_criterion(
    request: ApiRequest, engagement_id: PathKey, criterion: Criterion, body: LevelCriterionIn
) -> HttpResponse:
    """Say whether something that a level asks for is met, or by what one sees that; what is left out stays."""
    found = visible(request, engagement_id)
    changes, version = changes_and_version(body)
    judge_criterion(engagement=found, criterion=criterion, changes=changes, by=request.auth, version=version)
    return answer(_course(found))


@router.post("/{int:engagement_id}/move", response=EngagementOut, **CHANGE)
def post_engagement_move(request: ApiRequest, engagement_id: PathKey, body: EngagementMoveIn) -> HttpResponse:
    """Let it go on to the next level, or back to an earlier one; where it is already nothing happens."""
    found = visible(request, engagement_id)
    return answer(_plain(move_engagement(engagement=found, by=request.auth, **given(body))))


@router.post("/{int:engagement_id}/end", response=EngagementOut, **CHANGE)
def post_engagement_end(request: ApiRequest, engagement_id: PathKey, body: EngagementEndIn) -> HttpResponse:
    """End it and say how."""
    return answer(_plain(end_engagement(engagement=visible(request, engagement_id), by=request.auth, **given(body))))


@router.post("/{int:engagement_id}/undo", response=EngagementOut, **CHANGE)
def post_engagement_undo(request: ApiRequest, engagement_id: PathKey) -> HttpResponse:
    """Take its last step back: its end, or its last move."""
    return answer(_plain(take_back_step(engagement=visible(request, engagement_id), by=request.auth)))


def _plain(engagement: Engagement) -> dict[str, Any]:
    return field_values(engagement, EngagementOut.model_fields)


def _course(engagement: Engagement) -> dict[str, Any]:
    (course,) = courses([engagement], timezone.localdate())
    return {
        "engagement": engagement.pk, "level": engagement.level, "missing": course.missing,
        "steps": [_step(step) for step in course.steps], "stays": [_stay(stay) for stay in course.stays],
        "entry": [_line(line) for line in course.entry], "exit": [_line(line) for line in course.exit],
    }  # fmt: skip


def _step(step: LevelStep) -> dict[str, Any]:
    usual = {"usual_days": step.usual.days, "usual_of": step.usual.of}
    return {"level": step.level, "days": step.days, **usual, "is_long": step.is_long}


def _stay(stay: LevelStay) -> dict[str, Any]:
    return field_values(stay, ["level", "since", "until", "reason", "missing", "moved_by"])


def _line(line: CriterionLine) -> dict[str, Any]:
    row = line.row
    return {
        "criterion": line.criterion, "sentence": criterion_sentence(line.criterion), "answer": line.answer,
        "evidence": row.evidence if row else "", "answered_on": row.answered_on if row else None,
        "answered_by": row.answered_by_id if row else None, "version": row.version if row else None,
    }  # fmt: skip
