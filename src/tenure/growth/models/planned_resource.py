from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line


class PlannedResourceQuerySet(PlanItemQuerySet["PlannedResource"]):
    """What plans take of our house."""


def _hours(**options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=8, decimal_places=1, validators=[MinValueValidator(0)], **options)


def _cost(**options: Any) -> "models.DecimalField[Any, Any]":
    return models.DecimalField(max_digits=15, decimal_places=2, validators=[MinValueValidator(0)], **options)


class PlannedResource(PlanItem):
    """What the plan takes of a department: hours and money, as planned and as delivered; None where nobody counted."""

    EDITABLE = ("name", "department", "planned_hours", "delivered_hours", "planned_cost", "delivered_cost")

    name = line()
    department = line(blank=True, longest=60)
    planned_hours = _hours(null=True, blank=True)
    delivered_hours = _hours(null=True, blank=True)
    planned_cost = _cost(null=True, blank=True)
    delivered_cost = _cost(null=True, blank=True)

    objects = PlannedResourceQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [
            filled("name", "plannedresource_has_name", _("Say what is needed.")),
            models.CheckConstraint(
                condition=(Q(planned_hours=None) | Q(planned_hours__gte=0))
                & (Q(delivered_hours=None) | Q(delivered_hours__gte=0))
                & (Q(planned_cost=None) | Q(planned_cost__gte=0))
                & (Q(delivered_cost=None) | Q(delivered_cost__gte=0)),
                name="plannedresource_nothing_below_0",
            ),
        ]

    def __str__(self) -> str:
        return self.name
