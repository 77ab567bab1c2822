from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.accounts.models import Account, Contact, of_accounts_seen_by
from tenure.core.policy import Actor, may
from tenure.relationships.models import Decision


class BoardNoticeQuerySet(models.QuerySet["BoardNotice"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees, and what their own hours do not suffice for."""
        if not may(member, "judgement.see"):
            return self.none()
        mine = Q(account=None, member_id=member.pk)
        seen = Q(account__isnull=False, decision__deleted_at=None) & of_accounts_seen_by(member)
        return self.filter(seen | mine)


class BoardNotice(models.Model):
    """What the latest snapshots warn of: about a decision, one of its people or a tie; or about a member's hours.

    `kind` and `value` are as `analytics.board.monitoring.Watched` has them; `since` is the day on which it was found
    first, without a break. Rows are written anew with every snapshot; what was so on another day is told by that day's
    snapshot.
    """

    kind = models.CharField(max_length=12)
    urgency = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, null=True, related_name="notices")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateField()
    value = models.FloatField(null=True)

    objects = BoardNoticeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["urgency", "since", "id"], name="board_notice_by_urgency")]

    def __str__(self) -> str:
        return f"{self.kind} since {self.since}"
