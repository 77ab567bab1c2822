from enum import StrEnum

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
    OWNER = "owner"
    MEMBER = "member"
    MENTOR = "mentor"
    SPONSOR = "sponsor"


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


# Only what was said aloud tells that two people met; a mail can be sent to anybody.
MET_BY = (InteractionKind.CALL, InteractionKind.MEETING, InteractionKind.VISIT)
# Only what is written comes in or goes out.
WRITTEN = (InteractionKind.MAIL, InteractionKind.LETTER)
# From this level on a contact decides or prepares decisions.
KEY_SENIORITY = 4


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]


def account_kind_choices() -> list[tuple[str, str]]:
    return _choices(AccountKind)


def account_level_choices() -> list[tuple[str, str]]:
    return _choices(AccountLevel)


def account_type_choices() -> list[tuple[str, str]]:
    return _choices(AccountType)


def team_role_choices() -> list[tuple[str, str]]:
    return _choices(TeamRole)


def contact_function_choices() -> list[tuple[str, str]]:
    return _choices(ContactFunction)


def interaction_kind_choices() -> list[tuple[str, str]]:
    return _choices(InteractionKind)


def direction_choices() -> list[tuple[str, str]]:
    return _choices(LetterDirection)


def document_class_choices() -> list[tuple[str, str]]:
    return _choices(DocumentClass)
