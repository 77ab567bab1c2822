"""For whoever watches the server: whether it can work."""

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from tenure.core.doors import PUBLIC, door
from tenure.core.health import database_error, pending_migrations


@require_safe
@door(PUBLIC)
def health(_request: HttpRequest) -> HttpResponse:
    """200 when the database answers and has every table, else 503; says which, and nothing about the inside."""
    reachable = not database_error()
    migrated = reachable and _migrated()
    facts = {
        "database": "reachable" if reachable else "unreachable",
        "migrations": "applied" if migrated else "pending",
    }
    return JsonResponse(facts, status=200 if migrated else 503)


def _migrated() -> bool:
    # What was applied stays applied while this process lives, so the costly look is taken until it succeeds once.
    try:
        return _migrated_once()
    except LookupError:
        return False


@cache
def _migrated_once() -> bool:
    if pending_migrations():
        raise LookupError
    return True
