from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.growth.choices import (
    RequirementArea,
    RequirementStatus,
    requirement_area_choices,
    requirement_status_choices,
)
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line


class PlanRequirementQuerySet(PlanItemQuerySet["PlanRequirement"]):
    """What accounts require of us."""


class PlanRequirement(PlanItem):
    """A financial or legal requirement of the account, how it stands with it, and what shows that."""

    EDITABLE = ("area", "name", "status", "due_on", "evidence")

    area = models.CharField(max_length=15, choices=requirement_area_choices, default=RequirementArea.PAYMENT)
    name = line()
    status = models.CharField(max_length=10, choices=requirement_status_choices, default=RequirementStatus.OPEN)
    due_on = models.DateField(null=True, blank=True)
    evidence = line(blank=True)

    objects = PlanRequirementQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [filled("name", "planrequirement_has_name", _("Say what is required."))]

    def __str__(self) -> str:
        return self.name
