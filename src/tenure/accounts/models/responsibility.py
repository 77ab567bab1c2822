from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenure.accounts.choices import work_area_choices, work_part_choices
from tenure.accounts.models.account import Account, of_accounts_seen_by
from tenure.core.policy import Actor


class ResponsibilityQuerySet(models.QuerySet["Responsibility"]):
    def visible_to(self, member: Actor) -> "ResponsibilityQuerySet":
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member))

    def held(self) -> "ResponsibilityQuerySet":
        """Those that hold today."""
        return self.filter(valid_to=None)


class Responsibility(models.Model):
    """What somebody of ours has to do with an area of an account's work, from when to when; rows only end.

    Each has one part in an area at a time, and at most one of all is accountable for it.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="responsibilities")
    area = models.CharField(max_length=20, choices=work_area_choices)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="responsibilities")
    part = models.CharField(max_length=12, choices=work_part_choices)
    valid_from = models.DateTimeField(default=timezone.now)
    valid_to = models.DateTimeField(null=True)

    objects = ResponsibilityQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "area"],
                condition=Q(part="accountable", valid_to=None),
                name="responsibility_one_accountable",
            ),
            models.UniqueConstraint(
                fields=["account", "area", "member"], condition=Q(valid_to=None), name="responsibility_one_part_each"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.part} for {self.area} of {self.account_id}"
