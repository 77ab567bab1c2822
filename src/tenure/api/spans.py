"""Ranges in a list of another order, where SQLite would collect and sort all that lies in the range."""

from collections.abc import Mapping
from typing import Any

from django import db
from django.db.models import DecimalField, Field, IntegerField, Transform
from django.db.models.sql.compiler import SQLCompiler

# With more rows than this in the range, walking along the order finds a page sooner than sorting the range.
FEW = 1000

Rows = Any


@Field.register_lookup
class Unindexed(Transform):
    """`column__unindexed__gte`: the same comparison, for which SQLite's planner will take no index."""

    lookup_name = "unindexed"

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **_: Any) -> tuple[str, Any]:  # noqa: ARG002 - Django names it
        """The column as an expression; numbers keep comparing as numbers, for amounts are handed over as text."""
        sql, values = compiler.compile(self.lhs)
        is_number = isinstance(self.output_field, (DecimalField, IntegerField))
        return (f"CAST({sql} AS NUMERIC)" if is_number else f"+{sql}"), values


def within(rows: Rows, spans: Mapping[str, Any], *, order: str) -> Rows:
    """The rows in these ranges, asked for in the way that costs least when the list is in the order of that column.

    PostgreSQL weighs the page's length by itself.
    """
    found = rows.filter(**spans)
    others = [lookup for lookup in spans if lookup.rpartition("__")[0] != order]
    if db.connection.vendor != "sqlite" or not others or found[:FEW].count() < FEW:
        return found
    return rows.filter(**{unindexed(lookup) if lookup in others else lookup: value for lookup, value in spans.items()})


def unindexed(lookup: str) -> str:
    """The lookup as SQLite answers it without an index.

    >>> unindexed("turnover__gte")
    'turnover__unindexed__gte'
    """
    column, _, comparison = lookup.rpartition("__")
    return f"{column}__unindexed__{comparison}"
