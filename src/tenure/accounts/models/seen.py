from django.conf import settings
from django.db import models
from django.utils import timezone

from tenure.accounts.models.account import Account


class SeenAccount(models.Model):
    """When a member last opened an account; only their latest few are kept, to find those again fast."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "account"], name="account_seen_once_by_member")]
        indexes = [models.Index(fields=["member", "-seen_at"], name="account_seen_lately")]

    def __str__(self) -> str:
        return f"{self.account_id} seen by {self.member_id}"
