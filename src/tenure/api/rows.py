"""Reading rows the way they go out: the database writes times and decimals as text where the driver would not.

SQLite keeps times as text and decimals as numbers. Turning each into a Python object and back again took half of a
list's time, so there the query itself gives the text. PostgreSQL's driver does it fast.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

from django.db import models
from django.db.models import Expression
from pydantic import BaseModel

from tenure.core.policy import Actor, hidden_from

Row = dict[str, Any]


# How SQLite says a value the way JSON has it; `None` stays unknown.
ON_SQLITE: dict[type[models.Field[Any, Any]], str] = {
    models.DateTimeField: "replace({column}, ' ', 'T') || 'Z'",
    models.DecimalField: "CASE WHEN {column} IS NOT NULL THEN printf('%%.{places}f', {column}) END",
}
# What databases give back as something else, so that Django has to turn it into a value.
CONVERTED = (models.BooleanField, models.JSONField)


class Columns(Expression):
    """All the columns of a list as one item of its SELECT, put into words once.

    Django compiles each query anew, and of a list with thirty columns they are most of the work.
    """

    output_field = models.TextField()

    def __init__(self, fields: Sequence[models.Field[Any, Any]]) -> None:
        super().__init__()
        self.fields = fields
        self.words: dict[str, str] = {}

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[()]]:  # noqa: ARG002
        """The columns, separated by commas."""
        if connection.vendor not in self.words:
            self.words[connection.vendor] = ", ".join(_words(field, connection) for field in self.fields)
        return self.words[connection.vendor], ()


def _words(field: models.Field[Any, Any], connection: Any) -> str:
    quote = connection.ops.quote_name
    column = f"{quote(field.model._meta.db_table)}.{quote(field.column)}"
    kinds = [kind for kind in ON_SQLITE if isinstance(field, kind)] if connection.vendor == "sqlite" else []
    return ON_SQLITE[kinds[0]].format(column=column, places=getattr(field, "decimal_places", 0)) if kinds else column


@dataclass(frozen=True)
class Shown:
    """What an answer shows of a noun: `rows` is a query set of tuples in the order of `names`.

    The query set still has its noun's own methods, such as `visible_to`.
    """

    names: tuple[str, ...]
    rows: Any
    noun: str = ""
    hidden: frozenset[str] = frozenset()

    def seen_by(self, member: Actor) -> Self:
        """The same without what the member may not see of it: null stands there."""
        hidden = hidden_from(member, self.noun) & frozenset(self.names)
        return replace(self, hidden=hidden) if hidden else self

    def dicts(self, rows: Iterable[tuple[Any, ...]]) -> list[Row]:
        """The tuples with their names."""
        names, unsaid = self.names, dict.fromkeys(self.hidden)
        return [{**dict(zip(names, row, strict=True)), **unsaid} for row in rows]

    def one(self, rows: Any) -> Row:
        """The only row there is; ObjectDoesNotExist when there is none."""
        return {**dict(zip(self.names, rows.get(), strict=True)), **dict.fromkeys(self.hidden)}


@dataclass(frozen=True)
class Told(Shown):
    """Records that are told as commands and exports tell them; `rows` are the things themselves."""

    tell: Callable[[Any], Row] = dict

    def dicts(self, rows: Iterable[Any]) -> list[Row]:
        """What is told of each."""
        return [self.tell(row) for row in rows]

    def one(self, rows: Any) -> Row:
        """What is told of the only one there is; ObjectDoesNotExist when there is none."""
        return self.tell(rows.get())


def told(rows: Any, tell: Callable[[Any], Row]) -> Told:
    """Tell things by a function that other doors use too."""
    return Told((), rows, tell=tell)


def shown(rows: Any, schema: type[BaseModel], *hidden: str) -> Shown:
    """Read the fields that the schema shows, and those that only the order needs."""
    names = (*schema.model_fields, *hidden)
    fields = [rows.model._meta.get_field(name) for name in names]
    plain = not any(isinstance(field, CONVERTED) for field in fields)
    read = rows.values_list(Columns(fields)) if plain else rows.values_list(*names)
    return Shown(names, read, rows.model._meta.model_name)
