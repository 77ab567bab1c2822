"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tenure.people.models import Member


def member_of(request: HttpRequest) -> Member:
    """The signed-in member; the middleware has sent everybody else to the sign-in page."""
    if not isinstance(request.user, Member):
        raise PermissionDenied("Sign in first.")
    return request.user
