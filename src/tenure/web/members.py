"""Who is asking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tenure.people.models import Member


def member_of(request: HttpRequest) -> Member:
    """The signed-in member; the middleware has sent everybody else to the sign-in page."""
    if not isinstance(request.user, Member):
        raise PermissionDenied(_("Sign in first."))
    return request.user
