"""Ending what a member can show to be let in. Called by the actions that give a reason for it."""

from django.contrib.sessions.models import Session
from django.utils import timezone

from tenure.core.policy import Role, invitable_roles
from tenure.people.models import ApiToken, CalendarFeed, Invitation, Member, SignInLink


def end_sessions(member: Member, *, keep: str = "") -> None:
    """Sign the member out of every browser but the one whose session key is to be kept."""
    Session.objects.filter(shown__member=member).exclude(session_key=keep).delete()


def end_links(member: Member) -> None:
    """Use up the member's links, to sign in and to set a password."""
    SignInLink.objects.filter(member=member, used_at=None).update(used_at=timezone.now())


def end_tokens(member: Member) -> None:
    """Revoke the member's tokens, and the secret address of their calendar."""
    ApiToken.objects.filter(member=member, revoked_at=None).update(revoked_at=timezone.now())
    end_feeds(member)


def end_feeds(member: Member) -> None:
    """Revoke the secret address of the member's calendar."""
    CalendarFeed.objects.filter(member=member, revoked_at=None).update(revoked_at=timezone.now())


def end_invitations(member: Member) -> None:
    """Take back what the member offered others and may no longer offer."""
    beyond = frozenset(Role) - invitable_roles(member)
    given = Invitation.objects.open().filter(invited_by=member, role__in=beyond)
    given.update(revoked_at=timezone.now())
