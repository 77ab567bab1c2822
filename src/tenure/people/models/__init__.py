"""Our own people and the ways they sign in."""

from tenure.people.models.credential import ApiToken, CalendarFeed, SignInLink
from tenure.people.models.invitation import Invitation, InvitationQuerySet
from tenure.people.models.member import Member
from tenure.people.models.session import MemberSession

__all__ = ["ApiToken", "CalendarFeed", "Invitation", "InvitationQuerySet", "Member", "MemberSession", "SignInLink"]
