"""Rankings and snapshots of boards as background work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone

from tenure.core.doors import takes
from tenure.core.jobs import Job
from tenure.insight.actions.board_snapshots import retake_snapshots, take_snapshots
from tenure.insight.actions.ranking import compute_ranking
from tenure.people.models import Member


@takes("ranking.compute")
def rank_portfolio(job: Job) -> Mapping[str, Any]:
    """Rank the portfolio as of the day that the job names ("as_of", null for the last order's).

    It is one sum over everything, so it has no steps to report. Run twice, the second finds nothing changed.
    """
    day = job.arguments["as_of"]
    by = Member.objects.get(pk=job.requested_by_id)
    ranking = compute_ranking(by=by, as_of=date.fromisoformat(day) if day else None)
    return {"ranking": ranking.pk, "as_of": ranking.as_of.isoformat()}


@takes("snapshot.take")
def take_board_snapshots(job: Job) -> Mapping[str, Any]:
    """Take today's snapshot of every open decision that has none yet; a later attempt goes on where one ended."""
    by = Member.objects.get(pk=job.requested_by_id) if job.requested_by_id else None
    day = timezone.localdate()
    return {"day": day.isoformat(), "boards": take_snapshots(day=day, by=by, report=job.report)}


@takes("snapshot.take")
def take_board_snapshots_again(job: Job) -> None:
    """Take today's snapshots of some decisions again ("decisions", by number)."""
    retake_snapshots(decisions=job.arguments.get("decisions", []), day=timezone.localdate())
