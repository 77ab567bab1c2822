from enum import StrEnum

from tenure.analytics.advice import AdviceResult
from tenure.analytics.engagement import Answer, Criterion, Level
from tenure.analytics.handover import HandoverState, Item
from tenure.analytics.plans.course import PlanState
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named
from tenure.growth.level_criteria import criterion_sentence

USUAL_REVIEW_DAYS = 90
MOST_OBJECTIVES = 5


class NeedKind(StrEnum):
    GOAL = "goal"
    NEED = "need"
    PAIN = "pain"


class ObjectiveLevel(StrEnum):
    VISIONARY = "visionary"
    RELATIONSHIP = "relationship"
    BUSINESS = "business"
    PROJECT = "project"


class Horizon(StrEnum):
    """Up to 12 months, up to three years, beyond."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


class ObjectiveAim(StrEnum):
    """What a target counts, where it counts money or goods."""

    PROFIT = "profit"
    VOLUME = "volume"


class ObjectiveState(StrEnum):
    OPEN = "open"
    REACHED = "reached"
    DROPPED = "dropped"


class RiskKind(StrEnum):
    RISK = "risk"
    OPPORTUNITY = "opportunity"


class AskState(StrEnum):
    OPEN = "open"
    GRANTED = "granted"
    DECLINED = "declined"


class RequirementArea(StrEnum):
    PAYMENT = "payment"
    COMPLIANCE = "compliance"
    CONFIDENTIALITY = "confidentiality"
    INSURANCE = "insurance"
    DATA = "data_protection"
    CONTRACT = "contract"
    OTHER = "other"


class RequirementStatus(StrEnum):
    OPEN = "open"
    IN_WORK = "in_work"
    MET = "met"
    NOT_NEEDED = "not_needed"


class ReviewState(StrEnum):
    PLANNED = "planned"
    BEGUN = "begun"
    CLOSED = "closed"


class ValueVerdict(StrEnum):
    """Whether a value of the company can be seen in what is planned and done."""

    LIVED = "lived"
    PARTLY = "partly"
    NOT = "not"
    NOT_SEEN = "not_seen"


class ProposalVerdict(StrEnum):
    """Whether a proposal may go out as it is."""

    GO = "go"
    CHANGE = "change_first"
    STOP = "stop"


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("state of a plan", "Draft"), pgettext_noop("state of a plan", "Circulated"),
    pgettext_noop("state of a plan", "Agreed"), pgettext_noop("state of a plan", "Committed"),
    pgettext_noop("state of a plan", "Running"), pgettext_noop("state of a plan", "Review due"),
    pgettext_noop("state of a plan", "Closed"), pgettext_noop("what a client says", "Goal"),
    pgettext_noop("what a client says", "Need"), pgettext_noop("what a client says", "Pain"),
    pgettext_noop("level of an objective", "Visionary"), pgettext_noop("level of an objective", "Relationship"),
    pgettext_noop("level of an objective", "Business"), pgettext_noop("level of an objective", "Project"),
    pgettext_noop("horizon", "Short"), pgettext_noop("horizon", "Medium"), pgettext_noop("horizon", "Long"),
    pgettext_noop("aim of a target", "Profit"), pgettext_noop("aim of a target", "Volume"),
    pgettext_noop("state of an objective", "Open"), pgettext_noop("state of an objective", "Reached"),
    pgettext_noop("state of an objective", "Dropped"), pgettext_noop("risk", "Risk"),
    pgettext_noop("risk", "Opportunity"), pgettext_noop("state of an ask", "Open"),
    pgettext_noop("state of an ask", "Granted"), pgettext_noop("state of an ask", "Declined"),
    pgettext_noop("requirement", "Payment"), pgettext_noop("requirement", "Compliance"),
    pgettext_noop("requirement", "Confidentiality"), pgettext_noop("requirement", "Insurance"),
    pgettext_noop("requirement", "Data protection"), pgettext_noop("requirement", "Contract"),
    pgettext_noop("requirement", "Other"), pgettext_noop("status of a requirement", "Open"),
    pgettext_noop("status of a requirement", "In work"), pgettext_noop("status of a requirement", "Met"),
    pgettext_noop("status of a requirement", "Not needed"), pgettext_noop("state of a review", "Planned"),
    pgettext_noop("state of a review", "Begun"), pgettext_noop("state of a review", "Closed"),
    pgettext_noop("a value is", "Lived"), pgettext_noop("a value is", "Partly"), pgettext_noop("a value is", "Not"),
    pgettext_noop("a value is", "Not seen"), pgettext_noop("verdict", "Go"), pgettext_noop("verdict", "Change first"),
    pgettext_noop("verdict", "Stop"),
)  # fmt: skip


class HandoverKind(StrEnum):
    """From whom: after a sale from who sold, or from one account manager to the next."""

    SALE = "sale"
    SUCCESSION = "succession"


class RoadmapKind(StrEnum):
    """What lies on the way with a client: a stretch of it, a point, or something they are told."""

    PHASE = "phase"
    MILESTONE = "milestone"
    MESSAGE = "message"


# For the catalogues: the words of the choices below, in their contexts.
HANDOVER_WORDS = (
    pgettext_noop("kind of handover", "Sale"), pgettext_noop("kind of handover", "Succession"),
    pgettext_noop("state of a handover", "Open"), pgettext_noop("state of a handover", "Met"),
    pgettext_noop("state of a handover", "Received"), pgettext_noop("state of a handover", "Accepted"),
    pgettext_noop("state of a handover", "Watched"), pgettext_noop("state of a handover", "Closed"),
    pgettext_noop("state of a handover", "Withdrawn"), pgettext_noop("item of a handover", "Deal"),
    pgettext_noop("item of a handover", "Goals"), pgettext_noop("item of a handover", "Terms"),
    pgettext_noop("item of a handover", "Map"), pgettext_noop("item of a handover", "Promises"),
    pgettext_noop("item of a handover", "Red flags"), pgettext_noop("item of a handover", "Style"),
    pgettext_noop("item of a handover", "Announced"), pgettext_noop("item of a handover", "Read"),
    pgettext_noop("item of a handover", "Meeting"), pgettext_noop("item of a handover", "Available"),
)  # fmt: skip


def plan_state_choices() -> list[tuple[str, str]]:
    return named(PlanState, "state of a plan")


def need_kind_choices() -> list[tuple[str, str]]:
    return named(NeedKind, "what a client says")


def objective_level_choices() -> list[tuple[str, str]]:
    return named(ObjectiveLevel, "level of an objective")


def horizon_choices() -> list[tuple[str, str]]:
    return named(Horizon, "horizon")


def objective_aim_choices() -> list[tuple[str, str]]:
    return named(ObjectiveAim, "aim of a target")


def objective_state_choices() -> list[tuple[str, str]]:
    return named(ObjectiveState, "state of an objective")


def risk_kind_choices() -> list[tuple[str, str]]:
    return named(RiskKind, "risk")


def ask_state_choices() -> list[tuple[str, str]]:
    return named(AskState, "state of an ask")


def requirement_area_choices() -> list[tuple[str, str]]:
    return named(RequirementArea, "requirement")


def requirement_status_choices() -> list[tuple[str, str]]:
    return named(RequirementStatus, "status of a requirement")


ROADMAP_WORDS = (
    pgettext_noop("on the roadmap", "Phase"), pgettext_noop("on the roadmap", "Milestone"),
    pgettext_noop("on the roadmap", "Message"),
    pgettext_noop("what came of advice", "Open"), pgettext_noop("what came of advice", "Taken"),
    pgettext_noop("what came of advice", "Not taken"),
)  # fmt: skip


def advice_result_choices() -> list[tuple[str, str]]:
    return named(AdviceResult, "what came of advice")


def roadmap_kind_choices() -> list[tuple[str, str]]:
    return named(RoadmapKind, "on the roadmap")


def handover_kind_choices() -> list[tuple[str, str]]:
    return named(HandoverKind, "kind of handover")


def handover_state_choices() -> list[tuple[str, str]]:
    return named(HandoverState, "state of a handover")


def handover_item_choices() -> list[tuple[str, str]]:
    return named(Item, "item of a handover")


def review_state_choices() -> list[tuple[str, str]]:
    return named(ReviewState, "state of a review")


def value_verdict_choices() -> list[tuple[str, str]]:
    return named(ValueVerdict, "a value is")


def proposal_verdict_choices() -> list[tuple[str, str]]:
    return named(ProposalVerdict, "verdict")


class OwedBy(StrEnum):
    """Who owes a step of an onboarding: a part of our house, somebody of the account's team, or the client."""

    DEPARTMENT = "department"
    OWNER = "account_owner"
    MENTOR = "mentor"
    SPONSOR = "sponsor"
    CLIENT = "client"


