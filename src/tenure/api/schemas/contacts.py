from datetime import date, datetime
from typing import Literal

from tenure.accounts.choices import ContactFunction
from tenure.api.schemas.fields import (
    Day,
    EmailOrEmpty,
    In,
    Key,
    Language,
    Level,
    Line40,
    Line60,
    Line120,
    Name,
    Out,
    Version,
    examples,
    unchanged,
)


class ContactOut(Out):
    """A person on the customer's side. What is noted here is personal data.

    `last_met_at` is when one of us last called, met or visited them; null for never.
    """

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    salutation: str
    title: str
    function: ContactFunction | Literal[""]
    seniority: int | None
    department: str
    email: str
    phone: str
    mobile: str
    language: str
    left_on: date | None
    last_met_at: datetime | None
    time_zone: str
    source: str
    external_id: str


class FormerOut(Out):
    """A person at another account that you see."""

    id: int
    name: str
    account: int
    left_on: date | None


class CareerOut(Out):
    """Who somebody was before, and who they became, as far as you see the accounts."""

    formerly: FormerOut | None
    later: list[FormerOut]


class FormerIn(In):
    """Who somebody was at another account, which they have left; null for nobody known.

    `version` is the one of the contact as it was read; where others have said another one since, the answer is 409.
    """

    model_config = examples({"version": 1, "contact": 7})

    version: Version | None = None
    contact: Key | None


class ContactPage(Out):
    """A page of contacts, and the cursor of the next."""

    items: list[ContactOut]
    next: str | None


class ContactIn(In):
    """A new person at an account. Seniority goes from 1 (clerk) to 5 (board)."""

    model_config = examples(
        {"account": 12, "name": "Maria Lindqvist", "title": "Head of Procurement", "function": "procurement"}
    )

    account: Key
    name: Name
    salutation: Line40 = ""
    title: Line120 = ""
    function: ContactFunction | Literal[""] = ContactFunction.OTHER
    seniority: Level | None = None
    department: Line120 = ""
    email: EmailOrEmpty = ""
    phone: Line60 = ""
    mobile: Line60 = ""
    language: Language = ""
    left_on: Day | None = None
    time_zone: Line40 = ""
    source: Line40 = ""
    external_id: Line120 = ""


class ContactPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "mobile": "+49 171 2345678"})

    version: Version | None = None
    name: Name = unchanged()
    salutation: Line40 = unchanged()
    title: Line120 = unchanged()
    function: ContactFunction | Literal[""] = unchanged()
    seniority: Level | None = unchanged()
    department: Line120 = unchanged()
    email: EmailOrEmpty = unchanged()
    phone: Line60 = unchanged()
    mobile: Line60 = unchanged()
    language: Language = unchanged()
    left_on: Day | None = unchanged()
    time_zone: Line40 = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()
