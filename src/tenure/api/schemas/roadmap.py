"""What is agreed with clients, as requests carry it and answers show it."""

from datetime import date, datetime
from decimal import Decimal

from tenure.analytics.advice import AdviceResult
from tenure.api.schemas.fields import (
    CurrencyOrEmpty,
    Day,
    Flag,
    In,
    Key,
    Line200,
    Money,
    Name,
    Out,
    Text500,
    Version,
    examples,
    unchanged,
)
from tenure.api.schemas.plan_items import Text1000
from tenure.growth.choices import RoadmapKind


class AgreedOut(Out):
    """What everything that is agreed with a client has; `owner` is a member, `contact` one of theirs."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    name: str
    owner: int | None
    contact: int | None
    client_visible: bool


class EntryOut(AgreedOut):
    """A phase, a milestone or a message of a client's roadmap."""

    kind: RoadmapKind
    starts_on: date | None
    due_on: date
    reached_on: date | None
    note: str


class ExpectationOut(AgreedOut):
    """What a client expects; without `accepted_on` they have not accepted it."""

    measure: str
    accepted_on: date | None
    accepted_by: int | None


class BenefitOut(AgreedOut):
    """What a client got; without `accepted_on` they have not accepted it."""

    baseline: str
    amount: Decimal | None
    currency: str
    evidence: str
    delivered_on: date | None
    accepted_on: date | None
    accepted_by: int | None


class AdviceOut(AgreedOut):
    """What a client was advised without a sale, and what came of it."""

    given_on: date
    result: AdviceResult
    outcome: str


class EntryPage(Out):
    """A page of roadmap entries, and the cursor of the next."""

    items: list[EntryOut]
    next: str | None


class ExpectationPage(Out):
    """A page of expectations, and the cursor of the next."""

    items: list[ExpectationOut]
    next: str | None


class BenefitPage(Out):
    """A page of benefits, and the cursor of the next."""

    items: list[BenefitOut]
    next: str | None


class EntryIn(In):
    """A phase, a milestone or a message, planned for a day."""

    model_config = examples({"account": 12, "name": "Audit of line 2", "due_on": "2026-06-30", "client_visible": True})

    account: Key
    name: Name
    due_on: Day
    owner: Key | None = None
    contact: Key | None = None
    client_visible: Flag = False
    kind: RoadmapKind = RoadmapKind.MILESTONE
    starts_on: Day | None = None
    reached_on: Day | None = None
    note: Text1000 = ""


class EntryPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "reached_on": "2026-06-29"})

    version: Version | None = None
    name: Name = unchanged()
    due_on: Day = unchanged()
    owner: Key | None = unchanged()
    contact: Key | None = unchanged()
    client_visible: Flag = unchanged()
    kind: RoadmapKind = unchanged()
    starts_on: Day | None = unchanged()
    reached_on: Day | None = unchanged()
    note: Text1000 = unchanged()


class ExpectationIn(In):
    """What a client expects, and by what both will see that it was met."""

    model_config = examples({"account": 12, "name": "Answers within a day", "measure": "Mails of the last month"})

    account: Key
    name: Name
    owner: Key | None = None
    contact: Key | None = None
    client_visible: Flag = False
    measure: Line200 = ""


class ExpectationPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "client_visible": True})

    version: Version | None = None
    name: Name = unchanged()
    owner: Key | None = unchanged()
    contact: Key | None = unchanged()
    client_visible: Flag = unchanged()
    measure: Line200 = unchanged()


class BenefitIn(In):
    """What a client got: before and since, what it is worth to them, the evidence."""

    model_config = examples({"account": 12, "name": "Fewer stops", "amount": "48000.00", "currency": "EUR"})

    account: Key
    name: Name
    owner: Key | None = None
    contact: Key | None = None
    client_visible: Flag = False
    baseline: Line200 = ""
    amount: Money | None = None
    currency: CurrencyOrEmpty = ""
    evidence: Text500 = ""
    delivered_on: Day | None = None


class BenefitPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "evidence": "Log of the plant"})

    version: Version | None = None
    name: Name = unchanged()
    owner: Key | None = unchanged()
    contact: Key | None = unchanged()
    client_visible: Flag = unchanged()
    baseline: Line200 = unchanged()
    amount: Money | None = unchanged()
    currency: CurrencyOrEmpty = unchanged()
    evidence: Text500 = unchanged()
    delivered_on: Day | None = unchanged()


class AcceptedIn(In):
    """Who accepted it for the client, and on which day."""

    model_config = examples({"accepted_by": 41, "accepted_on": "2026-03-12"})

    version: Version | None = None
    accepted_by: Key
    accepted_on: Day


class AdvicePage(Out):
    """A page of advice, and the cursor of the next."""

    items: list[AdviceOut]
    next: str | None


class AdviceIn(In):
    """What a client was advised, today unless a day is named; what came of it is open until it is said."""

    model_config = examples({"account": 12, "name": "Keep the old pumps for a year", "owner": 3, "contact": 41})

    account: Key
    name: Name
    owner: Key | None = None
    contact: Key | None = None
    client_visible: Flag = False
    given_on: Day = unchanged()
    result: AdviceResult = AdviceResult.OPEN
    outcome: Text500 = ""


class AdvicePatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "result": "taken", "outcome": "They kept them, and saved the stop"})

    version: Version | None = None
    name: Name = unchanged()
    owner: Key | None = unchanged()
    contact: Key | None = unchanged()
    client_visible: Flag = unchanged()
    given_on: Day = unchanged()
    result: AdviceResult = unchanged()
    outcome: Text500 = unchanged()


class AdviceTallyOut(Out):
    """Advice of 365 days by what came of it, and what was sold in the last twelve months, in the own currency."""

    account: int
    given: int
    taken: int
    not_taken: int
    still_open: int
    sold: Decimal
    currency: str
