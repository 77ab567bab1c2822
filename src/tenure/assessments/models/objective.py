from django.db import models
from django.db.models import Q

from tenure.core.models import Record


class BusinessObjective(Record):
    """What the company wants to reach, in its own words; criteria name the objective they serve.

    An objective ends and stays on record, so that earlier selections still say what they were for.
    """

    name = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name"], name="objective_name_once"),
            models.CheckConstraint(condition=~Q(name=""), name="objective_has_name"),
        ]

    def __str__(self) -> str:
        return self.name
