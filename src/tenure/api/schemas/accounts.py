from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from tenure.accounts.choices import AccountKind, AccountLevel, AccountType, TeamRole
from tenure.api.schemas.contacts import ContactOut
from tenure.api.schemas.fields import (
    Count,
    CurrencyOrEmpty,
    Day,
    EmailOrEmpty,
    In,
    Key,
    Line20,
    Line40,
    Line60,
    Line120,
    Line200,
    Money,
    Name,
    Out,
    Version,
    examples,
    unchanged,
)

EXAMPLE: dict[str, Any] = {
    "name": "Nordhaven Foods GmbH",
    "kind": "customer",
    "country": "Germany",
    "city": "Bremen",
    "industry": "Food",
    "turnover": "12500000.00",
    "currency": "EUR",
    "source": "erp",
    "external_id": "C-1042",
}


class AccountOut(Out):
    """An organisation: customer, prospect, competitor or partner."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    name: str
    kind: AccountKind
    level: AccountLevel
    type: AccountType | Literal[""]
    parent: int | None
    owner: int | None
    industry: str
    legal_id: str
    street: str
    postcode: str
    city: str
    region: str
    country: str
    phone: str
    email: str
    website: str
    employees: int | None
    turnover: Decimal | None
    currency: str
    customer_since: date | None
    time_zone: str
    source: str
    external_id: str


class AccountDetail(AccountOut):
    """An organisation with its people, the first 200 by name; `more_contacts` says whether there are others."""

    contacts: list[ContactOut]
    more_contacts: bool


class AccountPage(Out):
    """A page of accounts, and the cursor of the next."""

    items: list[AccountOut]
    next: str | None


class AccountIn(In):
    """A new organisation. Leaders may name its owner; others own what they make."""

    model_config = examples(EXAMPLE)

    name: Name
    kind: AccountKind = AccountKind.CUSTOMER
    level: AccountLevel = AccountLevel.UNIT
    type: AccountType | Literal[""] = ""
    parent: Key | None = None
    owner: Key | None = None
    industry: Line120 = ""
    legal_id: Line60 = ""
    street: Line200 = ""
    postcode: Line20 = ""
    city: Line120 = ""
    region: Line120 = ""
    country: Line60 = ""
    phone: Line60 = ""
    email: EmailOrEmpty = ""
    website: Line200 = ""
    employees: Count | None = None
    turnover: Money | None = None
    currency: CurrencyOrEmpty = ""
    customer_since: Day | None = None
    time_zone: Line40 = ""
    source: Line40 = ""
    external_id: Line120 = ""


class AccountPatch(In):
    """The fields to change; `version` is the one they were read at, so that nobody's change is lost."""

    model_config = examples({"version": 3, "city": "Hamburg"})

    version: Version | None = None
    name: Name = unchanged()
    kind: AccountKind = unchanged()
    level: AccountLevel = unchanged()
    type: AccountType | Literal[""] = unchanged()
    parent: Key | None = unchanged()
    industry: Line120 = unchanged()
    legal_id: Line60 = unchanged()
    street: Line200 = unchanged()
    postcode: Line20 = unchanged()
    city: Line120 = unchanged()
    region: Line120 = unchanged()
    country: Line60 = unchanged()
    phone: Line60 = unchanged()
    email: EmailOrEmpty = unchanged()
    website: Line200 = unchanged()
    employees: Count | None = unchanged()
    turnover: Money | None = unchanged()
    currency: CurrencyOrEmpty = unchanged()
    customer_since: Day | None = unchanged()
    time_zone: Line40 = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()


class OwnerIn(In):
    """Who is to own the account; null for nobody."""

    model_config = examples({"owner": 7})

    owner: Key | None


class TeamMemberIn(In):
    """Who joins the account's team, and as what; an owner is assigned instead."""

    model_config = examples({"member": 7, "role": "member"})

    member: Key
    role: Literal[TeamRole.MEMBER, TeamRole.MENTOR, TeamRole.SPONSOR] = TeamRole.MEMBER


class TeamMemberOut(Out):
    """Who is on the account's team today, as what, and since when."""

    id: int
    member: int
    role: TeamRole
    valid_from: datetime


class Team(Out):
    """An account's team of today."""

    items: list[TeamMemberOut]
