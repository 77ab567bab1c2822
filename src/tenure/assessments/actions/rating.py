"""Asking people what only people can judge, and recording their answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.assessments.models import Rating, RatingQuestion
from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.core.wording import day, decimal
from tenure.people.models import Member

HIGHEST = Decimal(10)


@transaction.atomic
def create_question(
    *, code: str, name: str, by: Member, low_meaning: str = "", high_meaning: str = ""
) -> RatingQuestion:
    """Add a question that is asked of every account; say what 0 and 10 mean. Criteria use it as `rating:CODE`."""
    require(by, "criteria.change")
    question = RatingQuestion(code=code, name=name.strip(), low_meaning=low_meaning, high_meaning=high_meaning)
    question.full_clean()
    question.save()
    record_change(by=by, verb="created", thing=question, after={"code": code, "name": question.name})
    return question


@transaction.atomic
def rate_account(
    *,
    account: Account,
    question: RatingQuestion,
    score: Decimal,
    by: Member,
    evidence: str = "",
    rated_on: date | None = None,
) -> Rating:
    """Give an account a score of 0 to 10 in one question. The member's earlier ratings stay on record. Audited.

    Raises PermissionDenied for an account the member does not see, ValidationError for a score or date out of range.
    """
    require_on(by, "rating.give", account)
    today = timezone.localdate()
    rating = Rating(question=question, account=account, rater=by, score=score, evidence=evidence.strip())
    rating.rated_on = rated_on or today
    _refuse_out_of_range(rating, today)
    rating.full_clean()
    rating.save()
    after = {"question": question.code, "score": rating.score, "rated_on": rating.rated_on}
    record_change(by=by, verb="rated", thing=rating, after=after, account_id=account.pk)
    return rating


@dataclass(frozen=True)
class Answer:
    """One account's score in a question, and what it rests on."""

    account: Account
    score: Decimal
    evidence: str = ""


@transaction.atomic
def rate_accounts(*, question: RatingQuestion, answers: Sequence[Answer], by: Member) -> list[Rating]:
    """Rate several accounts in one question at once: all of them or, with the first that is refused, none."""
    return [
        rate_account(account=one.account, question=question, score=one.score, evidence=one.evidence, by=by)
        for one in answers
    ]


def _refuse_out_of_range(rating: Rating, today: date) -> None:
    # What is not a number cannot even be compared.
    if not (rating.score.is_finite() and 0 <= rating.score <= HIGHEST):
        sentence = _("A score lies between 0 and 10; %(score)s does not.")
        raise ValidationError({"score": ValidationError(sentence, params={"score": decimal(rating.score)})})
    if rating.rated_on > today:
        sentence = _("A rating cannot be of the future; %(day)s is after %(today)s.")
        params = {"day": day(rating.rated_on), "today": day(today)}
        raise ValidationError({"rated_on": ValidationError(sentence, params=params)})
