from datetime import date, datetime
from typing import Any

from tenure.analytics.handover import HandoverState, Item
from tenure.api.schemas.fields import Day, Flag, In, Key, Line200, Out, Text500, Text4000, Version, examples, unchanged
from tenure.growth.choices import HandoverKind


class HandoverOut(Out):
    """How an account goes from one member to another; its course is open, met, received, accepted, closed."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    kind: HandoverKind
    from_member: int
    to_member: int | None
    reason: str
    opened_at: datetime
    state: HandoverState
    meeting: int | None
    received_on: date | None
    accepted_on: date | None
    accepted_by: int | None
    client_words: str
    closed_on: date | None
    outcome: str


class HandoverPage(Out):
    """A page of handovers, and the cursor of the next."""

    items: list[HandoverOut]
    next: str | None


class HandoverIn(In):
    """An account to be handed over to its owner by somebody else, as after a sale."""

    model_config = examples({"account": 12, "from_member": 3, "kind": "sale", "reason": "Signed in March"})

    account: Key
    from_member: Key
    kind: HandoverKind = HandoverKind.SALE
    reason: Line200 = ""


class HandoverPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "reason": "Moves to another region"})

    version: Version | None = None
    kind: HandoverKind = unchanged()
    reason: Line200 = unchanged()


class MeetingIn(In):
    """In which interaction both met the client."""

    model_config = examples({"meeting": 71})

    version: Version | None = None
    meeting: Key


class AcceptanceIn(In):
    """Who accepted for the client, on which day, and in which words."""

    model_config = examples({"accepted_by": 41, "accepted_on": "2026-03-12", "client_words": "We know each other."})

    version: Version | None = None
    accepted_by: Key
    accepted_on: Day
    client_words: Text500 = ""


class ClosingIn(In):
    """How the watch went."""

    model_config = examples({"outcome": "Nobody was lost; one order came late."})

    version: Version | None = None
    outcome: Text500


class HandoverItemIn(In):
    """What is told of one thing, and whether that is all; what is left out stays."""

    model_config = examples({"note": "Mails only, never on Fridays", "done": True})

    version: Version | None = None
    note: Text4000 = unchanged()
    done: Flag = unchanged()


class HandoverItemOut(Out):
    """One thing of a handover: what is told, when it is due, and when it was done."""

    item: Item
    note: str
    due_at: datetime
    done_at: datetime | None
    done_by: int | None
    version: int | None


class ProgressOut(Out):
    """What is told and done of a handover; `score` is the part that is, 0 before the joint meeting."""

    score: float
    items: list[HandoverItemOut]


class SheetOut(Out):
    """What is known of the account, or was on the day it was taken over: plain values, amounts and days as text.

    Sheets of an earlier version of Tenure tell of no expectations.
    """

    day: date
    currency: str
    bought: list[dict[str, Any]]
    orders: list[dict[str, Any]]
    purchases: dict[str, Any]
    promises: list[dict[str, Any]]
    expectations: list[dict[str, Any]] = []
    boards: list[dict[str, Any]]
    documents: list[dict[str, Any]]


class WatchOut(Out):
    """What happened since the client accepted. `left` and `cooler` are contacts."""

    first: date
    last: date
    met: int
    kept: int
    missed: int
    overdue: int
    revenue: str
    revenue_before: str
    left: list[int]
    cooler: list[int]
    red_flags: int


class ContinuityOut(Out):
    """An account's time in days with and without the one who looked after it longest."""

    account: int
    days: int
    longest: int
    changes: int
    present: int | None
    share: float | None
