"""Finding members, and checking the credentials they show."""

import hashlib

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from tenure.core.policy import Actor, Role, may
from tenure.people.models import ApiToken, Member
from tenure.people.models.member import MemberQuerySet

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
