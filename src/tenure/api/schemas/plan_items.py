"""What is listed in plans, as requests carry it and answers show it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from tenure.api.schemas.fields import (
    Day,
    Digits,
    Hours,
    In,
    Key,
    Level,
    Line20,
    Line60,
    Line120,
    Line200,
    Money,
    Name,
    Out,
    Version,
    examples,
    unchanged,
    whole,
)
from tenure.growth.choices import (
    AskState,
    Horizon,
    NeedKind,
    ObjectiveAim,
    ObjectiveLevel,
    ObjectiveState,
    RequirementArea,
    RequirementStatus,
    RiskKind,
)
from tenure.growth.models.profit_year import FIRST, LAST

Words500 = Annotated[str, StringConstraints(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f-\x9f]*$")]
Text1000 = Annotated[str, StringConstraints(max_length=1000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]
Cost = Annotated[Decimal, Digits(13, 2, least=Decimal(0))]
Year = Annotated[int, Field(strict=True, ge=FIRST, le=LAST), BeforeValidator(whole)]
Aim = ObjectiveAim | Literal[""]


class PlanItemOut(Out):
    """What every item of a plan has."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    plan: int


class PlanItemIn(In):
    """What is listed in a plan."""

    plan: Key


class ItemPatch(In):
    """The fields to change; `version` is the one they were read at."""

    version: Version | None = None


class NeedOut(PlanItemOut):
    """A goal, need or pain in the client's words, what solves it and what came of that."""

    kind: NeedKind
    words: str
    said_by: str
    solution: str
    result: str


class NeedIn(PlanItemIn):
    """A goal, need or pain in the client's own words."""

    model_config = examples({"plan": 3, "kind": "pain", "words": "Every stop of the line costs us a day"})

    kind: NeedKind = NeedKind.GOAL
    words: Words500
    said_by: Line120 = ""
    solution: Text1000 = ""
    result: Text1000 = ""


class NeedPatch(ItemPatch):
    """The fields of a need to change."""

    model_config = examples({"version": 1, "solution": "Spare pumps on their site"})

    kind: NeedKind = unchanged()
    words: Words500 = unchanged()
    said_by: Line120 = unchanged()
    solution: Text1000 = unchanged()
    result: Text1000 = unchanged()


class NeedPage(Out):
    """A page of needs, and the cursor of the next."""

    items: list[NeedOut]
    next: str | None


class PlanObjectiveOut(PlanItemOut):
    """What is to be reached, how it is measured, from where to where, by whom."""

    name: str
    level: ObjectiveLevel
    horizon: Horizon
    measure: str
    unit: str
    baseline: Decimal | None
    target: Decimal | None
    actual: Decimal | None
    aims_at: Aim
    owner: int | None
    state: ObjectiveState


class PlanObjectiveIn(PlanItemIn):
    """What is to be reached; a target needs a measure. A plan has five open ones at most."""

    model_config = examples(
        {"plan": 3, "name": "Supply the second line", "level": "business", "measure": "lines", "target": "2"}
    )

    name: Name
    level: ObjectiveLevel = ObjectiveLevel.BUSINESS
    horizon: Horizon = Horizon.SHORT
    measure: Line200 = ""
    unit: Line20 = ""
    baseline: Money | None = None
    target: Money | None = None
    actual: Money | None = None
    aims_at: Aim = ""
    owner: Key | None = None
    state: ObjectiveState = ObjectiveState.OPEN


class ObjectivePatch(ItemPatch):
    """The fields of an objective to change."""

    model_config = examples({"version": 1, "actual": "1"})

    name: Name = unchanged()
    level: ObjectiveLevel = unchanged()
    horizon: Horizon = unchanged()
    measure: Line200 = unchanged()
    unit: Line20 = unchanged()
    baseline: Money | None = unchanged()
    target: Money | None = unchanged()
    actual: Money | None = unchanged()
    aims_at: Aim = unchanged()
    owner: Key | None = unchanged()
    state: ObjectiveState = unchanged()


class PlanObjectivePage(Out):
    """A page of objectives, and the cursor of the next."""

    items: list[PlanObjectiveOut]
    next: str | None


class RiskOut(PlanItemOut):
    """What may come, for worse or for better, and what we do about it."""

    kind: RiskKind
    name: str
    likelihood: int | None
    impact: int | None
    response: str
    owner: int | None


class RiskIn(PlanItemIn):
    """A risk or an opportunity; likelihood and impact are 1 to 5, null where nobody has said."""

    model_config = examples({"plan": 3, "name": "Rivalco undercuts us", "likelihood": 4, "impact": 3})

    kind: RiskKind = RiskKind.RISK
    name: Name
    likelihood: Level | None = None
    impact: Level | None = None
    response: Text1000 = ""
    owner: Key | None = None


