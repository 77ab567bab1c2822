from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from tenure.core.models import Record

LONGEST_CADENCE = 3650
LONGEST_RESPONSE = 2000
MOST_REVIEWS = 52


class ServiceStandard(Record):
    """What every account of a grade is promised, the last grade included.

    It belongs to the grade's code and not to one criteria set, so that it can be bettered between two selections.
    `visit_days`: somebody is in touch at least every so many days; `response_hours`: working hours until an answer;
    null promises nothing.
    """

    grade = models.SlugField(max_length=10)
    visit_days = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_CADENCE)]
    )
    response_hours = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(LONGEST_RESPONSE)]
    )
    has_sponsor = models.BooleanField(default=False)
    reviews_per_year = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(MOST_REVIEWS)])
    payment_terms = models.CharField(max_length=200, blank=True, default="")
    promise = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["grade"]
        constraints = [
            models.UniqueConstraint(fields=["grade"], name="service_standard_once_a_grade"),
            models.CheckConstraint(condition=Q(visit_days=None) | Q(visit_days__gte=1), name="service_cadence_a_day"),
        ]

    def __str__(self) -> str:
        return f"service of grade {self.grade}"

    @property
    def is_stated(self) -> bool:
        """Whether somebody has said what this grade is promised."""
        return self.pk is not None
