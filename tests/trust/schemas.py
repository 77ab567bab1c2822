"""What the OpenAPI document says about bodies: which parts there are, and which of them are numbers of records."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tenure.api.api import document_json
from tenure.api.schemas.fields import GREATEST_KEY

DOCUMENT: dict[str, Any] = json.loads(document_json())
OPERATIONS: dict[str, Any] = {
    operation["operationId"]: operation for methods in DOCUMENT["paths"].values() for operation in methods.values()
}
ACTS: dict[str, str] = {name: operation["x-policy"] for name, operation in OPERATIONS.items()}
Path = tuple[str, ...]


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    if "$ref" in schema:
        found: Mapping[str, Any] = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        return found
    return schema


def body_of(operation: str) -> Mapping[str, Any]:
    """The schema of an operation's body; of an upload, that of its options; {} when it takes none."""
    content = OPERATIONS[operation].get("requestBody", {}).get("content", {})
    if "application/json" in content:
        return _resolved(content["application/json"]["schema"])
    form = _resolved(content.get("multipart/form-data", {}).get("schema", {})).get("properties", {})
    return next((_resolved(part) for name, part in form.items() if name != "file"), {})


def keys_in(schema: Mapping[str, Any], before: Path = ()) -> Iterator[Path]:
    """The places in a body that hold the number of a record; `[]` stands for each item of a list."""
    schema = _resolved(schema)
    for each in schema.get("anyOf", ()):
        yield from keys_in(each, before)
    if schema.get("type") == "integer" and schema.get("maximum") == GREATEST_KEY:
        yield before
    if "items" in schema:
        yield from keys_in(schema["items"], (*before, "[]"))
    for name, part in schema.get("properties", {}).items():
        yield from keys_in(part, (*before, name))


def key_parameters(operation: str) -> Iterator[str]:
    """The names of the query's parameters that hold the number of a record."""
    for parameter in OPERATIONS[operation].get("parameters", ()):
        if parameter["in"] == "query" and any(keys_in(parameter["schema"])):
            yield parameter["name"]


def put(body: Any, place: Path, value: Any) -> Any:
    """The body with a value at a place.

    >>> put({"name": "X"}, ("lines", "[]", "product"), 7)
    {'name': 'X', 'lines': [{'product': 7}]}
    """
    if not place:
        return value
    name, *rest = place
    if name == "[]":
        first = body[0] if body else {}
        return [put(first, tuple(rest), value)]
    inner = (body or {}).get(name)
    return {**(body or {}), name: put(inner, tuple(rest), value)}
