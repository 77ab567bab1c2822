"""Our own people and the ways they sign in."""

from tenure.people.models.credential import ApiToken, SignInLink
from tenure.people.models.member import Member

__all__ = ["ApiToken", "Member", "SignInLink"]
