"""Files that come in: one at a time, not larger than can be looked through while somebody waits."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tenure.api.auth import ApiRequest
from tenure.api.problems import problem

MOST_BYTES = 256 * 1024 * 1024
PARTS = frozenset({"file", "options"})

Run = Callable[..., HttpResponseBase]


def bounded(run: Run) -> Run:
    """Refuse a body that says it is too large before any of it is read."""

    @wraps(run)
    def asked(request: HttpRequest, **values: Any) -> HttpResponseBase:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not length.isdigit() or int(length) > MOST_BYTES:
            sentence = f"The request has {length[:20]} bytes; at most {MOST_BYTES} are taken: send several files."
            return problem(413, sentence)
        return run(request, **values)

    return asked


def refuse_other_parts(request: ApiRequest) -> None:
    """ValidationError for a part of the form that nobody asked for, or one that is sent twice."""
    parts = [name for parts in (request.POST, request.FILES) for name, values in parts.lists() for _ in values]
    wrong = [name for name in parts if name not in PARTS or parts.count(name) > 1]
    if wrong:
        raise ValidationError({wrong[0][:60]: "Send the parts file and options, each once, and no others."})
