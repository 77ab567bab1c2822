"""Questions that pages ask all day: Django writes the SQL of each once, and from then on only the values change.

Writing a query takes Django longer than most databases take to answer it.
"""

import copy
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

Asked = ParamSpec("Asked")
Row = TypeVar("Row")

_LARGEST = 2**63 - 1


class Limit(int):
    """A number that belongs to the text of a query: how many rows it gives at most."""


class Words(str):
    """A text that is a value; any other text belongs to that of a query."""


# What stands for the values while the SQL is written, twice: the two have no part in common.
_STANDING_FOR: dict[type, tuple[Callable[[int], Any], Callable[[int], Any]]] = {
    Words: (lambda place: Words(f"once {place}"), lambda place: Words(f"again {place}")),
    int: (lambda place: 1_900_000_000 + place, lambda place: 2_000_000_001 + place),
    date: (lambda place: date(2801, 1, 1 + place), lambda place: date(2902, 2, 15 + place)),
    datetime: (
        lambda place: datetime(2801, 1, 1 + place, 1, 1, 1, 1, tzinfo=UTC),
        lambda place: datetime(2902, 2, 15 + place, 2, 2, 2, 2, tzinfo=UTC),
    ),
}


@dataclass(frozen=True)
class Somebody:
    """A member as far as a query may depend on one."""

    pk: int
    role: str
    is_active: bool
    name: str = ""


@dataclass(frozen=True)
class _Form:
    """A query with its SQL; `places` says for each of its parameters which value goes there, or that it stays."""

    rows: Any
    compiler: Any
    sql: str
    parameters: Sequence[Any]
    places: Sequence[int | None]


def written_once(question: Callable[Asked, QuerySet[Any, Row]]) -> Callable[Asked, list[Row]]:
    """Turn a function that makes a query into one that gives its rows, and that keeps the SQL for the next call.

    Numbers, Words, days and moments are values: the query may use them only as they are. A member's role and all other
    arguments make another query each; they have to be hashable and few. The first call with each of them writes the
    query twice, for different values, and raises ValueError where anything but those values differs: a limit that was
    handed over as a plain number, or a day that was worked out from another one. Arguments go by place.
    """
    ask: Callable[..., QuerySet[Any, Row]] = question
    # By everything that is not a value.
    forms: dict[tuple[Any, ...], _Form | None] = {}

    @wraps(question)
    def rows(*asked: Asked.args, **named: Asked.kwargs) -> list[Row]:
        if named:
            raise TypeError(f"{question.__name__} takes its arguments by place; {', '.join(named)} came by name.")
        shape, values = _taken_apart(asked)
        if any(type(value) is int and abs(value) > _LARGEST for value in values):
            # Django knows what no column can hold, and the database would refuse it.
            return list(ask(*asked))
        if shape not in forms:
            forms[shape] = _form(ask, shape, [type(value) for value in values])
        form = forms[shape]
        return [] if form is None else list(_filled(form, values))

    return rows


def _taken_apart(asked: Sequence[Any]) -> tuple[tuple[Any, ...], list[Any]]:
    """What the query looks like, with types where values stood, and the values."""
    shape: list[Any] = []
    values: list[Any] = []
    for one in asked:
        if type(one) in _STANDING_FOR:
            shape.append(type(one))
            values.append(one)
        elif hasattr(one, "role"):
            shape.append(Somebody(0, one.role, one.is_active))
            values.append(one.pk)
        else:
            shape.append(one)
    return tuple(shape), values


def _put_together(shape: Sequence[Any], values: Sequence[Any]) -> list[Any]:
    rest = iter(values)
    asked: list[Any] = []
    for one in shape:
        if isinstance(one, Somebody):
            asked.append(replace(one, pk=next(rest)))
        else:
            asked.append(next(rest) if isinstance(one, type) else one)
    return asked


def _form(ask: Callable[..., Any], shape: tuple[Any, ...], types: Sequence[type]) -> _Form | None:
    """The query written; None where it finds nothing whatever the values."""
    connection = connections["default"]
    once, again = ([_STANDING_FOR[one][turn](place) for place, one in enumerate(types)] for turn in (0, 1))
    rows = ask(*_put_together(shape, once))
    try:
        compiler, sql, parameters = _written(rows)
        _, same, others = _written(ask(*_put_together(shape, again)))
    except EmptyResultSet:
        return None
    if sql != same or rows._known_related_objects:
        raise ValueError("The text of a query that is written once depends on a value; it can hold none but a Limit.")
    values = [(_adapted(connection, one), _adapted(connection, other)) for one, other in zip(once, again, strict=True)]
    places = _places(list(zip(parameters, others, strict=True)), values)
    return _Form(rows, compiler, sql, parameters, tuple(places))


def _written(rows: Any) -> tuple[Any, str, Sequence[Any]]:
    compiler = rows.query.get_compiler(using=rows.db)
    sql, parameters = compiler.as_sql()
    return compiler, sql, tuple(parameters)


def _places(parameters: Sequence[tuple[Any, Any]], values: Sequence[tuple[Any, Any]]) -> Iterator[int | None]:
    """Which value each parameter is, if any, told from what it was for two sets of values."""
    for pair in parameters:
        # What wraps JSON for a database is equal to nothing but itself; it says what it wraps.
        if pair not in values and repr(pair[0]) != repr(pair[1]):
            raise ValueError("A query that is written once works a value out; hand it over as the query needs it.")
        yield values.index(pair) if pair in values else None


def _adapted(connection: Any, value: Any) -> Any:
    """The value as Django hands it to the database."""
    if isinstance(value, Words):
        return str(value)
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _filled(form: _Form, values: Sequence[Any]) -> Any:
    """The query with these values; its compiler has all that reading the rows needs, and does not write again."""
    connection = connections["default"]
    adapted = [_adapted(connection, value) for value in values]
    pairs = zip(form.parameters, form.places, strict=True)
    parameters = [constant if place is None else adapted[place] for constant, place in pairs]
    compiler = copy.copy(form.compiler)
    # It was written on the connection of another thread, perhaps.
    compiler.connection = connection
    compiler.as_sql = lambda *_given, **_named: (form.sql, parameters)
    rows = form.rows._chain()
    query = copy.copy(form.rows.query)
    query.get_compiler = lambda *_given, **_named: compiler
    # Set past its property, which would take a query of single columns for one of dictionaries.
    rows._query = query
    return rows
