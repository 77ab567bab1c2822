"""What the database knows of its tables' sizes, by which it chooses its indexes."""

from collections.abc import Iterable

from django.db import connection, models


def count_again(models_written: Iterable[type[models.Model]]) -> None:
    """Let the database look how large tables have become.

    PostgreSQL would go on reading them whole, as if they were still empty, until it comes round to looking by itself.
    SQLite never does, and so would take a list's order for cheaper than the few accounts of a member.
    """
    with connection.cursor() as cursor:
        for model in models_written:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
