from django.conf import settings
from django.db import models
from django.utils import timezone


class SavedMapping(models.Model):
    """How files of one origin are read, under a name by which it can be chosen the next time."""

    name = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=20)
    mapping = models.JSONField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="saved_mapping_has_name")]

    def __str__(self) -> str:
        return self.name
