from enum import StrEnum

from tenure.analytics.commitments import CommitmentState
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named

# How many accounts a member finds again under "seen lately".
MOST_SEEN = 20


class AccountKind(StrEnum):
    CUSTOMER = "customer"
    PROSPECT = "prospect"
    COMPETITOR = "competitor"
    PARTNER = "partner"


class AccountLevel(StrEnum):
    """Where an organisation stands in its own tree."""

    GROUP = "group"
    UNIT = "unit"
    SITE = "site"


class AccountType(StrEnum):
    """The form of business, which decides criteria, terms and service; unknown until somebody says."""

    CORPORATE = "corporate"
    KEY_CLIENT = "key_client"
    SMALL_CHAIN = "small_chain"
    LARGE_RETAILER = "large_retailer"
    PUBLIC = "public"


class TeamRole(StrEnum):
    """What somebody is on a team; `outgoing` is who hands the account over and stays until it is received.

    `global_manager` answers for the whole of a customer, beside the owners of its parts.
    """

    OWNER = "owner"
    MEMBER = "member"
    MENTOR = "mentor"
    SPONSOR = "sponsor"
    OUTGOING = "outgoing"
    GLOBAL = "global_manager"


class WorkArea(StrEnum):
    """What there is to do for an account, so that each of it has somebody who answers for it."""

    RELATIONSHIP = "relationship"
    DEALS = "deals_and_contracts"
    DELIVERY = "delivery"
    SERVICE = "service"
    BILLING = "billing"
    PLAN = "plan"


class WorkPart(StrEnum):
    """What somebody has to do with an area: does it, answers for it, is asked before, or is told after."""

    RESPONSIBLE = "responsible"
    ACCOUNTABLE = "accountable"
    CONSULTED = "consulted"
    INFORMED = "informed"


class ContactFunction(StrEnum):
    GENERAL = "general"
    PROCUREMENT = "procurement"
    FINANCE = "finance"
    OPERATIONS = "operations"
    TECHNICAL = "technical"
    SALES = "sales"
    IT = "it"
    LEGAL = "legal"
    OTHER = "other"


