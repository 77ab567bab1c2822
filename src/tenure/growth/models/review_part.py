from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Commitment, of_accounts_seen_by
from tenure.core.models import Record
from tenure.core.policy import Actor
from tenure.growth.choices import ValueVerdict, value_verdict_choices
from tenure.growth.models.plan_item import filled, line, lines
from tenure.growth.models.plan_review import PlanReview


class ReviewPartQuerySet(models.QuerySet[Any]):
    def visible_to(self, member: Actor) -> Self:
        """Those of the accounts that the member sees. Ask the policy whether they are told of plans."""
        return self.filter(of_accounts_seen_by(member, "review__plan__account"))


class ReviewValue(Record):
    """Whether the account's plan and relationship live one of the company's core values, by what evidence."""

    review = models.ForeignKey(PlanReview, on_delete=models.CASCADE, related_name="values")
    name = line()
    verdict = models.CharField(max_length=8, choices=value_verdict_choices, default=ValueVerdict.NOT_SEEN)
    evidence = lines()

    objects = ReviewPartQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "name"],
                name="reviewvalue_once",
                violation_error_message=_("This value is checked in this review already."),
            ),
            filled("name", "reviewvalue_has_name", _("Say which value it is.")),
        ]

    def __str__(self) -> str:
        return self.name


class ReviewFinding(models.Model):
    """What a review found to be done: a commitment of the account, for the next review to ask after."""

    review = models.ForeignKey(PlanReview, on_delete=models.CASCADE, related_name="findings")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="review_finding")

    objects = ReviewPartQuerySet.as_manager()

    def __str__(self) -> str:
        return f"finding {self.commitment_id} of {self.review_id}"
