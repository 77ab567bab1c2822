from datetime import date
from decimal import Decimal

from tenure.api.schemas.fields import Code40, Day, In, Line200, Name120, Out, Score, Text500, examples


class QuestionOut(Out):
    """Something only people can judge, asked of every account; criteria use it as `rating:CODE`."""

    id: int
    code: str
    name: str
    low_meaning: str
    high_meaning: str


class QuestionPage(Out):
    """A page of questions, and the cursor of the next."""

    items: list[QuestionOut]
    next: str | None


class QuestionIn(In):
    """A new question, and what the ends of its scale from 0 to 10 mean."""

    model_config = examples(
        {"code": "access", "name": "access", "low_meaning": "nobody knows us", "high_meaning": "the board calls us"}
    )

    code: Code40
    name: Name120
    low_meaning: Line200 = ""
    high_meaning: Line200 = ""


class RatingOut(Out):
    """One member's answer with its evidence; a later one replaces it, and both stay on record."""

    id: int
    question: int
    account: int
    rater: int
    score: Decimal
    evidence: str
    rated_on: date


class RatingIn(In):
    """An answer to the question of this code: a score of 0 to 10, its evidence, and its day if not today."""

    model_config = examples({"question": "access", "score": "7.5", "evidence": "Lunch with the CFO in March"})

    question: Code40
    score: Score
    evidence: Text500 = ""
    rated_on: Day | None = None


class GroupOut(Out):
    """Several raters together: the middle, both ends, and whether they should talk about it."""

    raters: int
    median: float
    low: float
    high: float
    disagreement: bool


class SummaryOut(Out):
    """A question with each rater's latest answer; `group` is null while nobody has answered."""

    question: QuestionOut
    ratings: list[RatingOut]
    group: GroupOut | None


class AccountRatings(Out):
    """Every question, answered or not."""

    items: list[SummaryOut]


class OpenQuestionOut(Out):
    """A question that nobody has answered yet, and the members of the team who could, the owner first."""

    question: QuestionOut
    could_answer: list[int]


class OpenQuestions(Out):
    """What the active criteria ask about an account and nobody has answered."""

    items: list[OpenQuestionOut]