# For the catalogues: the words of the choices below, in their contexts.
ENGAGEMENT_WORDS = (
    pgettext_noop("level of an engagement", "Pre-sales"), pgettext_noop("level of an engagement", "Negotiation"),
    pgettext_noop("level of an engagement", "Implementation"), pgettext_noop("level of an engagement", "Review"),
    pgettext_noop("level of an engagement", "Exploitation"), pgettext_noop("a criterion is", "Met"),
    pgettext_noop("a criterion is", "Not met"), pgettext_noop("a criterion is", "Unknown"),
    pgettext_noop("a step is owed by", "Department"), pgettext_noop("a step is owed by", "Account owner"),
    pgettext_noop("a step is owed by", "Mentor"), pgettext_noop("a step is owed by", "Sponsor"),
    pgettext_noop("a step is owed by", "Client"),
)  # fmt: skip


def level_choices() -> list[tuple[str, str]]:
    return named(Level, "level of an engagement")


def criterion_choices() -> list[tuple[str, str]]:
    return [(one.value, criterion_sentence(one)) for one in Criterion]


def criterion_answer_choices() -> list[tuple[str, str]]:
    return named(Answer, "a criterion is")


def owed_by_choices() -> list[tuple[str, str]]:
    return named(OwedBy, "a step is owed by")
