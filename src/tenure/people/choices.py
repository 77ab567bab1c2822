from enum import StrEnum

from tenure.core.policy import Role


def role_choices() -> list[tuple[str, str]]:
    return [(role.value, role.value.replace("_", " ").capitalize()) for role in Role]


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
