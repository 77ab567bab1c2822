from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.accounts.models.account_thing import AccountThing, AccountThingQuerySet
from tenure.core.models import Record
from tenure.relationships.choices import USUAL_REVIEW_DAYS, DecisionState, decision_state_choices


class DecisionQuerySet(AccountThingQuerySet["Decision"]):
    """The buying decisions of accounts."""

    def still_open(self) -> Self:
        return self.filter(state=DecisionState.OPEN, deleted_at=None)


class Decision(Record, AccountThing):
    """One buying decision of an account: what is bought, until when, and every how many days a move of ours is due.

    One person of the board is its king; a committee shares the crown. `closed_on` is the day on which it was decided
    or dropped.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="decisions")
    name = models.CharField(max_length=200)
    line = models.CharField(max_length=200, blank=True, default="")
    opened_on = models.DateField(default=timezone.localdate)
    deadline = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=decision_state_choices, default=DecisionState.OPEN)
    closed_on = models.DateField(null=True, blank=True, editable=False)
    review_days = models.PositiveSmallIntegerField(default=USUAL_REVIEW_DAYS)
    shared_crown = models.BooleanField(default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="decision_has_name",
                violation_error_message=_("Say what is to be decided."),
            ),
            models.CheckConstraint(
                condition=Q(review_days__range=(1, 366)),
                name="decision_review_1_to_366_days",
                violation_error_message=_("A review comes every 1 to 366 days."),
            ),
            models.CheckConstraint(
                condition=Q(deadline=None) | Q(deadline__gte=models.F("opened_on")),
                name="decision_deadline_after_opening",
                violation_error_message=_("A decision cannot be due before it was opened."),
            ),
            models.CheckConstraint(
                condition=Q(state=DecisionState.OPEN.value, closed_on=None)
                | (~Q(state=DecisionState.OPEN.value) & Q(closed_on__isnull=False)),
                name="decision_closed_on_a_day",
            ),
        ]
        indexes = [models.Index(fields=["account", "state", "id"], name="decision_by_account")]

    def __str__(self) -> str:
        return self.name
