"""Links that work once."""

import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.people.choices import LinkPurpose
from tenure.people.models import Member, SignInLink
from tenure.people.queries import digest

LIFETIMES = {LinkPurpose.SIGN_IN: timedelta(hours=24), LinkPurpose.PASSWORD: timedelta(hours=1)}
REFUSAL = _("This link was used before or has expired; ask for a new one.")


@transaction.atomic
def issue_sign_in_link(*, member: Member, by: Member | None) -> str:
    """Make a link that signs the member in once within a day; return its secret, which is shown once."""
    if by:
        require(by, "member.manage")
    secret = new_link(member, LinkPurpose.SIGN_IN)
    record_change(by=by, verb="issued sign-in link", thing=member)
    return secret


@transaction.atomic
def redeem_sign_in_link(*, secret: str) -> Member:
    """Use up a sign-in link and return its member; PermissionDenied for a used, expired or unknown one."""
    member = use_up(secret, LinkPurpose.SIGN_IN)
    record_change(by=member, verb="signed in by link", thing=member)
    return member


def new_link(member: Member, purpose: LinkPurpose) -> str:
    """Write a link down and return its secret. For the actions that ask the policy and record it."""
    secret = secrets.token_urlsafe(32)
    expires_at = timezone.now() + LIFETIMES[purpose]
    SignInLink.objects.create(member=member, purpose=purpose, digest=digest(secret), expires_at=expires_at)
    return secret


def use_up(secret: str, purpose: LinkPurpose) -> Member:
    """Use a link up and return its member; PermissionDenied unless it is live, of this purpose, and its member active.

    The UPDATE decides who was first, so that two clicks at once cannot both come in.
    """
    now = timezone.now()
    links = SignInLink.objects.filter(digest=digest(secret), purpose=purpose)
    if not links.filter(used_at=None, expires_at__gt=now, member__is_active=True).update(used_at=now):
        raise PermissionDenied(REFUSAL)
    return links.select_related("member").get().member
