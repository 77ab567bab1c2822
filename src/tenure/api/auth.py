"""Who is asking: the bearer of a token, or a member signed in by the browser."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.errors import AuthenticationError
from ninja.security import APIKeyCookie
from ninja.security.http import HttpAuthBase

from tenure.people.models import Member
from tenure.people.queries import live_token

READING = frozenset({"GET", "HEAD", "OPTIONS"})


class ApiRequest(HttpRequest):
    """A request whose sender is known."""

    auth: Member
    by_token: bool = False


class BearerToken(HttpAuthBase):
    """`Authorization: Bearer tenure_...`: one query, no session. Who shows a bad token is not asked for a cookie."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Member | None:
        scheme, _, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
        if not scheme:
            return None
        token = live_token(secret.strip()) if scheme.lower() == "bearer" else None
        if token is None:
            raise AuthenticationError
        if not token.may_write and request.method not in READING:
            raise PermissionDenied("This token may only read; use one that was issued to write.")
        request.by_token = True  # type: ignore[attr-defined]
        return token.member


class SignedIn(APIKeyCookie):
    """The browser's session, with a CSRF token for everything that writes."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Member | None:
        """The signed-in member; a disabled one is nobody."""
        member = request.user if key else None
        return member if isinstance(member, Member) and member.is_active else None
