from datetime import date

from tenure.api.schemas.decisions import FactIn, FactOut
from tenure.api.schemas.fields import Day, Evidence, Key, Level, Out, Question, Text500, examples, unchanged


class CardAnswerOut(FactOut):
    """What the team answers to question 1 to 12 of an account's card, and how sure it is, 1 to 5."""

    account: int
    question: int
    answer: str
    confidence: int
    evidence: str
    evidence_on: date


class CardAnswerPage(Out):
    """A page of answers, and the cursor of the next."""

    items: list[CardAnswerOut]
    next: str | None


class CardAnswerIn(FactIn):
    """An answer with its confidence of 1 to 5; it counts with evidence of less than 90 days."""

    model_config = examples(
        {
            "account": 12,
            "question": 1,
            "answer": "The director of operations",
            "confidence": 4,
            "evidence": "She signed",
        }
    )

    account: Key
    question: Question
    answer: Evidence
    confidence: Level
    evidence: Text500 = ""
    evidence_on: Day = unchanged()
