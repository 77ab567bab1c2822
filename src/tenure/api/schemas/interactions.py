from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from tenure.accounts.choices import InteractionKind, LetterDirection
from tenure.api.schemas.commitments import CommitmentOut
from tenure.api.schemas.fields import (
    Day,
    In,
    Key,
    Line40,
    Line120,
    Line200,
    Moment,
    Name,
    Out,
    Text10000,
    Version,
    examples,
    unchanged,
)

People = Annotated[list[Key], Field(max_length=50)]


class InteractionOut(Out):
    """Dated evidence that people met. What is noted here may be personal data."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    kind: InteractionKind
    direction: LetterDirection | Literal[""]
    at: datetime
    subject: str
    notes: str
    recorded_by: int | None
    source: str
    external_id: str


class InteractionDetail(InteractionOut):
    """An interaction with who took part, ours and theirs, and what came from it."""

    members: list[int]
    contacts: list[int]
    commitments: list[CommitmentOut]


class InteractionPage(Out):
    """A page of interactions, and the cursor of the next."""

    items: list[InteractionOut]
    next: str | None


class InteractionIn(In):
    """What happened: without `at` it was now, without `members` it was you.

    What is to be done next needs its day, and becomes a commitment of yours; what they promised needs its day too, and
    is owed by the first of `contacts`.
    """

    model_config = examples(
        {"account": 12, "kind": "call", "subject": "Call with Maria", "notes": "Confirmed Q3 budget",
         "follow_up_on": "2026-03-12", "follow_up": "Send the offer"}
    )  # fmt: skip

    account: Key
    subject: Name
    kind: InteractionKind = InteractionKind.OTHER
    direction: LetterDirection | Literal[""] = ""
    at: Moment = unchanged()
    notes: Text10000 = ""
    members: People = []
    contacts: People = []
    follow_up_on: Day | None = None
    follow_up: Line200 = ""
    promised_on: Day | None = None
    promised: Line200 = ""
    source: Line40 = ""
    external_id: Line120 = ""


class InteractionPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "notes": "Confirmed the Q3 budget of 40,000"})

    version: Version | None = None
    subject: Name = unchanged()
    kind: InteractionKind = unchanged()
    direction: LetterDirection | Literal[""] = unchanged()
    at: Moment = unchanged()
    notes: Text10000 = unchanged()
    members: People = unchanged()
    contacts: People = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()


class LogLineIn(In):
    """A line as it is typed after a call, and the account whose people it may name."""

    model_config = examples({"account": 12, "line": "Call with Maria, confirmed Q3 budget, follow up 12 Mar"})

    account: Key
    line: Annotated[str, Field(min_length=1, max_length=1000)]


class MentionOut(Out):
    """A name in the line, and the contacts that it may mean: several when the line does not say which."""

    text: str
    contacts: list[int]


class LogLineOut(Out):
    """What a line was understood as; nothing has been recorded yet."""

    kind: InteractionKind
    people: list[MentionOut]
    on: date
    subject: str
    notes: str
    follow_up: str
    follow_up_on: date | None
