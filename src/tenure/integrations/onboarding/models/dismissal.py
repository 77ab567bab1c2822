from django.conf import settings
from django.db import models
from django.utils import timezone


class Dismissal(models.Model):
    """A member who does not want to see the checklist of the first hour any more."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"checklist dismissed by {self.member_id}"
