from django.contrib.sessions.models import Session
from django.db import models
from django.utils import timezone

from tenure.people.models.member import Member


class MemberSession(models.Model):
    """A browser in which a member is signed in, as the member recognises it. It ends with Django's session."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="sessions")
    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="shown")
    since = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    device = models.CharField(max_length=60)
    address = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"{self.member_id} with {self.device}"
