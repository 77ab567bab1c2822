"""`Idempotency-Key` on requests that make something: sent again, they are answered again and make nothing twice."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from tenure.api.answers import JSON
from tenure.api.auth import ApiRequest
from tenure.core.idempotency import Answer, answer_once

LONGEST_KEY = 200
HEADER = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Any text of your own, new for each thing to be made. Sent again within two days with the same "
    "body, it is given the first answer; with another body it is refused.",
    "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!-~]+$"},
}

View = Callable[..., HttpResponse]


def once(view: View) -> View:
    """Let a view make things once for each idempotency key that its callers send; without a key, each time."""

    @wraps(view)
    def asked(request: ApiRequest, *args: Any, **values: Any) -> HttpResponse:
        key = request.META.get("HTTP_IDEMPOTENCY_KEY")
        if key is None:
            return view(request, *args, **values)
        if not (0 < len(key) <= LONGEST_KEY and key.isascii() and key.isprintable() and " " not in key):
            raise ValidationError(f"{key[:40]!r} is no idempotency key; send 1 to {LONGEST_KEY} visible characters.")

        def act() -> Answer:
            response = view(request, *args, **values)
            return Answer(response.status_code, response.content.decode())

        given = answer_once(by=request.auth, key=key, request_hash=_request_hash(request), act=act)
        return HttpResponse(
            given.body,
            status=given.status,
            content_type=JSON,
            headers={"Idempotent-Replayed": "true"} if given.repeated else None,
        )

    return asked


def _request_hash(request: ApiRequest) -> str:
    start = f"{request.method} {request.get_full_path()}\n".encode()
    digest = hashlib.sha256(start)
    if request.content_type == "multipart/form-data":
        # Its body was read into fields and files, and each repetition separates them in another way.
        digest.update(repr(sorted(request.POST.lists())).encode())
        for name in sorted(request.FILES):
            for file in request.FILES.getlist(name):
                digest.update(f"\n{name} {file.name}\n".encode())
                for chunk in file.chunks():
                    digest.update(chunk)
    else:
        digest.update(request.body)
    return digest.hexdigest()
