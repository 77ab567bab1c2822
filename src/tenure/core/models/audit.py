from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone


class AuditEntry(models.Model):
    """Who did what to which record, with each changed field's value before and after.

    The actor and the thing are kept by number and name, without foreign keys: the log outlives what it speaks of.
    `account_id` is the account the thing belongs to, so that the log is shown only to those who may see the account.
    """

    at = models.DateTimeField(default=timezone.now)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    thing_version = models.PositiveIntegerField(default=1)
    account_id = models.BigIntegerField(null=True)
    changes = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["noun", "thing_id", "-id"], name="audit_by_thing"),
            models.Index(fields=["account_id", "-id"], name="audit_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.noun} {self.thing_id}"
