"""Lists that go on after a row's values instead of after so many rows: no page costs more than the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Expression, F, Field, Func, Model, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler


class Beyond(Expression):
    """(a, b) > (x, y), compared as rows: both databases answer it from an index on (a, b)."""

    output_field = BooleanField()
    conditional = True

    def __init__(self, columns: Sequence[Expression | F], values: Sequence[Value], *, descending: bool) -> None:
        super().__init__()
        self.expressions: list[Any] = [*columns, *values]
        self.sign = "<" if descending else ">"

    def get_source_expressions(self) -> list[Any]:
        """Django asks for these in order to resolve names, and hands them back below."""
        return self.expressions

    def set_source_expressions(self, expressions: Sequence[Any]) -> None:
        """Take the resolved expressions."""
        self.expressions = list(expressions)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """The comparison with its parameters."""
        parts = [compiler.compile(expression) for expression in self.expressions]
        texts = [sql for sql, _ in parts]
        half = len(parts) // 2
        sql = f"({', '.join(texts[:half])}) {self.sign} ({', '.join(texts[half:])})"
        return sql, tuple(value for _, values in parts for value in values)


class RowByRow(Func):
    """A column that is to be looked at row by row while another order is walked along.

    SQLite would rather walk the column's own index and put all that it finds into order; PostgreSQL knows how much
    there is and needs no telling.
    """

    arity = 1

    def as_sql(self, compiler: SQLCompiler, connection: Any, **_given: Any) -> tuple[str, Any]:  # type: ignore[override]
        """The column; to SQLite it looks worked out."""
        sql, parameters = compiler.compile(self.source_expressions[0])
        return (f"+{sql}" if connection.vendor == "sqlite" else sql), parameters


@dataclass(frozen=True)
class Segment:
    """Rows in one strict order: that of `columns`, the last of which is the key. None of the columns is null here."""

    rows: QuerySet[Any, Any]
    columns: tuple[str, ...]
    descending: bool = False

    def after(self, values: Sequence[Any] | None) -> QuerySet[Any, Any]:
        """The rows that follow the one with these values, in order."""
        rows = self.rows
        if values is not None:
            bounds = [_typed(rows.model, column, value) for column, value in zip(self.columns, values, strict=True)]
            rows = rows.filter(Beyond([F(name) for name in self.columns], bounds, descending=self.descending))
        return rows.order_by(*(f"-{name}" if self.descending else name for name in self.columns))


def _typed(model: type[Model], column: str, value: Any) -> Value:
    field: Field[Any, Any] = model._meta.get_field(column)  # type: ignore[assignment]
    return Value(field.to_python(value), output_field=field)
