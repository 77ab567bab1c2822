"""An engagement in words: its five steps with the time in each, what is missing, and how it came to where it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from tenure.analytics.engagement import Criterion, Level, Move, Usual, move_between, next_level
from tenure.core.figures import days, plain
from tenure.growth.choices import criterion_answer_choices, level_choices
from tenure.growth.level_criteria import criterion_sentence
from tenure.growth.models import LevelAnswer, LevelStay
from tenure.growth.queries.engagements import Course, CriterionLine, LevelStep

TONES = {"met": "good", "not_met": "bad", "unknown": ""}


@dataclass(frozen=True)
class StepShown:
    """A level in words: how long it was there, and what makes that long."""

    word: str
    place: str
    days: str
    usual: str
    is_long: bool


@dataclass(frozen=True)
class CriterionShown:
    """What a level asks for in words, and what was said of it."""

    code: str
    sentence: str
    answer: str
    word: str
    tone: str
    row: LevelAnswer | None


@dataclass(frozen=True)
class StayShown:
    """A time in a level in words: how it was come to, why, and what was missing then."""

    word: str
    since: date
    until: date | None
    is_back: bool
    reason: str
    missing: Sequence[str]
    who: str


@dataclass(frozen=True)
class CourseShown:
    """An engagement in words."""

    course: Course
    steps: Sequence[StepShown]
    missing: Sequence[str]
    next_code: str
    next_word: str
    is_long: bool


def course_shown(course: Course) -> CourseShown:
    """The engagement's steps, what is missing for the next level, and which that is; empty after the last."""
    words, following = dict(level_choices()), next_level(Level(course.engagement.level))
    return CourseShown(
        course,
        [_step(step, words) for step in course.steps],
        [criterion_sentence(one) for one in course.missing],
        following.value if following else "",
        words[following.value] if following else "",
        course.here.is_long,
    )


def _step(step: LevelStep, words: dict[str, str]) -> StepShown:
    shown = "" if step.days is None else days(step.days)
    return StepShown(words[step.level.value], step.place, shown, usual_words(step.usual), step.is_long)


def usual_words(usual: Usual) -> str:
    """How long a level usually takes, and how that is known; empty where it may last."""
    if usual.days is None:
        return ""
    told = {"days": plain_days(usual.days), "count": usual.of}
    if not usual.of:
        return gettext("guideline %(days)s") % told
    sentence = ngettext("median %(days)s, of %(count)s", "median %(days)s, of %(count)s", usual.of)
    return sentence % told


def plain_days(value: float) -> str:
    """A number of days, half ones too."""
    return days(value) if float(value).is_integer() else gettext("%(days)s days") % {"days": plain(value)}


def criteria_shown(lines: Sequence[CriterionLine]) -> list[CriterionShown]:
    """What a level asks for."""
    words = dict(criterion_answer_choices())
    return [
        CriterionShown(
            line.criterion.value, criterion_sentence(line.criterion), line.answer.value, words[line.answer.value],
            TONES[line.answer.value], line.row,
        )
        for line in lines
    ]  # fmt: skip


def stays_shown(stays: Sequence[LevelStay]) -> list[StayShown]:
    """How the engagement went, the latest first."""
    words, sentences = dict(level_choices()), {one.value: one for one in Criterion}
    shown = []
    for before, stay in zip([None, *stays], stays, strict=False):
        missing = [criterion_sentence(sentences[code]) for code in stay.missing if code in sentences]
        is_back = before is not None and move_between(Level(before.level), Level(stay.level)) == Move.BACK
        who = stay.moved_by.name if stay.moved_by else ""
        shown.append(StayShown(words[stay.level], stay.since, stay.until, is_back, stay.reason, missing, who))
    return shown[::-1]
