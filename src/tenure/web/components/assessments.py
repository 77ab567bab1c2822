"""Assessments in words: where each answer stands, what the system knows beside it, and the way of a relationship."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account
from tenure.accounts.queries import Rival
from tenure.analytics.assessment.questionnaire import AnswerSide, Question
from tenure.analytics.assessment.stage import WAY
from tenure.assessments.choices import maturity_choices, side_choices, stage_choices
from tenure.assessments.queries import Line, Sheet
from tenure.core import figures
from tenure.core.errors import ConflictError
from tenure.insight.queries.relationship_stage import StageSeen
from tenure.insight.queries.target_facts import Fact, FactKind
from tenure.web.components.facts import Conflict

Word = str | Promise
# What each fact says, and the address where it comes from.
COUNTED: Mapping[FactKind, tuple[Word, str]] = {
    FactKind.PROMISES_KEPT: (_("%(part)s of %(whole)s promises kept by their first day"), "account-promises"),
    FactKind.KEY_PEOPLE: (_("one of ours has a line to %(part)s of %(whole)s key people"), "account-board"),
    FactKind.KNOWN_BY_TWO: (_("%(part)s of %(whole)s on the board known by two of ours"), "heat-map"),
    FactKind.REQUIREMENTS_MET: (_("%(part)s of %(whole)s requirements met"), "plan"),
    FactKind.BENEFITS_ACCEPTED: (_("%(part)s of %(whole)s benefits accepted by them"), "roadmap"),
    FactKind.HOURS_DELIVERED: (_("%(part)s of %(whole)s planned hours delivered"), "plan"),
    FactKind.ACTIONS_DONE: (_("%(share)s of what is due in the plan is done"), "plan"),
}
REVIEWED: Mapping[FactKind, tuple[Word, Word, str]] = {
    FactKind.MESSAGE_REVIEWED: (
        _("what we say was looked at on %(day)s"), _("what we say was never looked at again"), "plan"
    ),
    FactKind.STRATEGY_REVIEWED: (
        _("their strategy was looked at on %(day)s"), _("their strategy was never looked at again"), "plan"
    ),
}  # fmt: skip
# From so many anchors between them on both sides are far apart.
FAR = 2
NOTHING = Decimal(0)


@dataclass(frozen=True)
class FactLine:
    """What the system knows, in words, with the page that shows it."""

    words: str
    url: str


@dataclass(frozen=True)
class LineWords:
    """A question in the reader's language with what its answer means; `tone` colours how far it is."""

    line: Line
    text: str
    meaning: str
    tone: str
    facts: Sequence[FactLine] = ()


def line_words(
    sheet: Sheet, account: Account | None = None, facts: Mapping[str, Sequence[Fact]] | None = None
) -> list[LineWords]:
    """Every question of a sheet, with the facts that speak for it."""
    known = facts or {}
    return [
        LineWords(
            line,
            gettext(line.question.text),
            gettext(line.meaning) if line.meaning else "",
            tone_of(line),
            [fact_line(fact, account) for fact in known.get(line.question.code, ()) if account],
        )
        for line in sheet.lines
    ]


def tone_of(line: Line) -> str:
    """Good at the last anchor, bad at the first, nothing between and where nothing is known."""
    if line.value is None:
        return ""
    return {line.question.best: "good", 1: "bad"}.get(line.value, "")


def fact_line(fact: Fact, account: Account) -> FactLine:
    """A fact in words."""
    if fact.kind in COUNTED:
        words, page = COUNTED[fact.kind]
        return FactLine(str(words) % _counted(fact), reverse(page, args=[account.pk]))
    looked_at, never, page = REVIEWED[fact.kind]
    said = str(looked_at) % {"day": date_format(fact.on, "j M Y")} if fact.on else str(never)
    return FactLine(said, reverse(page, args=[account.pk]))


def _counted(fact: Fact) -> dict[str, str]:
    part, whole = fact.part or NOTHING, fact.whole or NOTHING
    share = figures.percent(float(part / whole)) if whole else ""
    return {"part": f"{part.normalize():f}", "whole": f"{whole.normalize():f}", "share": share}


@dataclass(frozen=True)
class Pace:
    """A stage on the way of a relationship, and which sides see it there."""

    name: str
    sides: Sequence[str]


def way(seen: StageSeen) -> list[Pace]:
    """The five stages in their order; both sides where their answers place them."""
    names, sides = dict(stage_choices()), dict(side_choices())
    return [
        Pace(names[stage], [sides[side] for side, one in seen.sides.items() if one.placing.stage == stage])
        for stage in WAY
    ]


@dataclass(frozen=True)
class Beside:
    """A statement with both sides' answers; `by` is theirs less ours, None while one of them is not known."""

    text: str
    ours: LineWords
    theirs: LineWords

    @property
    def by(self) -> int | None:
        ours, theirs = self.ours.line.value, self.theirs.line.value
        return None if ours is None or theirs is None else theirs - ours

    @property
    def is_far(self) -> bool:
        """Whether two anchors or more lie between them."""
        return self.by is not None and abs(self.by) >= FAR


def both_sides(seen: StageSeen) -> list[Beside]:
    """Every statement, those on which both differ most first."""
    ours, theirs = (line_words(seen.sides[side].sheet) for side in (AnswerSide.OURS, AnswerSide.THEIRS))
    lines = [Beside(one.text, one, other) for one, other in zip(ours, theirs, strict=True)]
    return sorted(lines, key=lambda line: -abs(line.by or 0))


def stage_word(stage: str | None) -> str:
    """What a stage of a relationship is called; empty for none."""
    return dict(stage_choices()).get(stage or "", "")


def maturity_word(stage: str | None) -> str:
    """What a stage of the programme is called; empty for none."""
    return dict(maturity_choices()).get(stage or "", "")


def answers_lost(sheet: Sheet, mine: Mapping[str, int | None], error: ConflictError) -> list[Conflict]:
    """Both answers to every question that somebody else has answered otherwise first."""
    return [
        Conflict(code, gettext(line.question.text), _said(line.question, mine.get(code)),
                 _said(line.question, error.current[code]), _rival(line))
        for line in sheet.lines
        if (code := line.question.code) in error.current
    ]  # fmt: skip


def _said(question: Question, value: int | None) -> str:
    return f"{value}. {gettext(question.anchors[value - 1])}" if value else gettext("Nobody knows")


def _rival(line: Line) -> Rival | None:
    if line.answer is None:
        return None
    assessment = line.answer.assessment
    return Rival(assessment.rater.name, assessment.created_at, line.value)
