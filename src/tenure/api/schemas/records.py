"""What is written by the system alone: the audit log and background jobs."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from tenure.api.schemas.fields import Out
from tenure.core.choices import JobState


class HistoryNoun(StrEnum):
    """The things whose history can be asked for, as `noun` of an entry names them."""

    ACCOUNT = "account"
    CONTACT = "contact"
    INTERACTION = "interaction"
    COMMITMENT = "commitment"
    DOCUMENT = "document"
    PRODUCT = "product"
    ORDER = "order"
    DECISION = "decision"
    DECISION_ROLE = "decisionrole"
    STANCE = "stance"
    INFLUENCE = "influence"
    FOG_SQUARE = "fogsquare"
    TIE_OVERRIDE = "tieoverride"
    COMPETITOR_TIE = "competitortie"
    CARD_ANSWER = "cardanswer"
    PLAN = "plan"
    CLIENT_NEED = "clientneed"
    PLAN_OBJECTIVE = "planobjective"
    PLAN_ACTION = "planaction"
    PLAN_RISK = "planrisk"
    SPONSOR_ASK = "sponsorask"
    PLANNED_RESOURCE = "plannedresource"
    PROFIT_YEAR = "profityear"
    PLAN_REQUIREMENT = "planrequirement"
    PLAN_VERSION = "planversion"
    HANDOVER = "handover"
    HANDOVER_ITEM = "handoveritem"
    ROADMAP_ENTRY = "roadmapentry"
    EXPECTATION = "expectation"
    ADVICE = "advice"
    BENEFIT = "benefit"
    PLAN_REVIEW = "planreview"
    REVIEW_VALUE = "reviewvalue"
    REVIEW_FINDING = "reviewfinding"
    PROPOSAL_REVIEW = "proposalreview"
    ASSESSMENT = "assessment"
    MEMBER = "member"


class AuditEntryOut(Out):
    """Who did what, when; `changes` has each changed field's value before and after."""

    id: int
    at: datetime
    actor_id: int | None
    actor_name: str
    verb: str
    noun: str
    thing_id: int
    thing_version: int
    account_id: int | None
    changes: dict[str, list[Any]]


class AuditPage(Out):
    """A page of the log, newest first, and the cursor of the next."""

    items: list[AuditEntryOut]
    next: str | None


class JobOut(Out):
    """A piece of background work: how far it is and what came of it."""

    id: int
    kind: str
    state: JobState
    done: int
    total: int | None
    attempts: int
    requested_at: datetime
    requested_by_id: int | None
    heartbeat_at: datetime | None
    finished_at: datetime | None
    result: dict[str, Any]
    error: str


class JobPage(Out):
    """A page of jobs, newest first, and the cursor of the next."""

    items: list[JobOut]
    next: str | None
