from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from tenure.accounts.models import Commitment
from tenure.growth.models.plan_item import PlanItem, PlanItemQuerySet
from tenure.growth.models.plan_objective import PlanObjective

HEAVIEST = 100


class PlanActionQuerySet(PlanItemQuerySet["PlanAction"]):
    """What is to be done for objectives."""


class PlanAction(PlanItem):
    """A commitment that serves an objective of a plan, and what it weighs beside the plan's other actions.

    Text, owner, day, hours and whether it is kept are the commitment's.
    """

    EDITABLE = ("weight",)

    objective = models.ForeignKey(PlanObjective, on_delete=models.CASCADE, related_name="actions")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="plan_action")
    weight = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(0), MaxValueValidator(HEAVIEST)],
    )

    objects = PlanActionQuerySet.as_manager()

    class Meta(PlanItem.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(weight__range=(0, HEAVIEST)), name="planaction_weight_0_to_100")
        ]

    def __str__(self) -> str:
        return f"action {self.commitment_id} for {self.objective_id}"
