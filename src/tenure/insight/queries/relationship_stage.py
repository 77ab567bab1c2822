"""How far a relationship is as both sides see it, and how it went; what was bought decides whether it has begun."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.accounts.models import Account
from tenure.analytics.assessment.questionnaire import AnswerSide, Apart, apart
from tenure.analytics.assessment.stage import FALL, STATEMENTS, WIDE_GAP, Placing, fallen_by, gap, placing
from tenure.assessments.models import AssessmentAnswer
from tenure.assessments.queries import Sheet, answers_of, course_of, sheet_of
from tenure.commerce.queries import monthly_revenue
from tenure.core.policy import Actor
from tenure.insight.queries.purchases import order_book_start

BOUGHT_WITHIN_MONTHS = 24


@dataclass(frozen=True)
class SideSeen:
    """What one side answers, where that places the relationship, and by how much its total has fallen within a year."""

    sheet: Sheet
    placing: Placing
    fallen_by: int

    @property
    def is_disintegrating(self) -> bool:
        """Whether the total has fallen far enough to be flagged."""
        return self.fallen_by >= FALL


@dataclass(frozen=True)
class StagePoint:
    """Where the answers of a day placed the relationship; who gave the last of them."""

    day: date
    side: AnswerSide
    placing: Placing
    last: AssessmentAnswer


@dataclass(frozen=True)
class StageSeen:
    """The relationship as both sides see it; `apart` has the statements on which they differ most first.

    `gap` is ours less theirs, None while one of the totals is not known; `course` begins with the latest day.
    """

    has_bought: bool
    sides: Mapping[AnswerSide, SideSeen]
    gap: int | None
    apart: Sequence[Apart]
    course: Sequence[StagePoint]

    @property
    def width(self) -> int:
        """How far the sides are from each other, whichever sees the relationship closer; 0 where that is unknown."""
        return abs(self.gap or 0)

    @property
    def is_wide(self) -> bool:
        """Whether the sides are so far from each other that one of them deceives itself."""
        return self.width >= WIDE_GAP


def stage_seen(account: Account, member: Actor, today: date) -> StageSeen:
    """Read it; as many queries for a long course as for none. Only for who may see assessments of the account.

    The course places by answers alone; that nothing is bought counts for today.
    """
    answers = answers_of(STATEMENTS, account)
    has_bought = _has_bought(account, member, today)
    sides = {side: _side(answers, side, has_bought=has_bought) for side in STATEMENTS.sides}
    ours, theirs = sides[AnswerSide.OURS], sides[AnswerSide.THEIRS]
    course = [point for side in STATEMENTS.sides for point in _course(answers, side)]
    return StageSeen(
        has_bought=has_bought,
        sides=sides,
        gap=gap(ours.placing, theirs.placing),
        apart=apart(ours.sheet.values, theirs.sheet.values),
        course=sorted(course, key=lambda point: point.day, reverse=True),
    )


def _side(answers: Sequence[AssessmentAnswer], side: AnswerSide, *, has_bought: bool) -> SideSeen:
    sheet = sheet_of(STATEMENTS, answers, side)
    totals = [(point.day, point.placing.total) for point in _course(answers, side)]
    return SideSeen(
        sheet=sheet,
        placing=placing(sheet.values, has_bought=has_bought),
        fallen_by=fallen_by([(day, total) for day, total in totals if total is not None]),
    )


def _course(answers: Sequence[AssessmentAnswer], side: AnswerSide) -> list[StagePoint]:
    return [
        StagePoint(day, side, placing(sheet.values), sheet.last)
        for day, sheet in course_of(STATEMENTS, answers, side)
        if sheet.last
    ]


def _has_bought(account: Account, member: Actor, today: date) -> bool:
    """Whether the account, or what stands below it, bought something lately; nobody's orders known: taken for yes."""
    months = monthly_revenue(account.pk, until=today, months=BOUGHT_WITHIN_MONTHS, tree_of=member)
    return any(month.revenue > 0 for month in months) or order_book_start() is None
