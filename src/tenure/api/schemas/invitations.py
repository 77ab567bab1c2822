from datetime import datetime

from tenure.api.schemas.fields import Email, In, Out, examples
from tenure.core.policy import Role


class InvitationOut(Out):
    """Somebody who is asked to become a member. Open until it is accepted, revoked or expired."""

    id: int
    email: str
    role: Role
    invited_by_id: int
    created_at: datetime
    expires_at: datetime
    accepted_at: datetime | None
    revoked_at: datetime | None


class InvitationPage(Out):
    """A page of invitations, and the cursor of the next."""

    items: list[InvitationOut]
    next: str | None


class InvitationIn(In):
    """Whom to invite, and as what."""

    model_config = examples({"email": "maria@example.com", "role": "account_manager"})

    email: Email
    role: Role


class InvitationMade(InvitationOut):
    """The invitation with its link, which works once and is shown this once."""

    url: str


class SignInLinkMade(Out):
    """A link that signs a member in once within a day; it is shown this once."""

    url: str


class SessionOut(Out):
    """A browser in which you are signed in. Of the address only the network is kept."""

    id: int
    device: str
    address: str
    since: datetime
    seen_at: datetime


class SessionPage(Out):
    """A page of one's own sessions, and the cursor of the next."""

    items: list[SessionOut]
    next: str | None
