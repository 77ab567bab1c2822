"""Plan, brief, minutes and roadmap as files."""

from io import BytesIO
from typing import Annotated

from django.http import FileResponse
from django.utils import timezone
from ninja import Query, Router

from tenure.accounts.downloads import attachment
from tenure.accounts.models import Account
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.schemas.fields import PathKey
from tenure.core.policy import require
from tenure.growth.choices import ReviewState
from tenure.growth.models import Plan, PlanReview
from tenure.growth.queries.plans import plan_of
from tenure.integrations.papers.brief import brief_paper
from tenure.integrations.papers.files import MEDIA_TYPES, PaperFormat, paper_file
from tenure.integrations.papers.minutes import minutes_paper
from tenure.integrations.papers.paper import Paper
from tenure.integrations.papers.plan import plan_paper
from tenure.integrations.papers.roadmap import roadmap_paper

router = Router(tags=["exports"])
Format = Annotated[PaperFormat, Query()]


@router.get("/accounts/{int:account_id}/plan/export", response={200: None}, **reads("plan.see", files=MEDIA_TYPES))
def get_plan_export(request: ApiRequest, account_id: PathKey, format: Format) -> FileResponse:
    """The account's plan as it stands, with the signatures on its latest version, as pages or slides."""
    plan = plan_of(_account(request, account_id))
    require(request.auth, "plan.see")
    if plan is None:
        raise Plan.DoesNotExist
    return _file(plan_paper(plan, timezone.localdate()), format)


@router.get("/accounts/{int:account_id}/brief/export", response={200: None}, **reads("account.see", files=MEDIA_TYPES))
def get_brief_export(request: ApiRequest, account_id: PathKey, format: Format) -> FileResponse:
    """What one reads of an account before a meeting, as pages or slides; margins and judgements where you see them."""
    account = _account(request, account_id)
    return _file(brief_paper(account, request.auth, timezone.localdate()), format)


@router.get(
    "/accounts/{int:account_id}/roadmap/export", response={200: None}, **reads("account.see", files=MEDIA_TYPES)
)
def get_roadmap_export(
    request: ApiRequest, account_id: PathKey, format: Format, shared: Annotated[bool, Query()] = False
) -> FileResponse:
    """What was agreed with a client, as pages or slides; with `shared` only what they may see of it."""
    account = _account(request, account_id)
    return _file(roadmap_paper(account, timezone.localdate(), shared=shared), format)


@router.get(
    "/plan-reviews/{int:review_id}/minutes/export", response={200: None}, **reads("plan.see", files=MEDIA_TYPES)
)
def get_minutes_export(request: ApiRequest, review_id: PathKey, format: Format) -> FileResponse:
    """The minutes of a review that is closed, as pages or slides."""
    rows = PlanReview.objects.visible_to(request.auth).select_related("plan__account", "mentor", "plan_version")
    review = rows.get(pk=review_id)
    require(request.auth, "plan.see")
    if review.state != ReviewState.CLOSED:
        raise PlanReview.DoesNotExist
    return _file(minutes_paper(review, timezone.localdate()), format)


def _account(request: ApiRequest, account_id: int) -> Account:
    return Account.objects.visible_to(request.auth).select_related("owner").get(pk=account_id)


def _file(paper: Paper, kind: PaperFormat) -> FileResponse:
    made = paper_file(paper, kind)
    return attachment(BytesIO(made.content), made.name, made.media_type)
