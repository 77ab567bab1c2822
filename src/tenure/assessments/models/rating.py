from django.conf import settings
from django.db import models
from django.db.models import Q

from tenure.accounts.models import Account


class RatingQuestion(models.Model):
    """Something only people can judge, asked of every account on a scale of 0 to 10."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    low_meaning = models.CharField(max_length=200, blank=True, default="")
    high_meaning = models.CharField(max_length=200, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """One member's answer, with its evidence and date. A later answer replaces an earlier one; both stay on record."""

    question = models.ForeignKey(RatingQuestion, on_delete=models.PROTECT, related_name="ratings")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="ratings")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    score = models.DecimalField(max_digits=3, decimal_places=1)
    evidence = models.CharField(max_length=500, blank=True, default="")
    rated_on = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__range=(0, 10)), name="rating_score_0_to_10")]
        indexes = [models.Index(fields=["account", "question", "rater", "-rated_on", "-id"], name="rating_latest")]

    def __str__(self) -> str:
        return f"{self.score} for {self.account_id}"
