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
