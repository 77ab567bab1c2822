"""What a page answers when something failed: a database that is busy is said so, and what was entered is kept."""

import logging
import sys

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.views.defaults import server_error

# A field with one of these in its name is never written into a page again.
SECRETS = ("password", "code", "key", "secret", "credential")
BUSY_SECONDS = 2
logger = logging.getLogger(__name__)


def failed(request: HttpRequest) -> HttpResponse:
    """500 with a page that asks the database nothing; 503 where it did not answer in time, with a way to try again.

    Django calls this while it handles the error. A form that was sent can be sent again as it was, unless it carried a
    file or a secret, which a page cannot hold.
    """
    error = sys.exc_info()[1]
    if not isinstance(error, OperationalError):
        return server_error(request)
    logger.warning("The database did not answer in time: %s", error)
    shown = {"address": request.get_full_path(), "is_sent": request.method == "POST", "entered": _entered(request)}
    response = HttpResponse(render_to_string("503.html", shown), status=503)
    response["Retry-After"] = str(BUSY_SECONDS)
    return response


def _entered(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of the form that was sent, to be sent again; none where a page cannot hold them all."""
    if request.method != "POST":
        return []
    try:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        has_files = bool(request.FILES)
    except (UnreadablePostError, RequestDataTooBig, SuspiciousOperation, MultiPartParserError):
        return []
    is_secret = any(secret in name.lower() for name, _ in fields for secret in SECRETS)
    return [] if has_files or is_secret else fields
