"""A mentor's reviews of plans: when, what was said and found, and the minutes."""

from datetime import date, datetime
from typing import Any

from tenure.analytics.commitments import Status
from tenure.analytics.plans.review import Dueness
from tenure.api.schemas.fields import Day, Hours, In, Key, Name, Out, Version, examples, unchanged
from tenure.api.schemas.plan_items import Text1000
from tenure.growth.choices import ReviewState, ValueVerdict


class PlanReviewOut(Out):
    """A review of a plan: what was remarked on each item of the agenda, and when the next one is."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    plan: int
    mentor: int
    state: ReviewState
    due_on: date
    begun_at: datetime | None
    closed_at: datetime | None
    plan_version: int | None
    on_findings: str
    on_changes: str
    on_promises: str
    on_balance: str
    on_values: str
    on_card: str
    on_objectives: str
    on_decisions: str
    next_on: date | None


class PlanReviewPage(Out):
    """A page of reviews, and the cursor of the next."""

    items: list[PlanReviewOut]
    next: str | None


class ReviewValueOut(Out):
    """Whether one of the company's core values is lived, and what shows it."""

    id: int
    version: int
    review: int
    name: str
    verdict: ValueVerdict
    evidence: str


class ReviewFindingOut(Out):
    """What a review found to be done: a commitment, and how it stands with it today."""

    id: int
    review: int
    commitment: int
    text: str
    owner: int | None
    due_on: date
    status: Status


class PlanReviewInFull(PlanReviewOut):
    """A review with its values check and findings; `minutes` are there once it is closed."""

    values: list[ReviewValueOut]
    findings: list[ReviewFindingOut]
    minutes: dict[str, Any] | None


class DueOut(Out):
    """A plan whose next review is due by a day; `review` is the one that is planned or begun, if any."""

    plan: int
    account: int
    account_name: str
    mentors: list[int]
    due_on: date
    state: Dueness
    days_late: int
    review: int | None
    last_review: int | None


class DuePage(Out):
    """The reviews that you hold, the most urgent first."""

    items: list[DueOut]


class PlanReviewIn(In):
    """The next review of a plan; without a day that of the plan's cycle, without a mentor the account's own."""

    model_config = examples({"plan": 3, "due_on": "2026-07-01"})

    plan: Key
    due_on: Day | None = None
    mentor: Key | None = None


class PlanReviewPatch(In):
    """Remarks to write; `version` is the one they were read at."""

    model_config = examples({"version": 2, "on_balance": "All objectives are short; where is the third year?"})

    version: Version | None = None
    on_findings: Text1000 = unchanged()
    on_changes: Text1000 = unchanged()
    on_promises: Text1000 = unchanged()
    on_balance: Text1000 = unchanged()
    on_values: Text1000 = unchanged()
    on_card: Text1000 = unchanged()
    on_objectives: Text1000 = unchanged()
    on_decisions: Text1000 = unchanged()


class MoveIn(In):
    """Another day for a review that has not begun."""

    model_config = examples({"due_on": "2026-07-08"})

    due_on: Day


class ReviewValueIn(In):
    """Whether one of the company's core values, by its words, is lived; `version` where it was checked before."""

    model_config = examples({"name": "Candour", "verdict": "partly", "evidence": "The delay was told late"})

    name: Name
    verdict: ValueVerdict = unchanged()
    evidence: Text1000 = unchanged()
    version: Version | None = None


class FindingIn(In):
    """What is to be done by a day; without `owner` you owe it, with null nobody does yet."""

    model_config = examples({"text": "Meet the plant manager", "due_on": "2026-06-01", "owner": 4})

    text: Name
    due_on: Day
    owner: Key | None = unchanged()
    effort_hours: Hours | None = None


class CloseIn(In):
    """The day of the next review."""

    model_config = examples({"next_on": "2026-10-01"})

    next_on: Day
