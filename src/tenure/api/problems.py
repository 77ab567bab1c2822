"""Every refusal and failure as problem+json (RFC 9457): one sentence, and the fields it is about."""

import logging
from collections.abc import Callable
from typing import Any

import ninja.errors
from django.core.exceptions import (
    BadRequest,
    ObjectDoesNotExist,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
    ValidationError,
)
from django.db import IntegrityError, OperationalError
from django.http import Http404, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from pydantic import BaseModel, Field
from pydantic_core import to_json

from tenure.core.errors import ConflictError, error_sentences
from tenure.integrations.files.errors import FileError

PROBLEM_JSON = "application/problem+json"
LONGEST_VALUE_SHOWN = 60
logger = logging.getLogger(__name__)

# fmt: off
TITLES = {
    400: "Bad request", 401: "Not signed in", 403: "Not allowed", 404: "Not found", 405: "Method not allowed",
    409: "Changed by somebody else", 413: "Too large", 415: "Unsupported media type", 422: "Invalid input",
    429: "Too many requests", 500: "Our mistake", 503: "Busy",
}
# fmt: on


class FieldError(BaseModel):
    """What is wrong with one field; `field` is empty when it is the whole."""

    field: str
    message: str


class Problem(BaseModel):
    """Why a request was refused or failed. `current` and `version` come with 409: what the others wrote."""

    type: str = "about:blank"
    title: str = Field(examples=["Invalid input"])
    status: int = Field(ge=400, le=599, examples=[422])
    detail: str = Field(examples=["Turnover: write a number such as 1234.50."])
    errors: list[FieldError] = []
    current: dict[str, Any] = {}
    version: int | None = None


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """The answer that says what went wrong."""
    body = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": detail, **more}
    response = HttpResponse(to_json(body), content_type=PROBLEM_JSON, status=status)
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 503:
        response["Retry-After"] = "1"
    return response


def method_not_allowed(allowed: str) -> HttpResponse:
    """The address exists but not for this method."""
    response = problem(405, f"This address does not take this method; it takes {allowed}.")
    response["Allow"] = allowed
    return response


def _forbidden(error: PermissionDenied) -> HttpResponse:
    return problem(403, error_sentences(error)[0])


def _http_error(error: ninja.errors.HttpError) -> HttpResponse:
    if error.status_code == 403:
        return problem(403, "The CSRF token is missing or wrong; send it as X-CSRFToken, or use a bearer token.")
    return problem(error.status_code, "The request's body is not valid JSON.")


def _conflict(error: ConflictError) -> HttpResponse:
    return problem(409, str(error), current=error.current, version=error.version)


def _busy(error: OperationalError) -> HttpResponse:
    logger.warning("The database did not answer in time: %s", error)
    return problem(503, "The database is busy; try again in a moment.")


def _failed(error: Exception) -> HttpResponse:
    logger.error("A request failed", exc_info=error)
    return problem(500, "Something went wrong here, not with your request; it is in the log, and nothing was changed.")


def _invalid(error: ValidationError) -> HttpResponse:
    """A rule of ours refused the values: each sentence with the field it is about, where that is known."""
    fields = error.message_dict if hasattr(error, "error_dict") else {}
    errors = [
        {"field": "" if name == "__all__" else name, "message": message}
        for name, messages in fields.items()
        for message in messages
    ]
    sentences = error_sentences(error)
    return problem(422, sentences[0], errors=errors or [{"field": "", "message": text} for text in sentences])


def _unusable_file(error: FileError) -> HttpResponse:
    return problem(422, error.sentence, errors=[{"field": "file", "message": error.sentence}])


def _malformed(error: ninja.errors.ValidationError) -> HttpResponse:
    """The values do not have the shape that the schema asks for."""
    errors = [_field_error(item) for item in error.errors]
    first = errors[0]
    detail = f"{first['field']}: {first['message']}" if first["field"] else first["message"]
    return problem(422, detail, errors=errors)


def _field_error(item: dict[str, Any]) -> dict[str, str]:
    # The first two places only say in which part of the request and under which argument the value was found.
    skipped = 2 if item["loc"][:1] == ("body",) else 1
    field = ".".join(str(part) for part in item["loc"][skipped:])
    return {"field": field, "message": _sentence(item["msg"])}


def _sentence(text: str) -> str:
    text = text.removeprefix("Value error, ")
    return text[:1].upper() + text[1:].rstrip(".") + "."


NOT_FOUND = (404, "There is no such record, or you may not see it.")
UNREADABLE = (400, "The request could not be read to its end; send it again.")
# Errors that are always answered alike. What may not be known to the member is answered like what is not there.
ANSWERS: dict[type[Exception], tuple[int, str]] = {
    Http404: NOT_FOUND,
    ObjectDoesNotExist: NOT_FOUND,
    IntegrityError: (
        409,
        "Another record was written at the same moment and stands in the way; read and try again.",
    ),
    RequestDataTooBig: (413, "The request's body is too large; send fewer rows in one request."),
    UnreadablePostError: UNREADABLE,
    BadRequest: UNREADABLE,
    MultiPartParserError: UNREADABLE,
    SuspiciousOperation: UNREADABLE,
    ninja.errors.AuthenticationError: (401, "Show a valid token as 'Authorization: Bearer tenure_...', or sign in."),
}
HANDLERS: dict[type[Exception], Callable[[Any], HttpResponse]] = {
    Exception: _failed,
    PermissionDenied: _forbidden,
    ValidationError: _invalid,
    ConflictError: _conflict,
    OperationalError: _busy,
    FileError: _unusable_file,
    ninja.errors.ValidationError: _malformed,
    ninja.errors.HttpError: _http_error,
}


def answer_to(error: Exception) -> HttpResponse:
    """The problem that an exception is, by its nearest known class."""
    for kind in type(error).__mro__:
        if kind in ANSWERS:
            return problem(*ANSWERS[kind])
        if kind in HANDLERS:
            return HANDLERS[kind](error)
    raise error
