"""Asking people in: a link that works once, made by who may give the role."""

import secrets
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.changes import insert_record
from tenure.core.policy import Role, invitable_roles, require
from tenure.core.policy_words import role_word
from tenure.core.wording import state_word
from tenure.people.actions.member import create_member
from tenure.people.actions.password import set_password
from tenure.people.mail import send_invitation
from tenure.people.models import Invitation, Member
from tenure.people.queries import digest, live_invitation

LIFETIME = timedelta(days=7)


@transaction.atomic
def invite_member(*, email: str, role: Role, by: Member) -> tuple[Invitation, str]:
    """Invite somebody to be a member; return the invitation with its secret, which is shown once. Audited.

    The link goes out by mail too where mail is configured. Raises PermissionDenied for a role that `by` may not give,
    ValidationError for a bad address, a member's, or one that has an open invitation.
    """
    require(by, "member.invite")
    _require_role(by, role)
    address = email.strip().lower()
    if Member.objects.filter(email=address).exists():
        sentence = _("%(address)s is a member's address already.")
        raise ValidationError({"email": ValidationError(sentence, params={"address": address})})
    secret = secrets.token_urlsafe(32)
    invitation = Invitation(email=address, role=role, digest=digest(secret), invited_by=by, expires_at=_end())
    insert_record(invitation)
    record_change(by=by, verb="invited", thing=invitation, after={"email": address, "role": role})
    transaction.on_commit(lambda: send_invitation(invitation, secret), robust=True)
    return invitation, secret


@transaction.atomic
def resend_invitation(*, invitation: Invitation, by: Member) -> str:
    """Give an open invitation a new link and another week; the former link ends. Audited; returns the new secret."""
    _require_open(invitation, by)
    secret = secrets.token_urlsafe(32)
    invitation.digest, invitation.expires_at = digest(secret), _end()
    invitation.save(update_fields=["digest", "expires_at"])
    record_change(by=by, verb="sent again", thing=invitation)
    transaction.on_commit(lambda: send_invitation(invitation, secret), robust=True)
    return secret


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Member) -> Invitation:
    """Take an open invitation back: its link ends. Audited."""
    _require_open(invitation, by)
    invitation.revoked_at = timezone.now()
    invitation.save(update_fields=["revoked_at"])
    record_change(by=by, verb="revoked", thing=invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, secret: str, name: str, password: str) -> Member:
    """Become a member by an invitation's link. Without a password a passkey is to follow. Audited.

    Raises PermissionDenied for a link that is used, taken back, expired or unknown, ValidationError for a bad name or
    a weak password, after which the link still works.
    """
    invitation = live_invitation(secret)
    # The UPDATE decides who was first, as it does for every link that works once.
    if invitation is None or not _take_up(invitation):
        raise PermissionDenied(_("This invitation was used, taken back or has expired; ask for a new one."))
    member = create_member(email=invitation.email, name=name, role=Role(invitation.role), by=None)
    Invitation.objects.filter(pk=invitation.pk).update(member=member)
    record_change(by=member, verb="accepted", thing=invitation)
    return set_password(member=member, password=password) if password else member


def _take_up(invitation: Invitation) -> bool:
    return bool(Invitation.objects.open().filter(pk=invitation.pk).update(accepted_at=timezone.now()))


def _require_role(by: Member, role: str) -> None:
    if role not in invitable_roles(by):
        sentence = _("As {role} you may not invite anybody as {other}.")
        raise PermissionDenied(format_lazy(sentence, role=role_word(by.role), other=role_word(role)))


def _require_open(invitation: Invitation, by: Member) -> None:
    require(by, "member.invite")
    _require_role(by, invitation.role)
    invitation.refresh_from_db()
    if invitation.accepted_at or invitation.revoked_at:
        raise ValidationError(
            _("The invitation of %(email)s is %(state)s; invite them anew."),
            params={"email": invitation.email, "state": state_word(invitation.state)},
        )


def _end() -> datetime:
    return timezone.now() + LIFETIME
