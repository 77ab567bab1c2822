from django.db import models

from tenure.core.models import Record


class Guidance(Record):
    """What our own company is guided by, for every plan to be held against: one row."""

    vision = models.TextField(max_length=1000, blank=True, default="")
    mission = models.TextField(max_length=1000, blank=True, default="")
    # One core value a line.
    core_values = models.TextField(max_length=1000, blank=True, default="")

    def __str__(self) -> str:
        return self.vision

    @property
    def values(self) -> list[str]:
        """The core values, each by itself."""
        return [value.strip() for value in self.core_values.splitlines() if value.strip()]
