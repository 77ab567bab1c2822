from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.growth.choices import RiskKind, risk_kind_choices
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line, lines, who

ONE_TO_FIVE = [MinValueValidator(1), MaxValueValidator(5)]


class PlanRiskQuerySet(PlanItemQuerySet["PlanRisk"]):
    """What may come."""


class PlanRisk(PlanItem):
    """What may come, for worse or for better: how likely, how much, each 1 to 5, and what we do about it."""

    EDITABLE = ("kind", "name", "likelihood", "impact", "response", "owner")

    kind = models.CharField(max_length=11, choices=risk_kind_choices, default=RiskKind.RISK)
    name = line()
    likelihood = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    impact = models.PositiveSmallIntegerField(null=True, blank=True, validators=ONE_TO_FIVE)
    response = lines()
    owner = who()

    objects = PlanRiskQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [
            filled("name", "planrisk_has_name", _("Say what may come.")),
            models.CheckConstraint(
                condition=Q(likelihood=None) | Q(likelihood__range=(1, 5)), name="planrisk_likelihood_1_to_5"
            ),
            models.CheckConstraint(condition=Q(impact=None) | Q(impact__range=(1, 5)), name="planrisk_impact_1_to_5"),
        ]

    def __str__(self) -> str:
        return self.name
