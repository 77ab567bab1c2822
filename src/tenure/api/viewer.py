"""The OpenAPI document as a page to read: made on the server, without a script and without anybody else's server."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def view_page(request: HttpRequest, document_json: bytes) -> HttpResponse:
    """Every operation with its parameters, its body with an example, and its answers."""
    return render(request, "api/viewer.html", _page(document_json))


@cache
def _page(document_json: bytes) -> dict[str, Any]:
    made = json.loads(document_json)
    groups: dict[str, list[dict[str, Any]]] = {}
    for operation in _operations(made):
        groups.setdefault(operation["group"], []).append(operation)
    return {"info": made["info"], "groups": groups}


def _operations(made: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for address, methods in made["paths"].items():
        for method, operation in methods.items():
            content = operation.get("requestBody", {}).get("content", {})
            body = next((form["schema"] for form in content.values()), None)
            yield {
                "group": operation["tags"][0],
                "anchor": operation["operationId"],
                "method": method.upper(),
                "address": address,
                "summary": operation.get("description", operation["summary"]),
                "policy": operation["x-policy"],
                "parameters": [{**one, "kind": _kind(one["schema"])} for one in operation["parameters"]],
                "fields": _fields(made, body) if body else [],
                "example": _example(made, body) if body else "",
                "answers": [(status, _words(made, answer)) for status, answer in operation["responses"].items()],
            }


def _resolved(made: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    found: Any = made
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


def _fields(made: dict[str, Any], body: dict[str, Any]) -> list[dict[str, Any]]:
    schema = _resolved(made, body)
    required = schema.get("required", [])
    return [
        {"name": name, "kind": _kind(_resolved(made, one)), "required": name in required}
        for name, one in schema.get("properties", {}).items()
    ]


def _example(made: dict[str, Any], body: dict[str, Any]) -> str:
    found = _resolved(made, body).get("examples", [])
    return json.dumps(found[0], indent=2, ensure_ascii=False) if found else ""


def _words(made: dict[str, Any], answer: dict[str, Any]) -> str:
    return str(_resolved(made, answer).get("description", ""))


def _kind(schema: dict[str, Any]) -> str:
    """A schema in a few words.

    >>> _kind({"type": "string", "maxLength": 40})
    'string, at most 40 characters'
    >>> _kind({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]})
    'integer, from 1, or null'
    """
    if "anyOf" in schema:
        return ", or ".join(_kind(one) for one in schema["anyOf"])
    if "$ref" in schema:
        return str(schema["$ref"].rsplit("/", 1)[1])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    words = [schema.get("format") or schema.get("type") or str(schema.get("const", "any"))]
    words += [f"from {schema['minimum']}"] if "minimum" in schema else []
    words += [f"to {schema['maximum']}"] if "maximum" in schema else []
    words += [f"at most {schema['maxLength']} characters"] if "maxLength" in schema else []
    return ", ".join(str(word) for word in words)
