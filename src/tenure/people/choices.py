from enum import StrEnum

from tenure.analytics.criteria import LABEL_PACKS
from tenure.analytics.wording import pgettext_noop
from tenure.core.choices import named, pack_name
from tenure.core.policy import Role

# For the catalogues: the words of the choices below, in their contexts.
WORDS = (
    pgettext_noop("kind of member", "Viewer"), pgettext_noop("kind of member", "Account manager"),
    pgettext_noop("kind of member", "Director"), pgettext_noop("kind of member", "Administrator"),
    pgettext_noop("theme", "System"), pgettext_noop("theme", "Light"), pgettext_noop("theme", "Dark"),
    pgettext_noop("density", "Usual"), pgettext_noop("density", "Compact"), pgettext_noop("shortcuts", "On"),
    pgettext_noop("shortcuts", "Off"),
)  # fmt: skip


def role_choices() -> list[tuple[str, str]]:
    return named(Role, "kind of member")


class LinkPurpose(StrEnum):
    """What a link that works once is good for."""

    SIGN_IN = "sign-in"
    PASSWORD = "password"  # noqa: S105 - what the link is for, no secret


def link_purpose_choices() -> list[tuple[str, str]]:
    return [(purpose.value, purpose.value.capitalize()) for purpose in LinkPurpose]


class InvitationState(StrEnum):
    """How an invitation stands."""

    OPEN = "open"
    EXPIRED = "expired"
    ACCEPTED = "accepted"
    REVOKED = "revoked"


class Theme(StrEnum):
    """The colours of the pages."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Density(StrEnum):
    """How close together the rows of lists stand."""

    USUAL = "usual"
    COMPACT = "compact"


class Shortcuts(StrEnum):
    """Whether single keys do something."""

    ON = "on"
    OFF = "off"


# A member's own words for grades, as they are stored.
OWN_WORDS = "own"
# More levels than any scheme has, and words short enough for a badge.
MOST_GRADE_WORDS = 8
LONGEST_GRADE_WORD = 40


def theme_choices() -> list[tuple[str, str]]:
    return named(Theme, "theme")


def density_choices() -> list[tuple[str, str]]:
    return named(Density, "density")


def shortcuts_choices() -> list[tuple[str, str]]:
    return named(Shortcuts, "shortcuts")


def shown_label_choices() -> list[tuple[str, str]]:
    """The packs of words for grades that a member may read instead of the published ones."""
    return [(name, pack_name(name)) for name in [*LABEL_PACKS, OWN_WORDS]]
