"""Passwords: setting one, and setting a forgotten one anew by a link that comes by mail."""

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.jobs import enqueue
from tenure.core.models import JobRun
from tenure.people.actions.credentials import end_links, end_sessions, end_tokens
from tenure.people.actions.link import new_link, use_up
from tenure.people.choices import LinkPurpose
from tenure.people.models import Member


@transaction.atomic
def set_password(*, member: Member, password: str, keep_session: str = "") -> Member:
    """Give a member, who has proved to be it, a new password. Audited.

    All that could be in wrong hands ends with the old one: sessions (but the one whose key is to be kept), links and
    tokens. Raises ValidationError for a password that is short, common or made of the member's name or address.
    """
    validate_password(password, user=member)
    member.set_password(password)
    member.version, member.updated_at = member.version + 1, timezone.now()
    member.save(update_fields=["password", "version", "updated_at"])
    record_change(by=member, verb="set password", thing=member)
    end_sessions(member, keep=keep_session)
    end_links(member)
    end_tokens(member)
    return member


def ask_for_password_link(*, email: str) -> JobRun:
    """Have a link to set a new password sent to this address, if it is a member's.

    Whether it is one is looked up by the job: who asks is answered alike and equally fast either way. The link is made
    by the job too, so that it stands nowhere but in the mail.
    """
    return enqueue(kind="password-mail", arguments={"email": email.strip().lower()}, by=None)


@transaction.atomic
def issue_password_link(*, member: Member) -> str:
    """Make a link by which the member sets a password once within the hour; earlier ones end. Returns its secret."""
    end_links(member)
    secret = new_link(member, LinkPurpose.PASSWORD)
    record_change(by=None, verb="issued password link", thing=member)
    return secret


@transaction.atomic
def reset_password(*, secret: str, password: str) -> Member:
    """Set a password by the link that came by mail. Audited; everything else that let the member in ends.

    Raises PermissionDenied for a link that is used, expired or unknown, ValidationError for a weak password, after
    which the link still works.
    """
    return set_password(member=use_up(secret, LinkPurpose.PASSWORD), password=password)
