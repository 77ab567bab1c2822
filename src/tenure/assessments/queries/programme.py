"""How mature our programme is, what to do next, and how it was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tenure.analytics.assessment.maturity import DIMENSIONS, Maturity, maturity
from tenure.analytics.assessment.questionnaire import Question
from tenure.assessments.models import AssessmentAnswer
from tenure.assessments.queries.assessments import Line, Sheet, answers_of, course_of, sheet_of


@dataclass(frozen=True)
class NextStep:
    """A dimension that holds the programme back: what is said of it today, and what the next anchor says."""

    question: Question
    now: str
    then: str


@dataclass(frozen=True)
class Compared:
    """A dimension today and as it was after the self-assessment before, None where that did not know."""

    line: Line
    before: int | None

    @property
    def by(self) -> int | None:
        """By how much it rose; None where one of the two is not known."""
        return None if self.before is None or self.line.value is None else self.line.value - self.before


@dataclass(frozen=True)
class Held:
    """A self-assessment: its day, the stage that its answers and those before it reached, who gave the last of them."""

    day: date
    maturity: Maturity
    last: AssessmentAnswer | None


@dataclass(frozen=True)
class Programme:
    """The programme as it is rated; `held` are its self-assessments, the latest first."""

    sheet: Sheet
    maturity: Maturity
    steps: Sequence[NextStep]
    lines: Sequence[Compared]
    held: Sequence[Held]


def programme() -> Programme:
    """Read it; one query, however many self-assessments there were. Only for who may see assessments."""
    answers = answers_of(DIMENSIONS, None)
    sheet, course = sheet_of(DIMENSIONS, answers), course_of(DIMENSIONS, answers)
    before = course[-2][1].values if len(course) > 1 else {}
    reached = maturity(sheet.values)
    held = [Held(day, maturity(one.values), one.last) for day, one in reversed(course)]
    return Programme(
        sheet=sheet,
        maturity=reached,
        steps=_steps(reached),
        lines=[Compared(line, before.get(line.question.code)) for line in sheet.lines],
        held=held,
    )


def _steps(reached: Maturity) -> list[NextStep]:
    by_code = {question.code: question for question in DIMENSIONS.questions}
    found = ((by_code[step.code], step.value) for step in reached.steps)
    return [NextStep(question, question.anchors[value - 1], question.anchors[value]) for question, value in found]
