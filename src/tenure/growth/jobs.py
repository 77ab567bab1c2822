"""What members are reminded of at night."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from tenure.core.doors import takes
from tenure.core.jobs import Job
from tenure.growth.actions.reminders import remind
from tenure.people.models import Member


@takes("reminder.send")
def remind_members(job: Job) -> Mapping[str, Any]:
    """Tell mentors of reviews that have fallen due, and receivers of handovers that have opened; each is told once."""
    by = Member.objects.get(pk=job.requested_by_id) if job.requested_by_id else None
    day = timezone.localdate()
    return {"day": day.isoformat(), "told": remind(day=day, by=by)}
