from typing import Annotated

from pydantic import Field

from tenure.analytics.criteria import Direction, Normalisation
from tenure.api.schemas.criteria_sets import MOST_ANCHORS, AnchorIn
from tenure.api.schemas.fields import (
    Count,
    Few,
    In,
    Key,
    Line60,
    Measure,
    Name60,
    Name120,
    Out,
    Place,
    Points,
    Version,
    Weight,
    examples,
    unchanged,
)
from tenure.api.schemas.portfolio import AnchorOut

Anchors = Annotated[list[AnchorIn], Field(max_length=MOST_ANCHORS)]


class DraftCriterionOut(Out):
    """One criterion of a set, as it is edited; `objective` is the number of the objective that it serves."""

    id: int
    version: int
    position: int
    code: str
    name: str
    measure: str
    weight: str
    direction: Direction
    normalisation: Normalisation
    anchors: list[AnchorOut]
    knock_out_minimum: float | None
    knock_out_maximum: float | None
    objective: int | None


class DraftCriteria(Out):
    """The criteria of a set in their order."""

    items: list[DraftCriterionOut]


class DraftCriterionIn(In):
    """One thing more to ask of every account; its anchors are proposed from the data at the first ranking."""

    model_config = examples({"name": "share", "measure": "share", "weight": 5})

    name: Name120
    measure: Name60
    weight: Weight
    direction: Direction = Direction.BENEFIT
    objective: Key | None = None


class DraftCriterionPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "weight": "12.5"})

    version: Version | None = None
    name: Name120 = unchanged()
    measure: Name60 = unchanged()
    weight: Weight = unchanged()
    direction: Direction = unchanged()
    normalisation: Normalisation = unchanged()
    anchors: Anchors = unchanged()
    knock_out_minimum: Measure | None = unchanged()
    knock_out_maximum: Measure | None = unchanged()
    objective: Key | None = unchanged()


class PlaceIn(In):
    """The place among the set's criteria, 0 for the first; beyond the end is at the end."""

    model_config = examples({"place": 0})

    place: Place


class DraftLevelOut(Out):
    """One grade of a set, as it is edited."""

    id: int
    version: int
    position: int
    code: str
    label: str
    cut: str | None
    places: int | None
    is_key: bool


class DraftLevels(Out):
    """The grades of a set, the best first."""

    items: list[DraftLevelOut]


class DraftLevelIn(In):
    """A grade more, earned by a score of `cut`."""

    model_config = examples({"cut": "8.5"})

    cut: Points


class DraftLevelPatch(In):
    """The fields to change; null for no cut or no limit of places."""

    model_config = examples({"version": 1, "places": 12})

    version: Version | None = None
    cut: Points | None = unchanged()
    places: Count | None = unchanged()
    label: Line60 = unchanged()


class KeyLevelsIn(In):
    """How many grades, from the best, hold key accounts."""

    model_config = examples({"count": 2})

    count: Few
