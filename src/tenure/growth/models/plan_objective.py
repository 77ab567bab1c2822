from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tenure.growth.choices import (
    Horizon,
    ObjectiveLevel,
    ObjectiveState,
    horizon_choices,
    objective_aim_choices,
    objective_level_choices,
    objective_state_choices,
)
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet, filled, line, who


class PlanObjectiveQuerySet(PlanItemQuerySet["PlanObjective"]):
    def still_open(self) -> Self:
        return self.filter(state=ObjectiveState.OPEN, deleted_at=None)


class PlanObjective(PlanItem):
    """What is to be reached: how it is measured, from where to where, by whom, on which level and how far ahead.

    `actual` is where the measure stands; `aims_at` says where a target counts profit or volume.
    """

    EDITABLE = (
        "name", "level", "horizon", "measure", "unit", "baseline", "target", "actual", "aims_at", "owner", "state",
    )  # fmt: skip

    name = line()
    level = models.CharField(max_length=12, choices=objective_level_choices, default=ObjectiveLevel.BUSINESS)
    horizon = models.CharField(max_length=6, choices=horizon_choices, default=Horizon.SHORT)
    measure = line(blank=True)
    unit = line(blank=True, longest=20)
    baseline = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    target = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    actual = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    aims_at = models.CharField(max_length=6, choices=objective_aim_choices, blank=True, default="")
    owner = who()
    state = models.CharField(max_length=7, choices=objective_state_choices, default=ObjectiveState.OPEN)

    objects = PlanObjectiveQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [
            filled("name", "planobjective_has_name", _("Say what is to be reached.")),
            models.CheckConstraint(
                condition=Q(target=None) | ~Q(measure=""),
                name="planobjective_target_has_measure",
                violation_error_message=_("A target needs a measure; say what is counted."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
