"""Onboardings and the templates from which they are started, as requests carry them and answers show them."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from tenure.analytics.commitments import Status
from tenure.api.schemas.commitments import KeptRateOut
from tenure.api.schemas.fields import (
    Day,
    Flag,
    In,
    Key,
    Line60,
    Line120,
    Name,
    Name60,
    Name120,
    Out,
    Version,
    examples,
    unchanged,
    whole,
)
from tenure.growth.choices import OwedBy
from tenure.growth.models.onboarding import LATEST_DAY

StepDays = Annotated[int, Field(strict=True, ge=0, le=LATEST_DAY), BeforeValidator(whole)]
MOST_DEPARTMENTS = 50


class OnboardingTemplateOut(Out):
    """How clients are begun with."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    name: str


class OnboardingTemplatePage(Out):
    """A page of templates, and the cursor of the next."""

    items: list[OnboardingTemplateOut]
    next: str | None


class OnboardingTemplateIn(In):
    """What a template is called."""

    model_config = examples({"name": "A new plant"})

    name: Name120


class OnboardingTemplatePatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "name": "A second plant"})

    version: Version | None = None
    name: Name120 = unchanged()


class OnboardingTemplateStepOut(Out):
    """What is to be done so many days after the start, and who owes it; a department is named."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    template: int
    text: str
    days: int
    owed_by: OwedBy
    department: str
    is_first_value: bool


class OnboardingTemplateStepPage(Out):
    """A page of steps of templates, and the cursor of the next."""

    items: list[OnboardingTemplateStepOut]
    next: str | None


class OnboardingTemplateStepIn(In):
    """A step of a template; `department` is named where one owes it, and only there."""

    model_config = examples(
        {"template": 2, "text": "Spare parts on site", "days": 21, "owed_by": "department", "department": "Logistics"}
    )

    template: Key
    text: Name
    days: StepDays
    owed_by: OwedBy = OwedBy.OWNER
    department: Line60 = ""
    is_first_value: Flag = False


class OnboardingTemplateStepPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "days": 14})

    version: Version | None = None
    text: Name = unchanged()
    days: StepDays = unchanged()
    owed_by: OwedBy = unchanged()
    department: Line60 = unchanged()
    is_first_value: Flag = unchanged()


class OnboardingPlanOut(Out):
    """An onboarding of an account; its steps are commitments of the origin `onboarding`."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    engagement: int | None
    template: int | None
    started_on: date


class OnboardingPlanPage(Out):
    """A page of onboardings, and the cursor of the next."""

    items: list[OnboardingPlanOut]
    next: str | None


class DepartmentOwner(In):
    """Who of ours owes the steps of a department."""

    department: Name60
    member: Key


class OnboardingPlanIn(In):
    """An onboarding to be started, today unless a day is named; `contact` owes the client's steps."""

    model_config = examples(
        {"account": 12, "template": 2, "contact": 41, "owners": [{"department": "Logistics", "member": 3}]}
    )

    account: Key
    template: Key
    started_on: Day | None = None
    name: Line120 = ""
    engagement: Key | None = None
    contact: Key | None = None
    owners: list[DepartmentOwner] = Field(default=[], max_length=MOST_DEPARTMENTS)


class OnboardingStepIn(In):
    """One more step of an onboarding: owed by one of ours, by one of theirs, or by nobody yet."""

    model_config = examples({"text": "Second shift trained", "due_on": "2027-03-01", "owner": 3})

    text: Name
    due_on: Day
    owner: Key | None = None
    contact: Key | None = None
    department: Line60 = ""
    is_first_value: Flag = False


class OnboardingPlanPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "name": "Second plant"})

    version: Version | None = None
    name: Name120 = unchanged()


class OnboardingStepOut(Out):
    """A step: the commitment that it is, how it stands with it today, and who owes it."""

    commitment: int
    text: str
    due_on: date
    status: Status
    settled_on: date | None
    owner: int | None
    contact: int | None
    department: str
    is_first_value: bool


class OnboardingProgressOut(Out):
    """How an onboarding goes: `adherence` is the part done in time of what was due; days until the first value."""

    onboarding: int
    is_running: bool
    adherence: KeptRateOut
    first_value_days: int | None
    first_value_planned: int | None
    steps: list[OnboardingStepOut]
