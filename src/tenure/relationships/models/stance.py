from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Contact, of_accounts_seen_by
from tenure.analytics.board.position import BLOCKER, CHAMPION
from tenure.core.policy import Actor
from tenure.relationships.models.decision import Decision


class StanceQuerySet(models.QuerySet["Stance"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member, "decision__account"), decision__deleted_at=None)

    def until(self, day: date) -> Self:
        """Those held on a day or before, the latest last."""
        return self.filter(held_on__lte=day).order_by("held_on", "pk")


class Stance(models.Model):
    """What somebody of theirs thinks of us in one decision, with its evidence: +2 champion to -2 blocker.

    The latest at or before a day counts on that day; all stay on record.
    """

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="stances")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="stances")
    value = models.SmallIntegerField(validators=[MinValueValidator(BLOCKER), MaxValueValidator(CHAMPION)])
    evidence = models.CharField(max_length=500)
    held_on = models.DateField(default=timezone.localdate)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = StanceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(BLOCKER, CHAMPION)), name="stance_minus_2_to_2"),
            models.CheckConstraint(
                condition=~Q(evidence=""),
                name="stance_has_evidence",
                violation_error_message=_("Say what shows it."),
            ),
        ]
        indexes = [models.Index(fields=["decision", "held_on", "id"], name="stance_by_day")]

    def __str__(self) -> str:
        return f"{self.value:+d} of {self.contact_id} on {self.decision_id}"
