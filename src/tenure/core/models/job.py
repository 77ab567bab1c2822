from django.db import models
from django.utils import timezone

from tenure.core.choices import JobState, job_state_choices


class JobRun(models.Model):
    """One piece of background work as a person sees it: how far it is, whether it lives, what came of it.

    The queue only knows that work is to be done; this row adds progress, a heartbeat that tells a living job from one
    whose process was killed, and the number of attempts after which it is parked.
    """

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=job_state_choices, default=JobState.QUEUED)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=120, blank=True, default="")
    heartbeat_at = models.DateTimeField(null=True)
    requested_at = models.DateTimeField(default=timezone.now)
    requested_by_id = models.BigIntegerField(null=True)
    finished_at = models.DateTimeField(null=True)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_by_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.state})"
