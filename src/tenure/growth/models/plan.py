from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, of_accounts_seen_by
from tenure.analytics.plans.course import PlanState
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import USUAL_REVIEW_DAYS, plan_state_choices

LONGEST_TEXT = 4000


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees. Ask the policy whether they are told of plans."""
        return self.filter(of_accounts_seen_by(member))

    def still_open(self) -> Self:
        return self.exclude(state=PlanState.CLOSED)


def _text() -> "models.TextField[str, str]":
    return models.TextField(max_length=LONGEST_TEXT, blank=True, default="")


def _source() -> "models.CharField[str, str]":
    return models.CharField(max_length=200, blank=True, default="")


def _day() -> "models.DateField[date | None, date | None]":
    return models.DateField(null=True, blank=True, editable=False)


class Plan(Record):
    """What we mean to do with an account: its texts; what is counted and listed hangs on it as items.

    `state` is that of the latest edition, `runs` the number of the version that is in force. Each section of text has
    the day on which somebody last looked at it.
    """

    # The fields of each section; the day of its review is the section's name with `_reviewed_on`.
    SECTIONS: ClassVar = {
        "client_strategy": ("client_strategy", "client_strategy_source"),
        "client_organisation": ("client_organisation", "client_organisation_source"),
        "buying_strategy": ("buying_strategy", "buying_strategy_source"),
        "position": ("position",),
        "strategy": ("strategy", "message", "pillars"),
    }

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="plans")
    state = models.CharField(max_length=10, choices=plan_state_choices, default=PlanState.DRAFT, editable=False)
    runs = models.PositiveIntegerField(null=True, editable=False)
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    horizon_years = models.PositiveSmallIntegerField(
        default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    review_days = models.PositiveSmallIntegerField(
        default=USUAL_REVIEW_DAYS, validators=[MinValueValidator(1), MaxValueValidator(366)]
    )
    currency = models.CharField(max_length=3, blank=True, default="")
    rate = models.DecimalField(
        max_digits=5, decimal_places=4, default=Decimal("0.1"), validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    client_strategy = _text()
    client_strategy_source = _source()
    client_strategy_reviewed_on = _day()
    client_organisation = _text()
    client_organisation_source = _source()
    client_organisation_reviewed_on = _day()
    buying_strategy = _text()
    buying_strategy_source = _source()
    buying_strategy_reviewed_on = _day()
    position = _text()
    position_reviewed_on = _day()
    strategy = _text()
    message = models.CharField(max_length=200, blank=True, default="")
    pillars = _text()
    strategy_reviewed_on = _day()

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=~Q(state=PlanState.CLOSED.value),
                name="plan_one_open_of_an_account",
                violation_error_message=_("This account has a plan already; close it before another one begins."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="plan_ends_after_it_begins",
                violation_error_message=_("A plan cannot end before it begins."),
            ),
            models.CheckConstraint(condition=Q(review_days__range=(1, 366)), name="plan_review_1_to_366_days"),
            models.CheckConstraint(condition=Q(horizon_years__range=(1, 20)), name="plan_horizon_1_to_20_years"),
            models.CheckConstraint(condition=Q(rate__range=(0, 1)), name="plan_rate_0_to_1"),
        ]

    def __str__(self) -> str:
        return f"plan of {self.account_id}"
