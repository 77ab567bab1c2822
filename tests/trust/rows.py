"""Proof that a refused request changed nothing: every row that any statement changes is counted."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|COPY|TRUNCATE|ALTER|DROP|CREATE)\b", re.IGNORECASE)


@dataclass
class Written:
    """The rows that were changed, whether or not their transaction was taken back."""

    rows: int = 0

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        """Run a statement for Django and count what it changed."""
        result = execute(sql, params, many, context)
        # What a browser carries along, such as the question that its passkey is to answer, is nobody's data.
        if WRITING.match(sql) and "django_session" not in sql:
            self.rows += max(context["cursor"].rowcount, 0)
        return result


@contextmanager
def taken_back() -> Iterator[Written]:
    """Count what is written in the block, and take it back at its end, so that the next case finds the same world."""
    written = Written()
    with transaction.atomic(), connection.execute_wrapper(written):
        yield written
        transaction.set_rollback(True)
