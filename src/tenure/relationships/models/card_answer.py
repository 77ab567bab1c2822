from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.analytics.board.questions import QUESTIONS
from tenure.relationships.models.dated import Dated, DatedQuerySet, once_at_a_time, within

SUREST = 5


class CardAnswerQuerySet(DatedQuerySet["CardAnswer"]):
    """What teams answer to the questions of the card."""


class CardAnswer(Dated):
    """What the team of an account answers to one of the twelve questions of the card, and how sure it is, 1 to 5.

    `evidence_on` is the day of the latest evidence; it counts only where there is some.
    """

    KEY: ClassVar = ("account", "question")
    SAYS: ClassVar = ("answer", "confidence", "evidence", "evidence_on")
    TO_ACCOUNT: ClassVar = "account"

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="card_answers")
    question = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(len(QUESTIONS))])
    answer = models.CharField(max_length=500)
    confidence = models.PositiveSmallIntegerField(validators=[MinValueValidator(1), MaxValueValidator(SUREST)])
    evidence = models.CharField(max_length=500, blank=True, default="")
    evidence_on = models.DateField(default=timezone.localdate)

    objects = CardAnswerQuerySet.as_manager()

    class Meta(Dated.Meta):
        constraints = [
            *Dated.Meta.constraints,
            once_at_a_time("account", "question"),
            within("question", 1, len(QUESTIONS)),
            within("confidence", 1, SUREST),
            models.CheckConstraint(
                condition=~Q(answer=""),
                name="cardanswer_has_answer",
                violation_error_message=_("Say what the answer is."),
            ),
        ]

    def __str__(self) -> str:
        return f"answer to {self.question} of {self.account_id}"