class InteractionKind(StrEnum):
    """By which channel people met."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"
    VISIT = "visit"
    LETTER = "letter"
    OTHER = "other"


class LetterDirection(StrEnum):
    """Whether something written came in or went out."""

    IN = "in"
    OUT = "out"


class DocumentClass(StrEnum):
    """What a file is, so that it is found again."""

    LETTER = "letter"
    OFFER = "offer"
    CONTRACT = "contract"
    ORDER = "order"
    INVOICE = "invoice"
    MINUTES = "minutes"
    REPORT = "report"
    DRAWING = "drawing"
    OTHER = "other"


class CommitmentKind(StrEnum):
    """What it is that somebody owes."""

    PROMISE = "promise"
    TASK = "task"
    REQUEST = "request"
    ACTION = "plan_action"
    OBLIGATION = "obligation"
    ONBOARDING = "onboarding_step"
    FINDING = "review_finding"


class CommitmentOrigin(StrEnum):
    """What a commitment came from; what was simply said has none."""

    INTERACTION = "interaction"
    PLAN = "plan"
    REVIEW = "review"
    CASE = "case"
    BOARD = "board"
    AGREEMENT = "agreement"
    HANDOVER = "handover"
    ONBOARDING = "onboarding"


# Only what was said aloud tells that two people met; a mail can be sent to anybody.
MET_BY = (InteractionKind.CALL, InteractionKind.MEETING, InteractionKind.VISIT)
# Only what is written comes in or goes out.
WRITTEN = (InteractionKind.MAIL, InteractionKind.LETTER)
# From this level on a contact decides or prepares decisions.
KEY_SENIORITY = 4


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("kind of account", "Customer"), pgettext_noop("kind of account", "Prospect"),
    pgettext_noop("kind of account", "Competitor"), pgettext_noop("kind of account", "Partner"),
    pgettext_noop("level of account", "Group"), pgettext_noop("level of account", "Unit"),
    pgettext_noop("level of account", "Site"), pgettext_noop("type of account", "Corporate"),
    pgettext_noop("type of account", "Key client"), pgettext_noop("type of account", "Small chain"),
    pgettext_noop("type of account", "Large retailer"), pgettext_noop("type of account", "Public"),
    pgettext_noop("role in a team", "Owner"), pgettext_noop("role in a team", "Member"),
    pgettext_noop("role in a team", "Mentor"), pgettext_noop("role in a team", "Sponsor"),
    pgettext_noop("role in a team", "Outgoing"), pgettext_noop("role in a team", "Global manager"),
    pgettext_noop("area of work", "Relationship"), pgettext_noop("area of work", "Deals and contracts"),
    pgettext_noop("area of work", "Delivery"), pgettext_noop("area of work", "Service"),
    pgettext_noop("area of work", "Billing"), pgettext_noop("area of work", "Plan"),
    pgettext_noop("part in the work", "Responsible"), pgettext_noop("part in the work", "Accountable"),
    pgettext_noop("part in the work", "Consulted"), pgettext_noop("part in the work", "Informed"),
    pgettext_noop("function", "General"), pgettext_noop("function", "Procurement"),
    pgettext_noop("function", "Finance"), pgettext_noop("function", "Operations"),
    pgettext_noop("function", "Technical"), pgettext_noop("function", "Sales"), pgettext_noop("function", "IT"),
    pgettext_noop("function", "Legal"), pgettext_noop("function", "Other"), pgettext_noop("kind of talk", "Call"),
    pgettext_noop("kind of talk", "Meeting"), pgettext_noop("kind of talk", "Mail"),
    pgettext_noop("kind of talk", "Visit"), pgettext_noop("kind of talk", "Letter"),
    pgettext_noop("kind of talk", "Other"), pgettext_noop("direction of a letter", "In"),
    pgettext_noop("direction of a letter", "Out"), pgettext_noop("kind of file", "Letter"),
    pgettext_noop("kind of file", "Offer"), pgettext_noop("kind of file", "Contract"),
    pgettext_noop("kind of file", "Order"), pgettext_noop("kind of file", "Invoice"),
    pgettext_noop("kind of file", "Minutes"), pgettext_noop("kind of file", "Report"),
    pgettext_noop("kind of file", "Drawing"), pgettext_noop("kind of file", "Other"),
    pgettext_noop("kind of commitment", "Promise"), pgettext_noop("kind of commitment", "Task"),
    pgettext_noop("kind of commitment", "Request"), pgettext_noop("kind of commitment", "Plan action"),
    pgettext_noop("kind of commitment", "Obligation"), pgettext_noop("kind of commitment", "Onboarding step"),
    pgettext_noop("kind of commitment", "Review finding"), pgettext_noop("state of commitment", "Open"),
    pgettext_noop("state of commitment", "Kept"), pgettext_noop("state of commitment", "Missed"),
    pgettext_noop("state of commitment", "Withdrawn"), pgettext_noop("origin of commitment", "Interaction"),
    pgettext_noop("origin of commitment", "Plan"), pgettext_noop("origin of commitment", "Review"),
    pgettext_noop("origin of commitment", "Case"), pgettext_noop("origin of commitment", "Board"),
    pgettext_noop("origin of commitment", "Agreement"), pgettext_noop("origin of commitment", "Handover"),
    pgettext_noop("origin of commitment", "Onboarding"),
)  # fmt: skip


def account_kind_choices() -> list[tuple[str, str]]:
    return named(AccountKind, "kind of account")


def account_level_choices() -> list[tuple[str, str]]:
    return named(AccountLevel, "level of account")


def account_type_choices() -> list[tuple[str, str]]:
    return named(AccountType, "type of account")


def team_role_choices() -> list[tuple[str, str]]:
    return named(TeamRole, "role in a team")


def work_area_choices() -> list[tuple[str, str]]:
    return named(WorkArea, "area of work")


def work_part_choices() -> list[tuple[str, str]]:
    return named(WorkPart, "part in the work")


def contact_function_choices() -> list[tuple[str, str]]:
    return named(ContactFunction, "function")


def interaction_kind_choices() -> list[tuple[str, str]]:
    return named(InteractionKind, "kind of talk")


def direction_choices() -> list[tuple[str, str]]:
    return named(LetterDirection, "direction of a letter")


def document_class_choices() -> list[tuple[str, str]]:
    return named(DocumentClass, "kind of file")


def commitment_kind_choices() -> list[tuple[str, str]]:
    return named(CommitmentKind, "kind of commitment")


def commitment_state_choices() -> list[tuple[str, str]]:
    return named(CommitmentState, "state of commitment")


def commitment_origin_choices() -> list[tuple[str, str]]:
    return named(CommitmentOrigin, "origin of commitment")
