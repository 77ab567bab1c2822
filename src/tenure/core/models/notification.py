from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Notification(models.Model):
    """Something a member is told once: what happened (`kind`, a sentence of `core.notices`), and to which thing.

    The member and the thing are kept by number, as the audit log does. Who is told of the same `occasion` twice is
    told once.
    """

    member_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    noun = models.CharField(max_length=40, blank=True, default="")
    thing_id = models.BigIntegerField(null=True)
    occasion = models.CharField(max_length=120)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member_id", "occasion"], name="notification_once_for_an_occasion")
        ]
        indexes = [
            models.Index(fields=["member_id", "-id"], name="notification_by_member"),
            models.Index(fields=["member_id"], condition=Q(read_at=None), name="notification_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}"
