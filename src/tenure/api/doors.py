"""What every operation declares beside its schemas: who may use it, and how it may refuse."""

from collections.abc import Collection
from typing import Any

from tenure.api import idempotency
from tenure.api.filters import Filter
from tenure.api.listing import LONGEST_CURSOR, WORDS, Listing
from tenure.api.pagination import MOST_ROWS, ROWS
from tenure.core.doors import declared

READ_REFUSALS = (401, 403, 404, 422)
WRITE_REFUSALS = (400, 401, 403, 404, 409, 413, 422, 503)


def reads(act: str, listing: Listing | None = None, *, files: Collection[str] = ()) -> dict[str, Any]:
    """What the route of a reading operation is given: its act of the policy, its refusals, a list's parameters.

    `files` are the media types of what is sent instead of JSON.
    """
    declared = _declared(act, READ_REFUSALS, _parameters(listing) if listing else [])
    if files:
        content = {file: {"schema": {"type": "string", "format": "binary"}} for file in files}
        declared["openapi_extra"]["responses"][200] = {"description": "A file", "content": content}
    return declared


def writes(act: str, *, once: bool = False) -> dict[str, Any]:
    """What the route of a writing operation is given; `once` when it understands idempotency keys."""
    return _declared(act, WRITE_REFUSALS, [idempotency.HEADER] if once else [])


def _declared(act: str, refusals: tuple[int, ...], parameters: list[dict[str, Any]]) -> dict[str, Any]:
    responses = {status: {"$ref": f"#/components/responses/{status}"} for status in refusals}
    return {"openapi_extra": {"x-policy": declared(act), "parameters": parameters, "responses": responses}}


def _parameters(listing: Listing) -> list[dict[str, Any]]:
    found = [
        _parameter(name, _schema(allowed), f"Rows by {allowed.lookup}.") for name, allowed in listing.filters.items()
    ]
    found.append(_parameter("sort", {"type": "string", "enum": listing.sorts}, "Order; `-` for descending."))
    found.append(
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ROWS}, "How many rows.")
    )
    found.append(
        _parameter("cursor", {"type": "string", "maxLength": LONGEST_CURSOR}, "`next` of the page before this one.")
    )
    if listing.search:
        words = "Part of a name or place, in any case, with or without accents; best match first without `sort`."
        found.append(_parameter("q", WORDS.json_schema(), words))
    return found


def _parameter(name: str, schema: dict[str, Any], description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": schema}


def _schema(allowed: Filter) -> dict[str, Any]:
    schema = allowed.type.json_schema()
    return {name: value for name, value in schema.items() if name not in ("title", "description")}
