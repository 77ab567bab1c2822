"""Finding members, and checking the credentials they show."""

import hashlib
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from tenure.core.policy import Actor, Role, invitable_roles, may
from tenure.core.written import written_once
from tenure.people.choices import LinkPurpose
from tenure.people.models import (
    ApiToken,
    CalendarFeed,
    Invitation,
    InvitationQuerySet,
    Member,
    MemberSession,
    SignInLink,
)
from tenure.people.models.member import MemberQuerySet

OPEN_SHOWN = 100
PAGE = 50
TOKEN_PREFIX = "tenure_"  # noqa: S105 - makes a leaked token recognisable, is no secret itself

# Every request with a token asks this. Written out, and read without Django's conversions, it costs a twentieth of what
# building the same query does. What else there is of a member is fetched when somebody asks for it.
KNOWN_OF_BEARER = ["id", "name", "role", "is_active"]
LIVE_TOKEN = f"""
    SELECT token.id, token.may_write, {", ".join(f"member.{name}" for name in KNOWN_OF_BEARER)}
    FROM people_apitoken token JOIN people_member member ON member.id = token.member_id
    WHERE token.digest = %s AND token.revoked_at IS NULL AND member.is_active
    AND (token.expires_at IS NULL OR token.expires_at > %s)
"""  # noqa: S608 - asks for a token, holds none; the columns are ours


def digest(secret: str) -> str:
    """What is stored of a secret of 256 random bits: its SHA-256; a slow hash would add nothing to such a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def sign_in_url(secret: str) -> str:
    """The address that a sign-in link's secret stands in. The host is the setting's, never a request's."""
    return f"{settings.TENURE_URL}/sign-in?key={secret}"


def invitation_url(secret: str) -> str:
    """The address that an invitation's secret stands in."""
    return f"{settings.TENURE_URL}/invitation?key={secret}"


def password_url(secret: str) -> str:
    """The address at which a member with this secret sets a new password."""
    return f"{settings.TENURE_URL}/new-password?key={secret}"


def live_password_link(secret: str) -> SignInLink | None:
    """The link that would set a password now, or None."""
    links = SignInLink.objects.filter(digest=digest(secret), purpose=LinkPurpose.PASSWORD, used_at=None)
    return links.filter(expires_at__gt=timezone.now(), member__is_active=True).first()


def live_invitation(secret: str) -> Invitation | None:
    """The invitation that could be accepted now, or None. It counts only while its inviter may still give the role."""
    invitations: InvitationQuerySet = Invitation.objects.open()
    found = invitations.filter(digest=digest(secret), expires_at__gt=timezone.now()).select_related("invited_by")
    invitation = found.first()
    return invitation if invitation and invitation.role in invitable_roles(invitation.invited_by) else None


def calendar_url(secret: str) -> str:
    """The address at which a calendar program reads a member's feed."""
    return f"{settings.TENURE_URL}/calendar/{secret}.ics"


def live_feed(secret: str) -> CalendarFeed | None:
    """The unrevoked feed of an active member that this secret belongs to, with its member, or None."""
    feeds = CalendarFeed.objects.filter(digest=digest(secret), revoked_at=None, member__is_active=True)
    return feeds.select_related("member").first()


def feed_of(member: Member) -> CalendarFeed | None:
    """The member's feed that can be read now, or None."""
    return CalendarFeed.objects.filter(member=member, revoked_at=None).first()


def live_token(secret: str) -> ApiToken | None:
    """The unexpired, unrevoked token of an active member that this secret belongs to, with its member, or None."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    with connection.cursor() as cursor:
        cursor.execute(LIVE_TOKEN, [digest(secret), connection.ops.adapt_datetimefield_value(timezone.now())])
        found = cursor.fetchone()
    if found is None:
        return None
    number, may_write, *known = found
    member = Member.from_db(connection.alias, KNOWN_OF_BEARER, known)
    return ApiToken(pk=number, may_write=bool(may_write), member=member)


def members_managed_by(member: Actor) -> MemberQuerySet:
    """Whose affairs a member may look into: their own, and for administrators everybody's."""
    members: MemberQuerySet = Member.objects.visible_to(member)
    return members if may(member, "member.manage") else members.filter(pk=member.pk)


def tokens_managed_by(member: Actor) -> "QuerySet[ApiToken]":
    """The tokens a member may end: their own, and for administrators everybody's."""
    return ApiToken.objects.filter(member__in=members_managed_by(member))


def first_administrator() -> Member | None:
    """The member on whose behalf commands run on the server's own terminal, unless another is named."""
    members: MemberQuerySet = Member.objects.active()
    return members.filter(role=Role.ADMINISTRATOR).order_by("pk").first()


def sessions_of(member: Member) -> "QuerySet[MemberSession]":
    """Where the member is signed in, the one used last first."""
    live = MemberSession.objects.filter(member=member, session__expire_date__gt=timezone.now())
    return live.order_by("-seen_at", "-pk")


def live_tokens_of(member: Member) -> "QuerySet[ApiToken]":
    """The member's tokens that still work, the newest first."""
    unexpired = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return ApiToken.objects.filter(unexpired, member=member, revoked_at=None).order_by("-pk")


def open_invitations(member: Actor) -> InvitationQuerySet:
    """The invitations that wait, the newest first, for who may invite to their roles."""
    waiting: InvitationQuerySet = Invitation.objects.visible_to(member).open()
    return waiting.select_related("invited_by").order_by("-pk")[:OPEN_SHOWN]


@dataclass(frozen=True)
class SignInMethods:
    """How a member can prove who they are."""

    password: bool
    app: bool
    passkeys: int
    company: bool

    @property
    def any(self) -> bool:
        """Whether there is a way in besides a link."""
        return self.password or bool(self.passkeys) or self.company


def sign_in_methods(member: Member) -> SignInMethods:
    """What the member has set up."""
    kinds = list(Authenticator.objects.filter(user=member).values_list("type", flat=True))
    return SignInMethods(
        password=member.has_usable_password(),
        app=Authenticator.Type.TOTP in kinds,
        passkeys=kinds.count(Authenticator.Type.WEBAUTHN),
        company=SocialAccount.objects.filter(user=member).exists(),
    )


@dataclass(frozen=True)
class MembersPage:
    """Members in order of name; `next_after` is the last one's number, None on the last page."""

    members: list[Member]
    next_after: int | None


def members_page(member: Actor, *, text: str = "", after: int | None = None, limit: int = PAGE) -> MembersPage:
    """One page of the members that a member knows of, whose name or address contains the text."""
    visible: MemberQuerySet = Member.objects.visible_to(member)
    chosen = visible.filter(Q(name__icontains=text) | Q(email__icontains=text)).order_by("name", "pk")
    last = visible.filter(pk=after).first() if after else None
    if last:
        chosen = chosen.filter(name__gte=last.name).exclude(Q(name=last.name) & Q(pk__lte=last.pk))
    found = list(chosen[: limit + 1])
    return MembersPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


@written_once
def colleagues() -> QuerySet[Member, tuple[int, str]]:
    """Number and name of everybody who works here today, in order of name."""
    active: MemberQuerySet = Member.objects.active()
    return active.order_by("name", "pk").values_list("pk", "name")
