"""Engagements as pages need them: how long each was in which level, what is missing, and what a level usually takes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tenure.accounts.models import Account
from tenure.analytics.engagement import (
    ENTRY,
    EXIT,
    LEVELS,
    Answer,
    Criterion,
    Level,
    Stay,
    Usual,
    days_in_levels,
    is_long,
    missing_to_leave,
    usual_days,
)
from tenure.growth.models import Engagement, LevelAnswer, LevelStay

# What has left a level longer ago tells nothing of today.
MOST_LEFT = 500


@dataclass(frozen=True)
class LevelStep:
    """A level of an engagement's way: behind, here or ahead; the days in it, None where it never was."""

    level: Level
    place: str
    days: int | None
    usual: Usual
    is_long: bool


@dataclass(frozen=True)
class CriterionLine:
    """What a level asks for, with what was said of it; the row is None where nobody has said anything."""

    criterion: Criterion
    row: LevelAnswer | None

    @property
    def answer(self) -> Answer:
        """Whether it is met."""
        return Answer(self.row.answer) if self.row else Answer.UNKNOWN


@dataclass(frozen=True)
class Course:
    """An engagement with its five steps; `missing` is what its level still asks for before it is left."""

    engagement: Engagement
    steps: Sequence[LevelStep]
    stays: Sequence[LevelStay]
    entry: Sequence[CriterionLine]
    exit: Sequence[CriterionLine]

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """What is not met, unknown included; nothing for one that has ended."""
        if self.engagement.ended_on is not None:
            return ()
        return missing_to_leave(Level(self.engagement.level), {line.criterion: line.answer for line in self.exit})

    @property
    def here(self) -> LevelStep:
        """The step at which it is."""
        return next(step for step in self.steps if step.place == "here")


def answers_of(engagement: Engagement) -> dict[Criterion, Answer]:
    """What was said of the criteria of an engagement."""
    rows = LevelAnswer.objects.filter(engagement=engagement).values_list("criterion", "answer")
    return {Criterion(criterion): Answer(answer) for criterion, answer in rows}


def last_stay(engagement: Engagement) -> LevelStay:
    """The engagement's latest time in a level."""
    return engagement.stays.order_by("-pk")[0]


def courses_of(account: Account, today: date) -> list[Course]:
    """The engagements of an account, the running first, then the latest; four queries for any number.

    Ask only for an account that the reader sees.
    """
    rows = Engagement.objects.of_account(account.pk).select_related("owner").order_by("-pk")
    return courses(sorted(rows, key=lambda one: one.ended_on is not None), today)


def courses(engagements: Iterable[Engagement], today: date) -> list[Course]:
    """Engagements with their steps; three queries for any number."""
    found = list(engagements)
    numbers = [one.pk for one in found]
    stays: dict[int, list[LevelStay]] = {number: [] for number in numbers}
    for stay in LevelStay.objects.filter(engagement__in=numbers).select_related("moved_by").order_by("pk"):
        stays[stay.engagement_id].append(stay)
    answers: dict[int, dict[str, LevelAnswer]] = {number: {} for number in numbers}
    for row in LevelAnswer.objects.filter(engagement__in=numbers).select_related("answered_by"):
        answers[row.engagement_id][row.criterion] = row
    usual = usual_of_levels()
    return [_course(one, stays[one.pk], answers[one.pk], usual, today) for one in found]


def _course(
    engagement: Engagement,
    stays: Sequence[LevelStay],
    answers: Mapping[str, LevelAnswer],
    usual: Mapping[Level, Usual],
    today: date,
) -> Course:
    level = Level(engagement.level)
    days = days_in_levels([stay.stay for stay in stays], today)
    return Course(
        engagement,
        [_step(one, level, days.get(one), usual[one], engagement) for one in LEVELS],
        stays,
        [CriterionLine(one, answers.get(one.value)) for one in ENTRY[level]],
        [CriterionLine(one, answers.get(one.value)) for one in EXIT[level]],
    )


def _step(level: Level, here: Level, days: int | None, usual: Usual, engagement: Engagement) -> LevelStep:
    ahead = LEVELS.index(level) - LEVELS.index(here)
    place = "here" if not ahead else "ahead" if ahead > 0 else "behind"
    long = place == "here" and engagement.ended_on is None and is_long(days or 0, usual)
    return LevelStep(level, place, days, usual, long)


def usual_of_levels() -> dict[Level, Usual]:
    """How long each level usually takes here: over all accounts, from those that have gone on from it; one query."""
    left = LevelStay.objects.filter(until__isnull=False, engagement__deleted_at=None)
    rows = left.order_by("-pk").values_list("engagement", "level", "since", "until", "engagement__level")[:MOST_LEFT]
    stays: dict[tuple[int, Level], list[Stay]] = {}
    for engagement, level, since, until, now in rows:
        if LEVELS.index(Level(level)) < LEVELS.index(Level(now)):
            stays.setdefault((engagement, Level(level)), []).append(Stay(Level(level), since, until))
    days: dict[Level, list[int]] = {level: [] for level in LEVELS}
    for (_, level), times in stays.items():
        days[level].append(days_in_levels(times, times[0].since)[level])
    return {level: usual_days(level, days[level]) for level in LEVELS}
