from datetime import datetime, timedelta

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from tenure.core.policy import Actor, sees_every_account
from tenure.insight.choices import BulkKind, bulk_kind_choices

UNDO_FOR = timedelta(days=30)


class BulkChangeQuerySet(models.QuerySet["BulkChange"]):
    def visible_to(self, member: Actor) -> "BulkChangeQuerySet":
        """What the member did themselves; leaders see what everybody did."""
        if not member.is_active:
            return self.none()
        return self if sees_every_account(member) else self.filter(by_id=member.pk)


class BulkChange(models.Model):
    """The same done to many accounts at once, with what was there before, so that it can be taken back.

    `value` is the member's number or the kind of account that was set. `before` has one entry per account that
    changed: its number and what it had. `kept` lists the accounts that undoing left alone, because somebody had
    changed them again.
    """

    kind = models.CharField(max_length=20, choices=bulk_kind_choices)
    value = models.CharField(max_length=20, blank=True, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bulk_changes")
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    undone_at = models.DateTimeField(null=True)
    kept = models.JSONField(default=list)

    objects = BulkChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["by", "-id"], name="bulk_change_by_member")]

    def __str__(self) -> str:
        return f"{BulkKind(self.kind).value} on {len(self.before)} accounts"

    @property
    def accounts(self) -> list[int]:
        """The numbers of the accounts that it changed."""
        return [entry["account"] for entry in self.before]

    @property
    def undo_until(self) -> datetime:
        """The last moment at which it can be taken back."""
        return self.at + UNDO_FOR

    @property
    def can_be_undone(self) -> bool:
        """Whether it was not taken back yet, changed anything, and is young enough."""
        return self.undone_at is None and bool(self.before) and timezone.now() <= self.undo_until
