"""Keeping the list of a member's sessions true from what a request says."""

import time
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from tenure.people.actions import begin_session, refresh_session
from tenure.people.browsers import coarse_address, device_of
from tenure.people.models import Member

# In the session: the key it was written down by, since when it lasts, and when it was last written down as used.
MARK = "seen"
REFRESH_SECONDS = 600


def write_session(request: HttpRequest, member: Member, since: float | None = None) -> None:
    """Write down the session that has just begun, or goes on under a new key since that time."""
    key, now = request.session.session_key or "", time.time()
    started = since or now
    begin_session(
        member=member,
        key=key,
        device=device_of(request.META.get("HTTP_USER_AGENT", "")),
        address=_address(request),
        since=datetime.fromtimestamp(started, UTC),
    )
    request.session[MARK] = [key, started, now]


def keep_in_view(request: HttpRequest, member: Member) -> None:
    """Write down, every few minutes at most, that the session is in use; at once when its key has changed."""
    key, since, seen = request.session.get(MARK) or ["", None, 0.0]
    if key != request.session.session_key:
        write_session(request, member, since)
    elif time.time() - seen > REFRESH_SECONDS and refresh_session(key=key, address=_address(request)):
        request.session[MARK] = [key, since, time.time()]


def _address(request: HttpRequest) -> str:
    try:
        return coarse_address(get_adapter().get_client_ip(request))
    except PermissionDenied:
        # A server that listens on a socket file is told no address.
        return ""
