from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from tenure.analytics.criteria import Direction, Normalisation
from tenure.api.schemas.fields import (
    Code10,
    Code40,
    Count,
    Few,
    Flag,
    In,
    Line60,
    Line200,
    Measure,
    Name,
    Name60,
    Name120,
    Out,
    Points,
    Version,
    Weight,
    examples,
    unchanged,
)
from tenure.api.schemas.portfolio import CriterionOut, LabelPack

MOST_CRITERIA, MOST_LEVELS, MOST_ANCHORS = 100, 20, 50
Top = Annotated[float, Field(strict=True, ge=0, le=10)]
Judgement = Annotated[float, Field(strict=True, ge=0.1, le=9)]
Window = Annotated[str, Field(pattern=r"^(all|[1-9][0-9]{0,4}[md])$")]

CRITERION: dict[str, Any] = {
    "code": "revenue",
    "name": "revenue",
    "measure": "revenue",
    "weight": 40,
    "anchors": [{"value": 0, "score": 0}, {"value": 500000, "score": 10}],
}
LEVELS: list[dict[str, Any]] = [{"code": "a", "cut": 7}, {"code": "b", "cut": 5, "places": 15}, {"code": "c"}]


class AnchorIn(In):
    """A raw value and the score of 0 to 10 that it deserves."""

    value: Measure
    score: Top


class KnockOutIn(In):
    """Limits beyond which an account gets the last grade; null for none."""

    minimum: Measure | None = None
    maximum: Measure | None = None


class CriterionIn(In):
    """A weighted question. Without anchors they are proposed from the data at the first ranking, and then frozen."""

    code: Code40
    name: Name120
    measure: Name60
    weight: Weight
    direction: Direction = Direction.BENEFIT
    normalisation: Normalisation = Normalisation.ANCHORED
    anchors: Annotated[list[AnchorIn], Field(max_length=MOST_ANCHORS)] = []
    knock_out: KnockOutIn | None = None
    objective: Line200 = ""


class LevelIn(In):
    """A step of the grade scheme; `label` is its own word, used by the label pack "own"."""

    code: Code10
    label: Line60 = ""
    cut: Points | None = None
    places: Count | None = None


Criteria = Annotated[list[CriterionIn], Field(min_length=1, max_length=MOST_CRITERIA)]
Levels = Annotated[list[LevelIn], Field(min_length=1, max_length=MOST_LEVELS)]


class CriteriaSetIn(In):
    """A new criteria set, a draft until it is activated. What is left out is as in the house's own scheme."""

    model_config = examples({"name": "Key accounts 2027", "criteria": [CRITERION], "levels": LEVELS, "key_levels": 1})

    name: Name120
    criteria: Criteria
    window: Window = unchanged()
    label_pack: LabelPack = unchanged()
    hysteresis: Points = unchanged()
    key_levels: Few = unchanged()
    levels: Levels = unchanged()


class CriteriaSetPatch(In):
    """The parts of a draft to change; lists are replaced as a whole. `version` is the one they were read at."""

    model_config = examples({"version": 2, "window": "24m"})

    version: Version | None = None
    name: Name120 = unchanged()
    criteria: Criteria = unchanged()
    window: Window = unchanged()
    label_pack: LabelPack = unchanged()
    hysteresis: Points = unchanged()
    key_levels: Few = unchanged()
    levels: Levels = unchanged()


class CopyIn(In):
    """The name of the copy."""

    model_config = examples({"name": "Key accounts 2028"})

    name: Name120


class WeightsIn(In):
    """New weights by the codes of criteria; those not named keep theirs."""

    model_config = examples({"weights": {"revenue": 40, "growth": "12.5"}})

    weights: Annotated[dict[Code40, Weight], Field(min_length=1, max_length=MOST_CRITERIA)]


class JudgementIn(In):
    """How many times more `first` matters than `second`, from 1/9 to 9; both by their codes."""

    model_config = examples({"first": "revenue", "second": "growth", "value": 3})

    first: Code40
    second: Code40
    value: Judgement


class WeighIn(In):
    """Whether to go on although the judgements contradict each other."""

    model_config = examples({"despite_contradictions": False})

    despite_contradictions: Flag = False


class ObjectiveIn(In):
    """What the company wants to reach, in its own words."""

    model_config = examples({"name": "Grow with the customers that grow"})

    name: Name


class CriteriaSetOut(Out):
    """A set of weighted criteria; one is active. One that has been active is not edited but copied."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    name: str
    is_active: bool
    activated_at: datetime | None
    window: str
    label_pack: str


class CriteriaSetPage(Out):
    """A page of criteria sets, and the cursor of the next."""

    items: list[CriteriaSetOut]
    next: str | None


class LevelOut(Out):
    """A step of the grade scheme with its own word, if it has one."""

    code: str
    label: str
    cut: float | None
    places: int | None


class CriteriaSetDetail(CriteriaSetOut):
    """A criteria set with all it says, and the objectives of today that none of its weighted criteria serves."""

    hysteresis: float
    criteria: list[CriterionOut]
    levels: list[LevelOut]
    key_levels: int
    uncovered_objectives: list[str]


class WorstOut(Out):
    """The comparison that fits the others least: what was said, and what would fit."""

    first: str
    second: str
    said: float
    fitting: float


class WeightingOut(Out):
    """What the judgements of everybody who compared all pairs say together; null while nobody has.

    A consistency ratio of at most 0.10 is acceptable.
    """

    weights: dict[str, float] | None
    consistency_ratio: float | None
    acceptable: bool | None
    worst: WorstOut | None
    complete: list[int]
    incomplete: list[int]


class ObjectiveOut(Out):
    """An objective; one that has ended stays on record."""

    id: int
    version: int
    created_at: datetime
    name: str
    ended_on: date | None


class ObjectivePage(Out):
    """A page of objectives, and the cursor of the next."""

    items: list[ObjectiveOut]
    next: str | None
