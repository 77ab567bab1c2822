"""Asking for a ranking in the background, for doors that cannot wait for it."""

from datetime import date

from django.db import transaction

from tenure.assessments.actions.criteria_set import ensure_default_criteria, set_label_pack
from tenure.core.jobs import enqueue
from tenure.core.models import JobRun
from tenure.core.policy import require
from tenure.core.queries import waiting_jobs
from tenure.insight.models import Ranking
from tenure.people.models import Member

KIND = "ranking"


@transaction.atomic
def queue_ranking(*, by: Member, as_of: date | None = None) -> JobRun:
    """Ask for the portfolio to be ranked as of a day (default: the last order's), and return the job that will do it.

    A job that still waits has not read anything yet, so it serves whoever asks for the same again. The ranking itself
    is audited when it is computed. Raises PermissionDenied when the role may not.
    """
    require(by, "ranking.compute")
    arguments = {"as_of": as_of.isoformat() if as_of else None}
    waiting = waiting_jobs(KIND).filter(arguments=arguments).first()
    return waiting or enqueue(kind=KIND, arguments=arguments, by=by)


@transaction.atomic
def queue_relabelling(*, label_pack: str, by: Member) -> JobRun:
    """Name the grades of the active criteria by another label pack, and ask for the ranking with its words. Audited.

    Raises PermissionDenied when the role may not, ValidationError when the pack has no words for the set's levels.
    """
    require(by, "criteria.change")
    set_label_pack(criteria_set=ensure_default_criteria(by=by), label_pack=label_pack, by=by)
    current = Ranking.objects.filter(is_current=True).first()
    return queue_ranking(by=by, as_of=current.as_of if current else None)
