"""Narrowing the audit log and the background jobs to what somebody asks for and may see."""

from typing import Any, TypeVar

from django.db.models import QuerySet

from tenure.core.choices import JobState
from tenure.core.models import AuditEntry, JobRun, Notification
from tenure.core.notices import JUDGING
from tenure.core.policy import Actor, may, sees_every_account
from tenure.core.written import written_once

# Beyond so many the bell only says that there are more.
MOST_COUNTED = 10

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


def notifications_of(member: Actor) -> QuerySet[Notification]:
    """What the member was told, the latest first, as far as they may be told it now; nothing for a disabled one."""
    told = Notification.objects.filter(member_id=member.pk) if member.is_active else Notification.objects.none()
    if not may(member, "judgement.see"):
        told = told.exclude(kind__startswith=JUDGING)
    return told.order_by("-pk")


def unread_count(member: Actor) -> int:
    """How much of it the member has not read, counted no further than `MOST_COUNTED`."""
    return len(_unread(member))


@written_once
def _unread(member: Actor) -> QuerySet[Notification, int]:
    unread = notifications_of(member).filter(read_at=None)
    return unread.order_by().values_list("pk", flat=True)[:MOST_COUNTED]
