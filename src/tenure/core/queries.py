"""Reading the audit log and the background jobs."""

from django.db.models import QuerySet

from tenure.core.models import AuditEntry, JobRun
from tenure.core.policy import Actor, sees_every_account


def history_of(noun: str, thing_id: int) -> QuerySet[AuditEntry]:
    """What was done to one thing. Ask only for a thing that the reader may see."""
    return AuditEntry.objects.filter(noun=noun, thing_id=thing_id)


def jobs_visible_to(member: Actor) -> QuerySet[JobRun]:
    """A member's own jobs; leaders see everybody's."""
    return JobRun.objects.all() if sees_every_account(member) else JobRun.objects.filter(requested_by_id=member.pk)
