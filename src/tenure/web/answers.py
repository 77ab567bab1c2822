"""One address, one view: the whole page for whoever comes to it, the part alone for htmx, which has the rest."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

DRAWER = "drawer-body"


def answer(
    request: HttpRequest, page: str, context: Mapping[str, Any], *, part: str, status: int = 200
) -> HttpResponse:
    """Render the template `page`, or `part` where htmx asks for something to put into a page that is there."""
    template = part if wants_part(request) else page
    response = render(request, template, dict(context), status=status)
    # Both come from one address, and a browser must not take the one for the other.
    patch_vary_headers(response, ["HX-Request"])
    return response


def wants_part(request: HttpRequest) -> bool:
    """Whether htmx asks, and not for the whole page that it wants back from the history."""
    htmx = htmx_of(request)
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


def is_for_drawer(request: HttpRequest) -> bool:
    """Whether what is asked for will stand in the drawer at the right."""
    return wants_part(request) and htmx_of(request).target == DRAWER


def htmx_of(request: HttpRequest) -> HtmxDetails:
    """What htmx says about the request; false when it was not htmx that asked."""
    details: HtmxDetails = request.htmx  # type: ignore[attr-defined]  # set by django_htmx's middleware
    return details
