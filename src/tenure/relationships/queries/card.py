"""The card of twelve questions on an account: what the team answers, and how ready that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenure.analytics.board.questions import QUESTIONS, Answer, counts, readiness
from tenure.relationships.models import CardAnswer


@dataclass(frozen=True)
class CardLine:
    """A question by its number, with what is answered, None where nothing is; `age` is in days, of the evidence.

    `counts` tells whether the answer makes the team readier.
    """

    number: int
    question: str
    answer: CardAnswer | None = None
    age: int | None = None
    counts: bool = False


@dataclass(frozen=True)
class Card:
    """The twelve questions in their order, and how ready the team is, 0 to 1."""

    lines: Sequence[CardLine]
    readiness: float


def card_of(account_id: int, day: date) -> Card:
    """An account's card on a day; one query. Ask only for an account that the reader sees."""
    rows = CardAnswer.objects.of_account(account_id).on(day).select_related("author")
    said = {row.question: row for row in rows}
    lines = [_line(number, question, said.get(number), day) for number, question in enumerate(QUESTIONS, start=1)]
    return Card(lines, readiness([_plain(row) for row in said.values()], day))


def _line(number: int, question: str, said: CardAnswer | None, day: date) -> CardLine:
    if said is None:
        return CardLine(number, question)
    return CardLine(number, question, said, (day - said.evidence_on).days, counts(_plain(said), day))


def _plain(row: CardAnswer) -> Answer:
    return Answer(row.question, row.confidence, row.evidence_on if row.evidence else None)
