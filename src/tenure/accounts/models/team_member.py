from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenure.accounts.choices import TeamRole, team_role_choices
from tenure.accounts.models.account import Account


class TeamMember(models.Model):
    """Who of us looks after an account, as what, and from when to when. Nobody's work is forgotten: rows only end."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="team")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=16, choices=team_role_choices, default=TeamRole.MEMBER)
    valid_from = models.DateTimeField(default=timezone.now)
    valid_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=Q(role="owner", valid_to=None), name="team_one_owner_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(role="global_manager", valid_to=None),
                name="team_one_global_manager_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["member", "account"], condition=Q(valid_to=None), name="team_member_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} {self.role} of {self.account_id}"
