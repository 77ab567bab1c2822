from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet

FIRST, LAST = 1990, 2100


class ProfitYearQuerySet(PlanItemQuerySet["ProfitYear"]):
    """The years of profit plans."""


class ProfitYear(PlanItem):
    """A year of the profit plan: what the account contributes, and what it costs us (hours x rate + programme)."""

    EDITABLE = ("year", "contribution", "cost")

    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(FIRST), MaxValueValidator(LAST)])
    contribution = models.DecimalField(max_digits=15, decimal_places=2, default=Decimal(0))
    cost = models.DecimalField(max_digits=15, decimal_places=2, default=Decimal(0), validators=[MinValueValidator(0)])

    objects = ProfitYearQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "year"],
                condition=Q(deleted_at=None),
                name="profityear_once_in_a_plan",
                violation_error_message=_("The profit plan has this year already."),
            ),
            models.CheckConstraint(condition=Q(year__range=(FIRST, LAST)), name="profityear_in_range"),
            models.CheckConstraint(condition=Q(cost__gte=0), name="profityear_cost_not_below_0"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    @property
    def flow(self) -> Decimal:
        """What the year brings in after what it costs."""
        return self.contribution - self.cost
