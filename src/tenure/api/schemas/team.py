"""Who does what for an account, and its calendar, as requests carry them and answers show them."""

from datetime import date, datetime

from tenure.accounts.choices import WorkArea, WorkPart
from tenure.api.schemas.fields import In, Out, examples, unchanged
from tenure.growth.queries.calendar import Source


class ResponsibilityOut(Out):
    """What a member has to do with an area of an account's work, and since when."""

    id: int
    area: WorkArea
    member: int
    part: WorkPart
    valid_from: datetime


class Responsibilities(Out):
    """Who does what today, and the areas that nobody answers for."""

    items: list[ResponsibilityOut]
    unanswered: list[WorkArea]


class WorkPartIn(In):
    """What the member has to do with it, null for nothing; `seen` is what it was when you looked: another one: 409."""

    model_config = examples({"part": "accountable", "seen": None})

    part: WorkPart | None
    seen: WorkPart | None = unchanged()


class CalendarEntryOut(Out):
    """Something on a day: `number` of what `source` says; `was_due` where it is overdue and stands on today."""

    source: Source
    number: int
    on: date
    text: str
    kind: str
    members: list[int]
    contacts: list[int]
    is_planned: bool
    is_touch: bool
    was_due: date | None


class CollisionOut(Out):
    """Somebody who hears from two of ours within days; `earlier` and `later` are places in `entries`."""

    contact: int
    earlier: int
    later: int
    days: int
    sentence: str


class ContactGapOut(Out):
    """Somebody who decides and with whom nothing is planned; `last_on` is null where nobody has met them."""

    contact: int
    last_on: date | None
    sentence: str


class AccountCalendarOut(Out):
    """Three weeks back and six ahead; `is_cut` where there was more than is shown."""

    account: int
    today: date
    first: date
    until: date
    entries: list[CalendarEntryOut]
    collisions: list[CollisionOut]
    gaps: list[ContactGapOut]
    is_cut: bool
