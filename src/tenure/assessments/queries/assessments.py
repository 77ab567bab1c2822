"""What holds of a questionnaire: the latest answer to each question, and how it went over the days."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.accounts.models import Account
from tenure.analytics.assessment.questionnaire import AnswerSide, Question, Questionnaire
from tenure.assessments.models import AssessmentAnswer


@dataclass(frozen=True)
class Line:
    """A question with the answer that holds, None where nobody was asked yet."""

    question: Question
    answer: AssessmentAnswer | None = None

    @property
    def value(self) -> int | None:
        """What holds; None where it is not known or nobody was asked."""
        return self.answer.value if self.answer else None

    @property
    def meaning(self) -> str:
        """What the value means, in English; empty where it is not known."""
        return self.question.anchors[self.value - 1] if self.value else ""


@dataclass(frozen=True)
class Sheet:
    """Every question of a kind with the answer that holds; `seen` is the number of the latest answer, 0 of none."""

    lines: Sequence[Line]
    seen: int = 0

    @property
    def values(self) -> dict[str, int | None]:
        """What holds, by the code of the question."""
        return {line.question.code: line.value for line in self.lines}

    @property
    def last(self) -> AssessmentAnswer | None:
        """The answer that was given last."""
        given = [line.answer for line in self.lines if line.answer]
        return max(given, key=_turn, default=None)


def answers_of(questionnaire: Questionnaire, account: Account | None) -> list[AssessmentAnswer]:
    """Every answer about the account or, without one, about the company, in the order in which they came to hold.

    One query, with whoever gave each. Ask only for an account that the reader sees.
    """
    rows = AssessmentAnswer.objects.filter(
        assessment__kind=questionnaire.kind, assessment__account=account, assessment__deleted_at=None
    )
    ordered = rows.order_by("assessment__held_on", "assessment_id", "pk")
    return list(ordered.select_related("assessment__rater", "assessment__person"))


def sheet_of(
    questionnaire: Questionnaire,
    answers: Iterable[AssessmentAnswer],
    side: AnswerSide = AnswerSide.OURS,
    until: date | None = None,
) -> Sheet:
    """What holds on one side, on a day where one is given; no query.

    An answer holds until another one to the same question; that something is not known is an answer too.
    """
    of_side = [one for one in answers if one.assessment.side == side]
    held = {one.question: one for one in of_side if until is None or one.assessment.held_on <= until}
    lines = [Line(question, held.get(question.code)) for question in questionnaire.questions]
    return Sheet(lines, max((one.pk for one in of_side), default=0))


def course_of(
    questionnaire: Questionnaire, answers: Sequence[AssessmentAnswer], side: AnswerSide = AnswerSide.OURS
) -> list[tuple[date, Sheet]]:
    """What held on one side after each day on which it was asked, the earliest first; no query."""
    days = sorted({one.assessment.held_on for one in answers if one.assessment.side == side})
    return [(day, sheet_of(questionnaire, answers, side, day)) for day in days]


def _turn(answer: AssessmentAnswer) -> tuple[date, int, int]:
    return answer.assessment.held_on, answer.assessment_id, answer.pk
