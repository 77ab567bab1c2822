"""Engagements, as requests carry them and answers show them."""

from datetime import date, datetime

from tenure.analytics.engagement import Answer, Criterion, Level
from tenure.api.schemas.fields import Day, In, Key, Line200, Name, Out, Text500, Version, examples, unchanged


class EngagementOut(Out):
    """What we do with an account, and at which of five levels it is; without `ended_on` it goes on."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    owner: int | None
    started_on: date
    level: Level
    ended_on: date | None
    outcome: str


class EngagementPage(Out):
    """A page of engagements, and the cursor of the next."""

    items: list[EngagementOut]
    next: str | None


class EngagementIn(In):
    """A product line or a project; it began today unless a day is named, in pre-sales unless it is further on."""

    model_config = examples({"account": 12, "name": "Second filling line", "owner": 3})

    account: Key
    name: Name
    owner: Key | None = None
    started_on: Day | None = None
    level: Level = Level.PRE_SALES


class EngagementPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "name": "Third filling line"})

    version: Version | None = None
    name: Name = unchanged()
    owner: Key | None = unchanged()


class LevelCriterionIn(In):
    """Whether something is met, and by what one sees that; what is left out stays."""

    model_config = examples({"answer": "met", "evidence": "Signed on both sides, file 2026-118"})

    version: Version | None = None
    answer: Answer = unchanged()
    evidence: Text500 = unchanged()


class EngagementMoveIn(In):
    """To which level, today unless a day is named; going on with something missing, and going back, need a reason."""

    model_config = examples({"to": "negotiation", "reason": "They want the offer before the trial ends"})

    version: Version | None = None
    to: Level
    reason: Line200 = ""
    on: Day | None = None


class EngagementEndIn(In):
    """How it ended, today unless a day is named."""

    model_config = examples({"outcome": "They build it themselves"})

    version: Version | None = None
    outcome: Name
    on: Day | None = None


class LevelCriterionOut(Out):
    """What a level asks for, in words, and what was said of it; unknown where nobody has said anything."""

    criterion: Criterion
    sentence: str
    answer: Answer
    evidence: str
    answered_on: date | None
    answered_by: int | None
    version: int | None


class LevelStepOut(Out):
    """A level, the days in it (null where it never was), and what is usual: a median of so many, the guideline of 0."""

    level: Level
    days: int | None
    usual_days: float | None
    usual_of: int
    is_long: bool


class LevelStayOut(Out):
    """A time in a level; `reason` and `missing` tell why it was come to all the same, or by going back."""

    level: Level
    since: date
    until: date | None
    reason: str
    missing: list[str]
    moved_by: int | None


class CourseOut(Out):
    """How far an engagement is; `missing` is what its level still asks for before it is left."""

    engagement: int
    level: Level
    steps: list[LevelStepOut]
    stays: list[LevelStayOut]
    entry: list[LevelCriterionOut]
    exit: list[LevelCriterionOut]
    missing: list[Criterion]
