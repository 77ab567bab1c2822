"""Writing thousands of rows at once: COPY on PostgreSQL, one prepared statement on SQLite.

Django's bulk_create spends most of its time on building objects and statements; these go straight to the driver, with
values adapted by the model's own fields.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import Any

from django.db import connection, connections, models

Row = Mapping[str, Any]
Adapt = Callable[[Any], Any]
# Many rows in one statement: SQLite's search index is written to disk at the end of each.
MOST_PARAMETERS = 32_000
_NATIVE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Numbers for new rows, so that rows that belong to them can be made in one go. Call it where rows are written."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # The transaction holds the write lock from its beginning, so nobody else takes the same numbers.
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            last = (cursor.fetchone() or (0,))[0]
            return list(range(last + 1, last + 1 + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), model._meta.pk.column, count],
        )
        return [number for (number,) in cursor.fetchall()]


def insert_rows(model: type[models.Model], rows: Sequence[Row], **common: Any) -> None:
    """Insert rows given by attribute; what neither a row nor `common` gives is the model's default.

    The rows need not give the same attributes. Constraints are checked by the database.
    """
    if not rows:
        return
    numbered = model._meta.pk.attname in rows[0]
    fields = [field for field in model._meta.concrete_fields if numbered or not field.primary_key]
    adapters = {field.attname: (place, _adapter(field)) for place, field in enumerate(fields)}
    usual = _filled([None] * len(fields), {field.attname: field.get_default() for field in fields} | common, adapters)
    _insert(model, [str(field.column) for field in fields], [_filled(usual, row, adapters) for row in rows])


def _filled(usual: list[Any], row: Row, adapters: Mapping[str, tuple[int, Adapt | None]]) -> list[Any]:
    """A row for the driver: the usual values, with those that are given in their places."""
    values = usual.copy()
    for name, value in row.items():
        place, adapt = adapters[name]
        values[place] = adapt(value) if adapt and value is not None else value
    return values


def _adapter(field: models.Field[Any, Any]) -> Adapt | None:
    """How the field's values become the driver's, None where they are the same."""
    if isinstance(field, _NATIVE):
        return None
    # The proxy `connection` would be looked through again for every value.
    prepare = partial(field.get_db_prep_save, connection=connections[connection.alias])
    # Dates and amounts recur from row to row.
    return prepare if isinstance(field, models.JSONField) else lru_cache(maxsize=10_000)(prepare)


def _insert(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    quote = connection.ops.quote_name
    into = f"{quote(model._meta.db_table)} ({', '.join(map(quote, columns))})"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    at_once = MOST_PARAMETERS // len(columns)
    # Straight to the driver: Django would look for its own marks in a hundred kilobytes of statement.
    with connection.wrap_database_errors:
        for start in range(0, len(rows), at_once):
            chunk = rows[start : start + at_once]
            sql = _insertion(into, len(columns), len(chunk))
            connection.connection.execute(sql, list(chain.from_iterable(chunk)))


@lru_cache(maxsize=50)
def _insertion(into: str, columns: int, rows: int) -> str:
    marks = f"({', '.join('?' * columns)})"
    return f"INSERT INTO {into} VALUES {', '.join([marks] * rows)}"  # noqa: S608 - our own names


def update_rows(model: type[models.Model], changes: Mapping[int, Row]) -> None:
    """Set the given attributes of the rows with these numbers; rows that change the same attributes go together."""
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for pk, row in changes.items():
        alike[tuple(row)].append(pk)
    for names, numbers in alike.items():
        _update(model, names, [[changes[pk][name] for name in names] + [pk] for pk in numbers])


def _update(model: type[models.Model], names: Sequence[str], rows: list[list[Any]]) -> None:
    quote = connection.ops.quote_name
    fields = {field.attname: field for field in model._meta.concrete_fields}
    adapters = [_adapter(fields[name]) for name in names]
    settings = ", ".join(f"{quote(str(fields[name].column))} = %s" for name in names)
    for row in rows:
        for place, adapt in enumerate(adapters):
            if adapt and row[place] is not None:
                row[place] = adapt(row[place])
    table, key = quote(model._meta.db_table), quote(str(model._meta.pk.column))
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {settings} WHERE {key} = %s", rows)  # noqa: S608 - our own names


def delete_rows(model: type[models.Model], numbers: Sequence[int], *, at_once: int = 5_000) -> None:
    """Delete the rows with these numbers and nothing else; the database refuses where others depend on them."""
    for start in range(0, len(numbers), at_once):
        chosen = model._default_manager.filter(pk__in=numbers[start : start + at_once])
        chosen._raw_delete(chosen.db)
