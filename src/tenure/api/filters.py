"""Filters from an allow-list of (field, operator, type). What a caller writes never names a field of the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from pydantic import BeforeValidator, Field, TypeAdapter
from pydantic import ValidationError as SchemaError

from tenure.api.schemas.fields import GREATEST_COUNT, GREATEST_KEY, Day, Line200, Money
from tenure.api.spans import within

Rows = Any
SPANS = ("__gte", "__lte", "__lt")
# How a list is asked for, besides its filters.
PAGING = ("cursor", "limit", "sort", "q")


def _without_zone_refused(value: Any) -> Any:
    if isinstance(value, str) and value.replace(".", "").lstrip("-").isdigit():
        raise ValueError("a moment is written as in 2026-03-31T12:00:00Z")
    return value


Level = Annotated[int, Field(ge=1, le=5)]
Whole = Annotated[int, Field(ge=0, le=GREATEST_COUNT)]
Id = Annotated[int, Field(ge=1, le=GREATEST_KEY)]
Moment = Annotated[datetime, BeforeValidator(_without_zone_refused)]


@dataclass(frozen=True)
class Filter:
    """One parameter: the lookup that it stands for and the type that its value must have."""

    lookup: str
    type: TypeAdapter[Any]

    @property
    def is_span(self) -> bool:
        """Whether it asks for a range of values and not for one."""
        return self.lookup.endswith(SPANS)

    def value(self, name: str, text: str) -> Any:
        """What a caller wrote in the filter's type; ValidationError names parameter, value and what is allowed."""
        try:
            return self.type.validate_strings(text)
        except SchemaError as error:
            reason = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise ValidationError({name: f"{text[:60]!r} will not do: {reason}."}) from error


def asks(lookup: str, kind: Any) -> Filter:
    """A filter whose parameter looks a field up with values of this kind."""
    return Filter(lookup, TypeAdapter(kind))


def text(field: str) -> dict[str, Filter]:
    """Filters of a text field: exactly this."""
    return {field: asks(field, Line200)}


def span(field: str, kind: Any) -> dict[str, Filter]:
    """Filters of a field that has an order: the same, from, up to, known or unknown."""
    return {
        field: asks(field, kind),
        f"{field}__gte": asks(f"{field}__gte", kind),
        f"{field}__lte": asks(f"{field}__lte", kind),
        f"{field}__isnull": asks(f"{field}__isnull", bool),
    }


def moments(field: str) -> dict[str, Filter]:
    """Filters of a moment: from, and before."""
    return {f"{field}__gte": asks(f"{field}__gte", Moment), f"{field}__lt": asks(f"{field}__lt", Moment)}


def days(field: str) -> dict[str, Filter]:
    """Filters of a day."""
    return span(field, Day)


def counts(field: str) -> dict[str, Filter]:
    """Filters of a count."""
    return span(field, Whole)


def amounts(field: str) -> dict[str, Filter]:
    """Filters of an amount of money."""
    return span(field, Money)


def key(field: str) -> dict[str, Filter]:
    """Filters of a reference: to this record, or to none."""
    return {field: asks(field, Id), f"{field}__isnull": asks(f"{field}__isnull", bool)}


def narrowed(rows: Rows, asked: QueryDict, allowed: Mapping[str, Filter], *, order: str) -> Rows:
    """The rows that a query string's filters leave of a list in the order of that column.

    ValidationError for an unknown or a repeated parameter.
    """
    exact: dict[str, Any] = {}
    spans: dict[str, Any] = {}
    for name, values in asked.lists():
        if len(values) != 1:
            raise ValidationError({name: f"{name} is given {len(values)} times; give it once."})
        if name in PAGING:
            continue
        if name not in allowed:
            names = ", ".join([*allowed, *PAGING])
            raise ValidationError({name: f"{name[:60]!r} cannot be asked for here; allowed are {names}."})
        kind = spans if allowed[name].is_span else exact
        kind[allowed[name].lookup] = allowed[name].value(name, values[0])
    return within(rows.filter(**exact), spans, order=order)
