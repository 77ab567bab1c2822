"""Plans, their versions and actions, and what guides the company."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

from tenure.analytics.plans.course import PlanState
from tenure.analytics.plans.differences import DifferenceKind
from tenure.api.schemas.fields import (
    CurrencyOrEmpty,
    Day,
    Digits,
    Flag,
    Hours,
    In,
    Key,
    Line200,
    Name,
    Out,
    ReviewDays,
    Version,
    examples,
    unchanged,
    whole,
)
from tenure.api.schemas.plan_items import ItemPatch, PlanItemOut, Text1000

Text4000 = Annotated[str, StringConstraints(max_length=4000, pattern=r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f]*$")]
Years = Annotated[int, Field(strict=True, ge=1, le=20), BeforeValidator(whole)]
Rate4 = Annotated[Decimal, Digits(1, 4, least=Decimal(0), greatest=Decimal(1))]
ActionWeight = Annotated[Decimal, Digits(2, 2, least=Decimal(0))]


class PlanOut(Out):
    """The plan of an account: its texts. `state` is the latest edition's, `runs` the version that is in force."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    state: PlanState
    runs: int | None
    starts_on: date
    ends_on: date | None
    horizon_years: int
    review_days: int
    currency: str
    rate: Decimal
    client_strategy: str
    client_strategy_source: str
    client_strategy_reviewed_on: date | None
    client_organisation: str
    client_organisation_source: str
    client_organisation_reviewed_on: date | None
    buying_strategy: str
    buying_strategy_source: str
    buying_strategy_reviewed_on: date | None
    position: str
    position_reviewed_on: date | None
    strategy: str
    message: str
    pillars: str
    strategy_reviewed_on: date | None


class PlanPage(Out):
    """A page of plans, and the cursor of the next."""

    items: list[PlanOut]
    next: str | None


class PlanIn(In):
    """A new plan of an account, as a draft; everything but the account may come later."""

    model_config = examples({"account": 12, "strategy": "Become the second source for both lines"})

    account: Key
    starts_on: Day = unchanged()
    ends_on: Day | None = None
    horizon_years: Years = 3
    review_days: ReviewDays = 90
    currency: CurrencyOrEmpty = ""
    rate: Rate4 = Decimal("0.1")
    client_strategy: Text4000 = ""
    client_strategy_source: Line200 = ""
    client_organisation: Text4000 = ""
    client_organisation_source: Line200 = ""
    buying_strategy: Text4000 = ""
    buying_strategy_source: Line200 = ""
    position: Text4000 = ""
    strategy: Text4000 = ""
    message: Line200 = ""
    pillars: Text4000 = ""


class PlanPatch(In):
    """The fields to change; `version` is the one they were read at. What was circulated becomes a draft again."""

    model_config = examples({"version": 1, "message": "One number to call"})

    version: Version | None = None
    starts_on: Day = unchanged()
    ends_on: Day | None = unchanged()
    horizon_years: Years = unchanged()
    review_days: ReviewDays = unchanged()
    currency: CurrencyOrEmpty = unchanged()
    rate: Rate4 = unchanged()
    client_strategy: Text4000 = unchanged()
    client_strategy_source: Line200 = unchanged()
    client_organisation: Text4000 = unchanged()
    client_organisation_source: Line200 = unchanged()
    buying_strategy: Text4000 = unchanged()
    buying_strategy_source: Line200 = unchanged()
    position: Text4000 = unchanged()
    strategy: Text4000 = unchanged()
    message: Line200 = unchanged()
    pillars: Text4000 = unchanged()


class SectionIn(In):
    """The section that was looked at and holds."""

    model_config = examples({"section": "strategy"})

    section: Name


class CirculateIn(In):
    """Why the plan goes to its team; may be left out."""

    model_config = examples({"reason": "After the review of March"})

    reason: Line200 = ""


class StepIn(In):
    """Which step is taken."""

    model_config = examples({"step": "commit"})

    step: Annotated[str, Field(pattern="^(commit|start|mark_review_due|resume|close)$")]


class DifferenceOut(Out):
    """What became of a value: where, as names and numbers of items from the outside in, and both values."""

    place: list[str | int]
    kind: DifferenceKind
    old: Any
    new: Any


class PlanDocumentOut(Out):
    """A plan as it stands with live figures, what is reckoned of it, and what changed since you signed."""

    plan: int
    account: int
    state: PlanState
    runs: int | None
    missing: list[str]
    document: dict[str, Any]
    reckoned: dict[str, Any]
    since_you_signed: list[DifferenceOut]


class VersionOut(Out):
    """A version of a plan as it was circulated, without its document."""

    id: int
    plan: int
    number: int
    digest: str
    reason: str
    frozen_at: datetime
    frozen_by: int


class VersionPage(Out):
    """A page of versions, and the cursor of the next."""

    items: list[VersionOut]
    next: str | None


class VersionInFull(VersionOut):
    """A version with its document, and who has signed it."""

    document: dict[str, Any]
    signed: list[int]


class VersionDifferences(Out):
    """What differs from an earlier version of the same plan to a later one."""

    earlier: int
    later: int
    differences: list[DifferenceOut]


class ActionOut(PlanItemOut):
    """A commitment that serves an objective, and what it weighs."""

    objective: int
    commitment: int
    weight: Decimal


class ActionIn(In):
    """What is to be done for an objective by a day; without `owner` you owe it."""

    model_config = examples({"objective": 4, "text": "Show the trial to the plant director", "due_on": "2026-05-01"})

    objective: Key
    text: Name
    due_on: Day
    weight: ActionWeight = Decimal(1)
    owner: Key | None = None
    effort_hours: Hours | None = None
    client_visible: Flag = False


class ActionPatch(ItemPatch):
    """What an action weighs; its text, owner and day are its commitment's."""

    model_config = examples({"version": 1, "weight": "2"})

    weight: ActionWeight = unchanged()


class ActionPage(Out):
    """A page of actions, and the cursor of the next."""

    items: list[ActionOut]
    next: str | None


class GuidanceOut(Out):
    """What the company is guided by; core values are one a line."""

    version: int
    vision: str
    mission: str
    core_values: str


class GuidancePatch(In):
    """The statements to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "vision": "The supplier that nobody has to chase"})

    version: Version | None = None
    vision: Text1000 = unchanged()
    mission: Text1000 = unchanged()
    core_values: Text1000 = unchanged()
