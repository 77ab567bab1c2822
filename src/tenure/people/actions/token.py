"""Bearer tokens for scripts."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.people.models import ApiToken, Member
from tenure.people.queries import TOKEN_PREFIX, digest


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
