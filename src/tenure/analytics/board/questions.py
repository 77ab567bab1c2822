"""The card of twelve questions on an account, and how ready the team is to answer them.

The questions are this project's reconstruction; the original list is not known.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tenure.analytics.wording import gettext_noop

QUESTIONS = (
    gettext_noop("Who is the king for this decision?"),
    gettext_noop("Who moves the king?"),
    gettext_noop("Which squares are in fog?"),
    gettext_noop("Which pieces are ours, neutral or theirs, and what is the evidence?"),
    gettext_noop("Which of ours stand unprotected?"),
    gettext_noop("Who attacks the king, and through whom?"),
    gettext_noop("Which lines hang on one person?"),
    gettext_noop("Who restricts our access, and why?"),
    gettext_noop("What does each major piece personally want?"),
    gettext_noop("Which pawns are rising?"),
    gettext_noop("What is our next move, by whom, by when?"),
    gettext_noop("What is their best reply?"),
)
SURE = 4
FRESH_DAYS = 90
HALF_WAY = 0.5
"""From what readiness a team is half-way to success."""


@dataclass(frozen=True)
class Answer:
    """An answer to question 1 to 12 with confidence 1 to 5 and the day of its latest evidence, None without any."""

    question: int
    confidence: int
    evidence_on: date | None


def counts(answer: Answer, today: date) -> bool:
    """Whether an answer makes the team readier: confidence 4 or more, and evidence less than 90 days old."""
    if answer.confidence < SURE or answer.evidence_on is None:
        return False
    return 0 <= (today - answer.evidence_on).days < FRESH_DAYS


def readiness(answers: Iterable[Answer], today: date) -> float:
    """Return the share of the twelve questions that the team answers with confidence.

    0 for none, 1 for all; 0.5 is half-way to success. An answer counts with confidence 4 or more and evidence less than
    90 days old; of several answers to a question one that counts is enough.

    >>> day = date(2026, 6, 1)
    >>> readiness([Answer(1, 5, date(2026, 5, 1)), Answer(2, 3, date(2026, 5, 1)), Answer(3, 5, None)], day)
    0.08333333333333333
    """
    numbers = range(1, len(QUESTIONS) + 1)
    counting = {answer.question for answer in answers if answer.question in numbers and counts(answer, today)}
    return len(counting) / len(QUESTIONS)
