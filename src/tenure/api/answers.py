"""Putting rows into JSON. Rows come from `.values()` and go through one compiled encoder: no object per row."""

from typing import Any

from django.http import HttpResponse
from pydantic import BaseModel
from pydantic_core import to_json

JSON = "application/json"


def answer(data: Any, status: int = 200) -> HttpResponse:
    """An answer of the API; decimals go out as text, times as ISO 8601 in UTC."""
    return HttpResponse(to_json(data), content_type=JSON, status=status)


def shaped(schema: type[BaseModel], data: Any) -> HttpResponse:
    """An answer with the fields that the schema names and no others, from plain values that may hold more."""
    return answer(schema.model_validate(data))


def nothing() -> HttpResponse:
    """Done, and there is nothing to say."""
    return HttpResponse(status=204)
