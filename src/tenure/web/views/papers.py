"""Plan, brief, minutes and roadmap as files: what their pages show, to be sent, printed, signed or edited."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenure.accounts.downloads import attachment
from tenure.core.doors import door
from tenure.growth.choices import ReviewState
from tenure.growth.models import PlanReview
from tenure.integrations.papers.brief import brief_paper
from tenure.integrations.papers.files import PaperFormat, paper_file
from tenure.integrations.papers.minutes import minutes_paper
from tenure.integrations.papers.paper import Paper
from tenure.integrations.papers.plan import plan_paper
from tenure.integrations.papers.roadmap import roadmap_paper
from tenure.web.members import member_of
from tenure.web.views.account import visible_account
from tenure.web.views.plan import visible_plan


@require_safe
@door("plan.see")
def plan(request: HttpRequest, pk: int) -> FileResponse:
    """The plan of an account as `?format=` asks."""
    found = visible_plan(member_of(request), pk)
    return _file(request, plan_paper(found, timezone.localdate()))


@require_safe
@door("account.see")
def brief(request: HttpRequest, pk: int) -> FileResponse:
    """The brief of an account as the member may see it."""
    member = member_of(request)
    return _file(request, brief_paper(visible_account(member, pk), member, timezone.localdate()))


@require_safe
@door("account.see")
def roadmap(request: HttpRequest, pk: int) -> FileResponse:
    """What was agreed with a client; with `?shared=1` what they may see of it."""
    account = visible_account(member_of(request), pk)
    return _file(request, roadmap_paper(account, timezone.localdate(), shared=request.GET.get("shared") == "1"))


@require_safe
@door("plan.see")
def minutes(request: HttpRequest, pk: int) -> FileResponse:
    """The minutes of a review that is closed."""
    rows = PlanReview.objects.visible_to(member_of(request)).select_related("plan__account", "mentor", "plan_version")
    review = get_object_or_404(rows, pk=pk, state=ReviewState.CLOSED)
    return _file(request, minutes_paper(review, timezone.localdate()))


def _file(request: HttpRequest, paper: Paper) -> FileResponse:
    """The document as the address asks; Http404 for a kind that there is not."""
    try:
        kind = PaperFormat(request.GET.get("format", ""))
    except ValueError as error:
        raise Http404 from error
    made = paper_file(paper, kind)
    return attachment(BytesIO(made.content), made.name, made.media_type)
