from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.analytics.commitments import CommitmentState
from tenure.api.schemas.fields import (
    Day,
    Flag,
    Hours,
    In,
    Key,
    Line40,
    Line60,
    Line120,
    Line200,
    Name,
    Out,
    Version,
    examples,
    unchanged,
)


class CommitmentOut(Out):
    """What somebody owes somebody by a day: a member of ours (`owner`), one of theirs (`contact`), or nobody yet.

    `slips` says how often it was put off beyond `first_due_on`, the day first promised.
    """

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    kind: CommitmentKind
    text: str
    owner: int | None
    contact: int | None
    department: str
    to_member: int | None
    to_contact: int | None
    due_on: date
    first_due_on: date
    slips: int
    state: CommitmentState
    settled_on: date | None
    outcome: str
    client_visible: bool
    effort_hours: Decimal | None
    interaction: int | None
    origin: CommitmentOrigin | Literal[""]
    source: str
    external_id: str


class CommitmentPage(Out):
    """A page of commitments, and the cursor of the next."""

    items: list[CommitmentOut]
    next: str | None


class KeptRateOut(Out):
    """Of what was due by a day, how much was kept; `rate`, `low` and `high` (Wilson, 95 %) are null below five due."""

    id: int | None
    name: str
    kept: int
    late: int
    slipped: int
    missed: int
    overdue: int
    withdrawn: int
    due: int
    rate: float | None
    low: float | None
    high: float | None


class KeptRates(Out):
    """How much was kept of what we owe and of what they owe, and by each member and department of ours."""

    ours: KeptRateOut
    theirs: KeptRateOut
    members: list[KeptRateOut]
    departments: list[KeptRateOut]


class CommitmentIn(In):
    """What is owed by a day: without `owner` and `contact` you owe it, with `owner` null nobody does yet."""

    model_config = examples(
        {"account": 12, "text": "Send the offer for the second line", "due_on": "2026-03-12", "to_contact": 7,
         "department": "Engineering"}
    )  # fmt: skip

    account: Key
    text: Name
    due_on: Day
    kind: CommitmentKind = CommitmentKind.PROMISE
    owner: Key | None = None
    contact: Key | None = None
    department: Line60 = ""
    to_member: Key | None = None
    to_contact: Key | None = None
    client_visible: Flag = False
    effort_hours: Hours | None = None
    interaction: Key | None = None
    source: Line40 = ""
    external_id: Line120 = ""


class CommitmentPatch(In):
    """The fields to change; `version` is the one they were read at. Its day is changed by `redate`."""

    model_config = examples({"version": 1, "department": "Logistics", "client_visible": True})

    version: Version | None = None
    text: Name = unchanged()
    kind: CommitmentKind = unchanged()
    owner: Key | None = unchanged()
    contact: Key | None = unchanged()
    department: Line60 = unchanged()
    to_member: Key | None = unchanged()
    to_contact: Key | None = unchanged()
    client_visible: Flag = unchanged()
    effort_hours: Hours | None = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()


class SettleIn(In):
    """When it was settled, today unless said, and what came of it."""

    model_config = examples({"on": "2026-03-11", "outcome": "Sent with three variants"})

    version: Version | None = None
    on: Day | None = None
    outcome: Line200 = ""


class RedateIn(In):
    """The new day, and why it changes."""

    model_config = examples({"due_on": "2026-03-19", "reason": "Waiting for their drawings"})

    version: Version | None = None
    due_on: Day
    reason: Name


class DelegateIn(In):
    """Who owes it from now on; they have to see the account."""

    model_config = examples({"to": 3})

    version: Version | None = None
    to: Key
