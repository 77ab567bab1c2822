"""Reading rows the way they go out: the database writes times and decimals as text where the driver would not.

SQLite keeps times as text and decimals as numbers. Turning each into a Python object and back again took half of a
list's time, so there the query itself gives the text. PostgreSQL's driver does it fast.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import F, Func
from pydantic import BaseModel

Row = dict[str, Any]


class _AsText(Func):
    """A column as it is, without Django's conversion; on SQLite in the words of its class."""

    template = "%(expressions)s"
    output_field = models.TextField()
    on_sqlite = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> tuple[str, Any]:
        """The text as JSON has it."""
        return self.as_sql(compiler, connection, template=self.on_sqlite, **context)


class Moment(_AsText):
    """A time in UTC, as ISO 8601."""

    on_sqlite = "replace(%(expressions)s, ' ', 'T') || 'Z'"


class Decimals(_AsText):
    """A decimal number with all its places."""

    on_sqlite = "CASE WHEN %(expressions)s IS NOT NULL THEN printf('%%%%.%(places)df', %(expressions)s) END"

    def __init__(self, column: F, *, places: int) -> None:
        super().__init__(column, places=places)


@dataclass(frozen=True)
class Shown:
    """What an answer shows of a noun: `rows` is a query set of tuples in the order of `names`.

    The query set still has its noun's own methods, such as `visible_to`.
    """

    names: tuple[str, ...]
    rows: Any

    def dicts(self, rows: Iterable[tuple[Any, ...]]) -> list[Row]:
        """The tuples with their names."""
        names = self.names
        return [dict(zip(names, row, strict=True)) for row in rows]

    def one(self, rows: Any) -> Row:
        """The only row there is; ObjectDoesNotExist when there is none."""
        return dict(zip(self.names, rows.get(), strict=True))


@dataclass(frozen=True)
class Told(Shown):
    """Records that are told as commands and exports tell them; `rows` are the things themselves."""

    tell: Callable[[Any], Row]

    def dicts(self, rows: Iterable[Any]) -> list[Row]:
        """What is told of each."""
        return [self.tell(row) for row in rows]

    def one(self, rows: Any) -> Row:
        """What is told of the only one there is; ObjectDoesNotExist when there is none."""
        return self.tell(rows.get())


def told(rows: Any, tell: Callable[[Any], Row]) -> Told:
    """Tell things by a function that other doors use too."""
    return Told((), rows, tell)


def shown(rows: Any, schema: type[BaseModel], *hidden: str) -> Shown:
    """Read the fields that the schema shows, and those that only the order needs."""
    names = (*schema.model_fields, *hidden)
    return Shown(names, rows.values_list(*(_column(rows.model, name) for name in names)))


def _column(model: type[models.Model], name: str) -> str | Func:
    field = model._meta.get_field(name)
    if isinstance(field, models.DateTimeField):
        return Moment(F(name))
    if isinstance(field, models.DateField):
        return _AsText(F(name))
    if isinstance(field, models.DecimalField):
        return Decimals(F(name), places=field.decimal_places)
    return name