class RiskPatch(ItemPatch):
    """The fields of a risk to change."""

    model_config = examples({"version": 1, "likelihood": 2})

    kind: RiskKind = unchanged()
    name: Name = unchanged()
    likelihood: Level | None = unchanged()
    impact: Level | None = unchanged()
    response: Text1000 = unchanged()
    owner: Key | None = unchanged()


class RiskPage(Out):
    """A page of risks, and the cursor of the next."""

    items: list[RiskOut]
    next: str | None


class AskOut(PlanItemOut):
    """What the sponsor is asked for, and what came of it."""

    name: str
    reason: str
    needed_by: date | None
    state: AskState
    answer: str


class AskIn(PlanItemIn):
    """What the sponsor is asked for, and why."""

    model_config = examples({"plan": 3, "name": "See their finance director", "needed_by": "2026-05-01"})

    name: Name
    reason: Text1000 = ""
    needed_by: Day | None = None
    state: AskState = AskState.OPEN
    answer: Text1000 = ""


class AskPatch(ItemPatch):
    """The fields of an ask to change."""

    model_config = examples({"version": 1, "state": "granted"})

    name: Name = unchanged()
    reason: Text1000 = unchanged()
    needed_by: Day | None = unchanged()
    state: AskState = unchanged()
    answer: Text1000 = unchanged()


class AskPage(Out):
    """A page of asks, and the cursor of the next."""

    items: list[AskOut]
    next: str | None


class ResourceOut(PlanItemOut):
    """What the plan takes of a department, as planned and as delivered."""

    name: str
    department: str
    planned_hours: Decimal | None
    delivered_hours: Decimal | None
    planned_cost: Decimal | None
    delivered_cost: Decimal | None


class ResourceIn(PlanItemIn):
    """What the plan takes of a department; null where nobody has counted."""

    model_config = examples({"plan": 3, "name": "Trial on their site", "planned_hours": "120"})

    name: Name
    department: Line60 = ""
    planned_hours: Hours | None = None
    delivered_hours: Hours | None = None
    planned_cost: Cost | None = None
    delivered_cost: Cost | None = None


class ResourcePatch(ItemPatch):
    """The fields of a resource to change."""

    model_config = examples({"version": 1, "delivered_hours": "40.5"})

    name: Name = unchanged()
    department: Line60 = unchanged()
    planned_hours: Hours | None = unchanged()
    delivered_hours: Hours | None = unchanged()
    planned_cost: Cost | None = unchanged()
    delivered_cost: Cost | None = unchanged()


class ResourcePage(Out):
    """A page of resources, and the cursor of the next."""

    items: list[ResourceOut]
    next: str | None


class YearOut(PlanItemOut):
    """A year of the profit plan, in the plan's currency."""

    year: int
    contribution: Decimal
    cost: Decimal


class YearIn(PlanItemIn):
    """What a year contributes and what the account costs us in it, hours and programme."""

    model_config = examples({"plan": 3, "year": 2026, "contribution": "120000", "cost": "60000"})

    year: Year
    contribution: Money = Decimal(0)
    cost: Cost = Decimal(0)


class YearPatch(ItemPatch):
    """The fields of a year to change."""

    model_config = examples({"version": 1, "cost": "55000"})

    year: Year = unchanged()
    contribution: Money = unchanged()
    cost: Cost = unchanged()


class YearPage(Out):
    """A page of years, and the cursor of the next."""

    items: list[YearOut]
    next: str | None


class RequirementOut(PlanItemOut):
    """A financial or legal requirement of the account, and how it stands with it."""

    area: RequirementArea
    name: str
    status: RequirementStatus
    due_on: date | None
    evidence: str


class RequirementIn(PlanItemIn):
    """A financial or legal requirement of the account."""

    model_config = examples({"plan": 3, "area": "insurance", "name": "Product liability of 5 million"})

    area: RequirementArea = RequirementArea.PAYMENT
    name: Name
    status: RequirementStatus = RequirementStatus.OPEN
    due_on: Day | None = None
    evidence: Line200 = ""


class RequirementPatch(ItemPatch):
    """The fields of a requirement to change."""

    model_config = examples({"version": 1, "status": "met"})

    area: RequirementArea = unchanged()
    name: Name = unchanged()
    status: RequirementStatus = unchanged()
    due_on: Day | None = unchanged()
    evidence: Line200 = unchanged()


class RequirementPage(Out):
    """A page of requirements, and the cursor of the next."""

    items: list[RequirementOut]
    next: str | None
