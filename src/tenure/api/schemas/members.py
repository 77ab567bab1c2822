from datetime import datetime

from tenure.api.schemas.fields import (
    Days,
    Email,
    Flag,
    In,
    Language,
    Line120,
    Name,
    Out,
    Version,
    Words,
    examples,
    unchanged,
)
from tenure.core.policy import Role


class MemberOut(Out):
    """A colleague."""

    id: int
    version: int
    email: str
    name: str
    role: Role
    title: str
    language: str
    is_active: bool
    joined_at: datetime


class MemberPage(Out):
    """A page of members, and the cursor of the next."""

    items: list[MemberOut]
    next: str | None


class MemberIn(In):
    """A new colleague, who signs in by a link first."""

    model_config = examples({"email": "maria@example.com", "name": "Maria Lindqvist", "role": "account_manager"})

    email: Email
    name: Name
    role: Role
    title: Line120 = ""
    language: Language = ""


class MemberPatch(In):
    """The fields to change. Everyone may change their own name, title and language; administrators the rest."""

    model_config = examples({"version": 1, "is_active": False})

    version: Version | None = None
    name: Name = unchanged()
    role: Role = unchanged()
    title: Line120 = unchanged()
    language: Language = unchanged()
    is_active: Flag = unchanged()


class TokenOut(Out):
    """A bearer token of one's own; its secret was shown once and is not kept."""

    id: int
    name: str
    may_write: bool
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class TokenPage(Out):
    """A page of one's own tokens, and the cursor of the next."""

    items: list[TokenOut]
    next: str | None


class TokenIn(In):
    """A new token for one's own scripts: to read, or to read and write, for ever or for some days."""

    model_config = examples({"name": "nightly export", "may_write": False, "days": 365})

    name: Words
    may_write: Flag = False
    days: Days | None = None


class TokenMade(TokenOut):
    """The new token with its secret, which is shown this once."""

    secret: str
