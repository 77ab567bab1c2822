"""What happens around every request: it is logged, hardened, answered in the member's language and fit for htmx."""

import time
import uuid
from collections.abc import Callable
from contextlib import nullcontext

import structlog
from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import resolve_url
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect

from tenure.core.lines import ARE_DEALT, Lines
from tenure.core.turns import Turns
from tenure.people.models import Member
from tenure.people.sessions import keep_in_view
from tenure.web.answers import htmx_of

Answer = Callable[[HttpRequest], HttpResponse]

log = structlog.get_logger("tenure.web")

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # Pictures inside style sheets and codes to scan are drawn from data; a picture runs nothing.
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


def log_requests(answer: Answer) -> Answer:
    """One line per request: who, what, how it went, how long it took. Secrets in queries and paths stay out."""

    def logged(request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        request_id = uuid.uuid4().hex[:16]
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = answer(request)
            log.info(
                "request",
                method=request.method,
                path=_told_path(request),
                status=response.status_code,
                milliseconds=round((time.perf_counter() - started) * 1000, 1),
                member=_member_number(request),
            )
        response["X-Request-ID"] = request_id
        return response

    return logged


def _told_path(request: HttpRequest) -> str:
    secret = request.resolver_match.kwargs.get("secret") if request.resolver_match else None
    return request.path.replace(secret, "...") if secret else request.path


def _member_number(request: HttpRequest) -> int | None:
    # Asking request.user would fetch the member; only who was fetched for the answer is worth a line.
    member = getattr(request, "auth", None) or getattr(request, "_cached_user", None)
    return member.pk if member else None


def answer_in_turn(answer: Answer) -> Answer:
    """Of a process's requests that only read, one is answered after the other.

    Python runs one thread of a process at a time: pages that are made side by side are all late, and together later
    than in turn. Uploads and writes, which wait for browsers and locks, go on beside. A process with a longer line
    than another one gives the connection back.
    """
    turns, lines = Turns(), Lines(settings.HOME / "lines")

    def answered(request: HttpRequest) -> HttpResponse:
        with lines.one_more(), turns if request.method in {"GET", "HEAD"} else nullcontext():
            response = answer(request)
        if ARE_DEALT and lines.is_longer():
            response["Connection"] = "close"
        return response

    return answered


def harden(answer: Answer) -> Answer:
    """Nothing but our own files runs or is drawn, and no page of a member's stays in a shared or reopened browser."""

    def hardened(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return hardened


def keep_session_in_view(answer: Answer) -> Answer:
    """A member's list of sessions says when each was used last. A refused request leaves no trace there."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        # Asking who it is would open a session for a script with a token; only who was asked for counts.
        member = getattr(request, "_cached_user", None)
        if isinstance(member, Member) and request.session.session_key and response.status_code < 400:
            keep_in_view(request, member)
        return response

    return answered


def speak_the_members_language(answer: Answer) -> Answer:
    """Answer in the language the member chose, a script in the one it accepts; else in the installation's own."""

    def answered(request: HttpRequest) -> HttpResponse:
        language = _accepted(request) if by_script(request) else getattr(request.user, "language", "")
        if not language or not translation.check_for_language(language):
            return answer(request)
        with translation.override(language):
            response = answer(request)
        if by_script(request):
            patch_vary_headers(response, ["Accept-Language"])
        return response

    return answered


def by_script(request: HttpRequest) -> bool:
    """Whether the request brings a token; asking who that is would open a session."""
    return "HTTP_AUTHORIZATION" in request.META


def _accepted(request: HttpRequest) -> str:
    """The language that a script accepts best of those there are; empty where it says nothing."""
    return translation.get_language_from_request(request) if "HTTP_ACCEPT_LANGUAGE" in request.META else ""


def send_to_sign_in(answer: Answer) -> Answer:
    """Where a part of a page was asked for after the session ended, send the whole page to the sign-in, and back."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        htmx, sign_in = htmx_of(request), resolve_url(settings.LOGIN_URL)
        if not htmx or not response.get("Location", "").startswith(sign_in):
            return response
        here = QueryDict(mutable=True)
        here["next"] = htmx.current_url_abs_path or "/"
        return HttpResponseClientRedirect(f"{sign_in}?{here.urlencode(safe='/')}")

    return answered


def carry_toasts(answer: Answer) -> Answer:
    """Add what there is to tell to a part of a page, for htmx to put where toasts are; whole pages show their own."""

    def answered(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        is_part = htmx_of(request) and response.get("Content-Type", "").startswith("text/html")
        if is_part and not _leads_elsewhere(response) and len(get_messages(request)):
            response.content += render_to_string("layout/toasts_added.html", request=request).encode()
        return response

    return answered


def _leads_elsewhere(response: HttpResponse) -> bool:
    return response.status_code // 100 == 3 or "HX-Redirect" in response or "HX-Refresh" in response
