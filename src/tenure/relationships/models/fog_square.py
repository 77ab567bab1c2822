from decimal import Decimal
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from tenure.accounts.choices import contact_function_choices
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within
from tenure.relationships.models.decision import Decision
from tenure.relationships.models.decision_role import LEVELS

HEAVIEST = 100


class FogSquareQuerySet(DatedQuerySet["FogSquare"]):
    """Squares on which somebody sits whom nobody of ours knows."""


class FogSquare(Dated):
    """A level and function on the board of a decision where somebody sits whom nobody of ours knows, and its weight."""

    KEY: ClassVar = ("decision", "level", "function")
    SAYS: ClassVar = ("weight",)
    TO_ACCOUNT: ClassVar = "decision__account"

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="fog")
    level = models.PositiveSmallIntegerField(validators=LEVELS)
    function = models.CharField(max_length=12, choices=contact_function_choices)
    weight = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(0), MaxValueValidator(HEAVIEST)],
    )

    objects = FogSquareQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("decision", "level", "function"),
            within("level", 1, 5),
            within("weight", 0, HEAVIEST),
        ]

    def __str__(self) -> str:
        return f"{self.level} {self.function} on {self.decision_id}"
