"""What is done once a day without anybody asking: the workers ask for it themselves, after midnight or when they start.

Two workers that look at the same moment may both ask; a nightly job finds what is done already, so nothing is doubled.
"""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

from tenure.core.jobs import enqueue
from tenure.core.models import JobRun


def ask_for_the_night(now: datetime, asked_on: date | None) -> date:
    """Ask for each nightly job that nobody has asked for since the day began; return that day.

    `asked_on` is the day for which this worker has asked before, so that it looks once a day alone.
    """
    today = timezone.localdate(now)
    if asked_on != today:
        midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
        ours = JobRun.objects.filter(kind__in=settings.TENURE_NIGHTLY, requested_by_id=None)
        asked = set(ours.filter(requested_at__gte=midnight).values_list("kind", flat=True))
        for kind in settings.TENURE_NIGHTLY:
            if kind not in asked:
                enqueue(kind=kind, arguments={}, by=None)
    return today
