"""Rankings as background work."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tenure.core.doors import takes
from tenure.core.jobs import Job
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
