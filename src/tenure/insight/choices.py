from enum import StrEnum

from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named


class Movement(StrEnum):
    """How an account's grade compares with the last published season's."""

    NEW = "new"
    PROMOTED = "promoted"
    RELEGATED = "relegated"
    HELD = "held"


class Audience(StrEnum):
    """Who finds a saved view in their list."""

    PRIVATE = "private"
    TEAM = "team"


class BulkKind(StrEnum):
    """What is done to many accounts at once."""

    ASSIGN_OWNER = "assign_owner"
    ADD_TEAM_MEMBER = "add_team_member"
    SET_KIND = "set_kind"


# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("movement", "New"), pgettext_noop("movement", "Promoted"), pgettext_noop("movement", "Relegated"),
    pgettext_noop("movement", "Held"), pgettext_noop("audience", "Private"), pgettext_noop("audience", "Team"),
)  # fmt: skip


def movement_choices() -> list[tuple[str, str]]:
    return named(Movement, "movement")


def audience_choices() -> list[tuple[str, str]]:
    return named(Audience, "audience")


def bulk_kind_choices() -> list[tuple[str, str]]:
    return _choices(BulkKind)


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value.replace("_", " ").capitalize()) for value in values]
