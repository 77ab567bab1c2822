"""Narrowing the audit log and the background jobs to what somebody asks for and may see."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from tenure.core.choices import JobState
from tenure.core.models import AuditEntry, JobRun
from tenure.core.policy import Actor, sees_every_account

Entries = TypeVar("Entries", bound=QuerySet[AuditEntry, Any])
Jobs = TypeVar("Jobs", bound=QuerySet[JobRun, Any])


def history_of(entries: Entries, *, noun: str, thing_id: int) -> Entries:
    """What was done to one thing. Ask only for a thing that the reader may see."""
    return entries.filter(noun=noun, thing_id=thing_id)


def jobs_visible_to(jobs: Jobs, member: Actor) -> Jobs:
    """A member's own jobs; leaders see everybody's."""
    return jobs if sees_every_account(member) else jobs.filter(requested_by_id=member.pk)


def waiting_jobs(*kinds: str) -> QuerySet[JobRun]:
    """The jobs of these kinds that nobody has begun yet, the oldest first."""
    return JobRun.objects.filter(kind__in=kinds, state=JobState.QUEUED).order_by("pk")


def unfinished_jobs(*kinds: str) -> QuerySet[JobRun]:
    """The jobs of these kinds that wait or run, the oldest first."""
    return JobRun.objects.filter(kind__in=kinds, state__in=[JobState.QUEUED, JobState.RUNNING]).order_by("pk")
