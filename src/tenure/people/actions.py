"""Making members and giving them ways to sign in."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.changes import update_record
from tenure.core.policy import Role, require
from tenure.people.models import ApiToken, Member, SignInLink
from tenure.people.queries import TOKEN_PREFIX, digest, first_administrator

LINK_LIFETIME = timedelta(hours=24)
CHANGEABLE = frozenset({"name", "role", "title", "language", "is_active"})


@transaction.atomic
def create_member(
    *, email: str, name: str, role: Role, by: Member | None, title: str = "", language: str = ""
) -> Member:
    """Add a member without a password; they sign in by a link first. `by` is None for the system's own set-up."""
    if by:
        require(by, "member.manage")
    member = Member(email=email.strip().lower(), name=name.strip(), role=role, title=title, language=language)
    member.set_unusable_password()
    member.full_clean()
    member.save()
    record_change(by=by, verb="created", thing=member, after={"email": member.email, "role": member.role})
    return member


@transaction.atomic
def change_member(*, member: Member, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Member:
    """Change a member's name, title, language, role or whether they may sign in; the last administrator stays one."""
    if member.pk != by.pk or set(changes) - {"name", "title", "language"}:
        require(by, "member.manage")
    unknown = set(changes) - CHANGEABLE
    if unknown:
        raise ValidationError(f"{', '.join(sorted(unknown))} cannot be changed; {', '.join(sorted(CHANGEABLE))} can.")
    before = update_record(member, changes, version=version)
    if first_administrator() is None:
        raise ValidationError("Somebody must stay administrator; make another member administrator first.")
    if before:
        after = {name: getattr(member, name) for name in before}
        record_change(by=by, verb="changed", thing=member, before=before, after=after)
    if before.get("is_active"):
        _end_credentials(member)
    return member


def _end_credentials(member: Member) -> None:
    now = timezone.now()
    ApiToken.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    SignInLink.objects.filter(member=member, used_at=None).update(used_at=now)


@transaction.atomic
def issue_sign_in_link(*, member: Member, by: Member | None) -> str:
    """Make a link that signs the member in once within a day; return its secret, which is shown once."""
    if by:
        require(by, "member.manage")
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(member=member, digest=digest(secret), expires_at=timezone.now() + LINK_LIFETIME)
    record_change(by=by, verb="issued sign-in link", thing=member)
    return secret


@transaction.atomic
def redeem_sign_in_link(*, secret: str) -> Member:
    """Use up a sign-in link and return its member; PermissionDenied for a used, expired or unknown one."""
    now = timezone.now()
    # The UPDATE decides who was first, so that two clicks at once cannot both sign in.
    live = SignInLink.objects.filter(digest=digest(secret), used_at=None, expires_at__gt=now, member__is_active=True)
    if not live.update(used_at=now):
        raise PermissionDenied("This sign-in link was used before or has expired; ask for a new one.")
    member = SignInLink.objects.select_related("member").get(digest=digest(secret)).member
    record_change(by=member, verb="signed in by link", thing=member)
    return member


@transaction.atomic
def issue_token(*, name: str, may_write: bool, by: Member, lifetime: timedelta | None = None) -> tuple[ApiToken, str]:
    """Make a bearer token for the member's own scripts; return it with its secret, which is shown once."""
    require(by, "token.issue")
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    expires_at = timezone.now() + lifetime if lifetime else None
    token = ApiToken(member=by, name=name, digest=digest(secret), may_write=may_write, expires_at=expires_at)
    token.full_clean(exclude=["expires_at", "revoked_at"])
    token.save()
    record_change(by=by, verb="issued token", thing=token, after={"name": name, "may_write": may_write})
    return token, secret


@transaction.atomic
def revoke_token(*, token: ApiToken, by: Member) -> ApiToken:
    """End a token: its owner may, and an administrator."""
    if token.member_id != by.pk:
        require(by, "member.manage")
    token.revoked_at = token.revoked_at or timezone.now()
    token.save(update_fields=["revoked_at"])
    record_change(by=by, verb="revoked token", thing=token)
    return token
