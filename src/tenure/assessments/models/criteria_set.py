from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.analytics.criteria import Direction, Normalisation
from tenure.assessments.choices import direction_choices, label_pack_choices, normalisation_choices
from tenure.assessments.models.objective import BusinessObjective
from tenure.core.models import Record


class CriteriaSet(Record):
    """Weighted criteria and the grades cut from their score.

    One set is active. A set that has ever been active is not edited but copied, so that what was decided by it stays
    readable. Without a label pack of its own it uses the organisation's.
    """

    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=False)
    hysteresis = models.DecimalField(max_digits=4, decimal_places=2, default="0.30")
    activated_at = models.DateTimeField(null=True, editable=False)
    label_pack = models.CharField(max_length=20, choices=label_pack_choices, blank=True, default="")
    window = models.CharField(max_length=10, default="12m")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_active"], condition=Q(is_active=True), name="one_criteria_set_is_active"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(Record):
    """One criterion of a set. `measure` names a measure from facts, or `rating:CODE` for a question people rate."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    measure = models.CharField(max_length=60)
    weight = models.DecimalField(max_digits=6, decimal_places=2)
    direction = models.CharField(max_length=7, choices=direction_choices, default=Direction.BENEFIT)
    normalisation = models.CharField(max_length=10, choices=normalisation_choices, default=Normalisation.ANCHORED)
    anchors = models.JSONField(default=list, blank=True)
    knock_out_minimum = models.FloatField(null=True, blank=True)
    knock_out_maximum = models.FloatField(null=True, blank=True)
    objective = models.ForeignKey(
        BusinessObjective, on_delete=models.PROTECT, null=True, blank=True, related_name="criteria"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "code"], name="criterion_code_once_in_set"),
            models.CheckConstraint(condition=Q(weight__gte=0), name="criterion_weight_not_negative"),
        ]

    def __str__(self) -> str:
        return self.name


class GradeLevel(Record):
    """One level of a set's grade scheme, best first; `label` is used when the set has its own words."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="levels")
    position = models.PositiveSmallIntegerField()
    code = models.SlugField(max_length=10)
    label = models.CharField(max_length=60, blank=True, default="")
    cut = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    places = models.PositiveIntegerField(null=True, blank=True)
    is_key = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["criteria_set", "code"], name="grade_level_code_once_in_set")]

    def __str__(self) -> str:
        return self.label or self.code


class PairwiseJudgement(models.Model):
    """How many times more important one criterion is than another, to one member (1/9 to 9)."""

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="judgements")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="+")
    value = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["criteria_set", "rater", "first", "second"], name="judgement_once"),
            models.CheckConstraint(condition=Q(value__gt=0.1, value__lt=9.1), name="judgement_on_the_scale"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} to {self.second_id}: {self.value}"
