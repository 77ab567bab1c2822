"""The card of twelve questions: answered with a day, evidence and confidence, and nothing is lost."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.core.errors import ConflictError
from tenure.people.models import Member
from tenure.relationships.actions.card_answer import end_answer, give_answer
from tenure.relationships.actions.taking_back import take_back
from tenure.relationships.models import CardAnswer
from tenure.relationships.queries.card import card_of
from tests.queries import queries_of

JUNE = date(2026, 6, 1)


def answered(account: Account, by: Member, question: int, **fields: Any) -> CardAnswer:
    told: dict[str, Any] = {
        "answer": "Dahl",
        "confidence": 4,
        "evidence": "She signs",
        "evidence_on": JUNE,
        "valid_from": JUNE,
    }
    return give_answer(account=account, question=question, by=by, **{**told, **fields})


def test_a_team_is_ready_by_sure_answers_with_fresh_evidence(account: Account, alice: Member) -> None:
    answered(account, alice, 1)
    answered(account, alice, 2, confidence=3)
    answered(account, alice, 3, evidence="")
    card = card_of(account.pk, JUNE + timedelta(days=89))
    assert [line.number for line in card.lines if line.counts] == [1]
    assert (card.readiness, card.lines[0].age, card.lines[11].answer) == (1 / 12, 89, None)
    assert card_of(account.pk, JUNE + timedelta(days=90)).readiness == 0


def test_another_answer_ends_the_former_and_any_day_can_be_shown(account: Account, alice: Member, bob: Member) -> None:
    first = answered(account, alice, 1)
    later = JUNE + timedelta(days=7)
    answered(account, bob, 1, answer="Dahl and Eide", valid_from=later, replaces=first.pk)
    told = [card_of(account.pk, day).lines[0].answer for day in (JUNE, later)]
    assert [(one.answer, one.author.name) for one in told if one] == [
        ("Dahl", alice.name), ("Dahl and Eide", bob.name),
    ]  # fmt: skip


def test_later_evidence_for_the_same_answer_makes_it_fresh_again(account: Account, alice: Member) -> None:
    answered(account, alice, 1)
    later = JUNE + timedelta(days=100)
    answered(account, alice, 1, evidence_on=later, valid_from=later)
    assert card_of(account.pk, later).lines[0].counts


def test_whoever_answers_what_was_answered_meanwhile_is_told(account: Account, alice: Member, bob: Member) -> None:
    answered(account, alice, 1)
    with pytest.raises(ConflictError) as told:
        answered(account, bob, 1, answer="Foss", replaces=0)
    assert told.value.current["answer"] == "Dahl"


def test_a_question_can_be_opened_again_and_that_taken_back(account: Account, alice: Member) -> None:
    end_answer(answer=answered(account, alice, 1), by=alice)
    ended = CardAnswer.objects.get()
    assert card_of(account.pk, timezone.localdate()).lines[0].answer is None
    take_back(fact=ended, by=alice)
    assert card_of(account.pk, timezone.localdate()).lines[0].answer is not None


@pytest.mark.parametrize(
    ("question", "fields"),
    [(0, {}), (13, {}), (1, {"confidence": 6}), (1, {"answer": ""}), (1, {"evidence_on": date(9000, 1, 1)})],
)
def test_what_cannot_be_is_refused(question: int, fields: dict[str, Any], account: Account, alice: Member) -> None:
    with pytest.raises(ValidationError):
        answered(account, alice, question, **fields)
    assert not CardAnswer.objects.exists()


def test_only_the_team_answers(account: Account, charlie: Member) -> None:
    with pytest.raises(PermissionDenied):
        answered(account, charlie, 1)


def test_a_full_card_takes_as_many_queries_as_an_empty_one(account: Account, alice: Member) -> None:
    empty = queries_of(lambda: card_of(account.pk, JUNE))
    for question in range(1, 13):
        answered(account, alice, question)
    full = queries_of(lambda: card_of(account.pk, JUNE))
    assert len(empty) == len(full) == 1
