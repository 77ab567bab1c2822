"""Answering the questions of an account's card."""

from datetime import date
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.people.models import Member
from tenure.relationships.actions.dated import end, refuse_future, say
from tenure.relationships.models import CardAnswer


@transaction.atomic
def give_answer(
    *, account: Account, question: int, by: Member, replaces: int | None = None, **fields: Any
) -> CardAnswer:
    """Answer question 1 to 12 of an account's card: `answer`, `confidence`, and perhaps its `evidence`. Audited.

    The same answer with later evidence is another one. Raises ValidationError for evidence of a day that has not come;
    errors of `say` beside.
    """
    require_on(by, "card.answer", account)
    refuse_unknown_fields(fields, frozenset({*CardAnswer.SAYS, "valid_from"}))
    answer = CardAnswer(account=account, question=question, **fields)
    refuse_future(answer.evidence_on, "evidence_on")
    return say(answer, account_id=account.pk, by=by, replaces=replaces)


@transaction.atomic
def end_answer(*, answer: CardAnswer, by: Member, on: date | None = None) -> CardAnswer:
    """Open a question again, today unless another day is named. Audited."""
    require_on(by, "card.answer", answer.account)
    return end(answer, account_id=answer.account_id, by=by, on=on)
