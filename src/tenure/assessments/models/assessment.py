from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from tenure.accounts.models import Account, Contact, of_accounts_seen_by
from tenure.analytics.assessment.catalogue import BEST, QUESTIONNAIRES
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.assessments.choices import assessment_kind_choices, side_choices
from tenure.core.models import Record
from tenure.core.policy import Actor

OF_OURS, OF_THEIRS = (
    tuple(kind.value for kind, each in QUESTIONNAIRES.items() if side in each.sides) for side in AnswerSide
)
"""The kinds that each side may answer."""


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def ever_visible_to(self, member: Actor) -> Self:
        """The company's own, those of the accounts that the member sees, and what of them was taken back.

        Ask the policy whether the member is told of assessments.
        """
        return self.filter(Q(account=None) | of_accounts_seen_by(member))

    def visible_to(self, member: Actor) -> Self:
        """The same without what was taken back."""
        return self.ever_visible_to(member).filter(deleted_at=None)


class Assessment(Record):
    """Somebody's answers to questions of one kind on a day, about an account or, without one, about our company.

    `rater` is one of ours, who on their side writes down what `person`, one of theirs, has said. It is not rewritten:
    a later one says otherwise, or it is taken back.
    """

    kind = models.CharField(max_length=10, choices=assessment_kind_choices)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, blank=True, related_name="assessments")
    side = models.CharField(max_length=6, choices=side_choices, default=AnswerSide.OURS.value)
    held_on = models.DateField(default=timezone.localdate)
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=AssessmentKind.MATURITY.value, account=None)
                | (~Q(kind=AssessmentKind.MATURITY.value) & ~Q(account=None)),
                name="assessment_of_an_account_or_the_company",
            ),
            models.CheckConstraint(
                condition=Q(side=AnswerSide.OURS.value, kind__in=OF_OURS)
                | Q(side=AnswerSide.THEIRS.value, kind__in=OF_THEIRS),
                name="assessment_kind_of_its_side",
            ),
            models.CheckConstraint(
                condition=Q(side=AnswerSide.THEIRS.value) | Q(person=None),
                name="assessment_of_ours_is_nobody_s_of_theirs",
            ),
        ]
        indexes = [models.Index(fields=["account", "kind", "held_on", "id"], name="assessment_by_account")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.account_id or 'our company'}"


class AssessmentAnswer(models.Model):
    """What an assessment answers to a question: a value from 1 on, or that it is not known, and what shows it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="answers")
    question = models.SlugField(max_length=20, db_index=False)
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "question"], name="assessment_question_once"),
            models.CheckConstraint(
                condition=Q(value=None) | Q(value__range=(1, BEST)), name="assessment_value_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.value}"
