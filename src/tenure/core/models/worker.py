from django.db import models
from django.utils import timezone


class Worker(models.Model):
    """A process that runs background jobs; it says every few seconds that it lives, and leaves when it ends."""

    name = models.CharField(max_length=120, unique=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name
