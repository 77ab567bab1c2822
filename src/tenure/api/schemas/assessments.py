"""Questionnaires and what is answered to them, as requests carry it and answers show it."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from tenure.analytics.assessment.catalogue import BEST
from tenure.analytics.assessment.maturity import MaturityStage
from tenure.analytics.assessment.questionnaire import AnswerSide, AssessmentKind
from tenure.analytics.assessment.stage import Stage
from tenure.api.schemas.fields import Code40, Day, In, Key, Out, Text500, examples, whole
from tenure.insight.queries.target_facts import FactKind

AnswerValue = Annotated[int, Field(strict=True, ge=1, le=BEST), BeforeValidator(whole)]
Seen = Annotated[int, Field(strict=True, ge=0, le=2**53 - 1), BeforeValidator(whole)]


class AnchoredQuestion(Out):
    """Something that is asked; `anchors` say what 1, 2, 3 and so on mean, in the reader's language."""

    code: str
    text: str
    anchors: list[str]


class QuestionnaireOut(Out):
    """What is asked of a kind: by which sides, and how many answers it takes before anything is concluded."""

    kind: AssessmentKind
    sides: list[AnswerSide]
    of_account: bool
    least: int
    questions: list[AnchoredQuestion]


class Questionnaires(Out):
    """Every questionnaire there is."""

    items: list[QuestionnaireOut]


class AssessmentAnswerOut(Out):
    """An answer with what shows it; `value` is null where nobody knows, which is no zero. `id` tells the later one."""

    id: int
    question: str
    value: int | None
    evidence: str


class AssessmentOut(Out):
    """Somebody's answers on a day; `account` is null for our company, `person` is who of theirs has said so."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    kind: AssessmentKind
    account: int | None
    side: AnswerSide
    held_on: date
    rater: int
    person: int | None
    answers: list[AssessmentAnswerOut]


class AssessmentPage(Out):
    """A page of assessments, and the cursor of the next."""

    items: list[AssessmentOut]
    next: str | None


class AssessmentAnswerIn(In):
    """An answer to a question; null is the answer that nobody knows."""

    question: Code40
    value: AnswerValue | None
    evidence: Text500 = ""


class AssessmentIn(In):
    """Answers to some questions of a kind; the others stay as they are.

    `seen` is the greatest `id` of an answer that you saw, 0 for none: where somebody has answered otherwise since, 409.
    """

    model_config = examples(
        {
            "kind": "stage",
            "account": 12,
            "side": "theirs",
            "person": 41,
            "held_on": "2026-03-12",
            "answers": [{"question": "trust", "value": 2, "evidence": "Spoke of the recall in May"}],
        }
    )

    kind: AssessmentKind
    account: Key | None = None
    side: AnswerSide = AnswerSide.OURS
    held_on: Day | None = None
    person: Key | None = None
    answers: Annotated[list[AssessmentAnswerIn], Field(max_length=40)]
    seen: Seen | None = None


class HeldAnswer(Out):
    """What holds of a question: by whom, since which day. All null where it was never asked."""

    question: str
    value: int | None
    evidence: str
    assessment: int | None
    rater: int | None
    person: int | None
    held_on: date | None


class TargetFactOut(Out):
    """What the system itself knows: so much (`part`) of so much (`whole`), or the day on which it was looked at."""

    kind: FactKind
    part: str | None
    whole: str | None
    on: date | None


class HeldTarget(HeldAnswer):
    """A target with what the system knows of it."""

    facts: list[TargetFactOut]


class GoalCardOut(Out):
    """The seven targets of an account's team and how many of them are reached, on the way, not begun and unknown."""

    seen: int
    reached: int
    on_the_way: int
    not_begun: int
    unknown: int
    targets: list[HeldTarget]


class StagePlacing(Out):
    """Where one side's answers place the relationship; null with too few of them. `fallen_by` points within a year."""

    side: AnswerSide
    seen: int
    stage: Stage | None
    total: int | None
    answered: int
    fallen_by: int
    is_disintegrating: bool
    answers: list[HeldAnswer]


class ApartOut(Out):
    """A statement on which both sides differ; `by` is theirs less ours."""

    question: str
    ours: int
    theirs: int
    by: int


class StagePointOut(Out):
    """Where the answers of a day placed the relationship."""

    on: date
    side: AnswerSide
    stage: Stage | None
    total: int | None


class RelationshipStageOut(Out):
    """How far a relationship is as both sides see it; `gap` is our total less theirs, null while one is unknown."""

    has_bought: bool
    gap: int | None
    is_wide: bool
    sides: list[StagePlacing]
    apart: list[ApartOut]
    course: list[StagePointOut]


class TrustOut(Out):
    """How far a client trusts us as an adviser, by what one of theirs has said; `quotient` is null with too few."""

    seen: int
    quotient: float | None
    answered: int
    answers: list[HeldAnswer]


class NextStepOut(Out):
    """What to do next in a dimension: its anchor today and the one after it, in the reader's language."""

    question: str
    now: str
    then: str


class HeldProgramme(Out):
    """A self-assessment: its day and the stage that was reached then."""

    on: date
    stage: MaturityStage | None
    answered: int


class ProgrammeOut(Out):
    """How mature our key-account programme is, what to do next, weakest first, and how it was before, latest first."""

    seen: int
    stage: MaturityStage | None
    answered: int
    dimensions: list[HeldAnswer]
    steps: list[NextStepOut]
    held: list[HeldProgramme]
