from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.accounts.models import Account
from tenure.core.models import Record


class AwarenessPoll(Record):
    """The question "name our key accounts", put to every member; it is answered from memory until it is closed."""

    name = models.CharField(max_length=120)
    wanted = models.PositiveSmallIntegerField(default=10)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(wanted__range=(1, 50)), name="awareness_poll_wants_1_to_50"),
        ]

    def __str__(self) -> str:
        return self.name


class AwarenessName(models.Model):
    """One name that a member gave, as they wrote it; `account` is the account of that name, null while none fits."""

    poll = models.ForeignKey(AwarenessPoll, on_delete=models.CASCADE, related_name="names")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "member", "position"], name="awareness_name_place_once"),
        ]

    def __str__(self) -> str:
        return self.name
