"""Answers over very many rows, kept until anything is written."""

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Max, QuerySet

from tenure.core.models import AuditEntry

MOST_KEPT = 100
# On PostgreSQL a change may become visible after one that was noted later; nobody sees its absence for longer.
SECONDS = 60
Answer = TypeVar("Answer")


class Unchanged(Generic[Answer]):
    """Answers to one kind of question, known by the rows they are about; each process has its own.

    Every change leaves a line in the audit log, so the number of the last line says whether anything has changed.
    Within a transaction nothing is kept and nothing kept is used: what it sees may never come to be.
    """

    def __init__(self, ask: Callable[..., Answer]) -> None:
        self._ask = ask
        self._kept: dict[object, Answer] = {}
        self._lock = Lock()

    def __call__(self, rows: QuerySet[Any], *about: object) -> Answer:
        """What was answered of these rows since the last change, or else is answered now."""
        if connection.in_atomic_block:
            return self._ask(rows, *about)
        key = (connection.settings_dict["NAME"], _last_change(), time.monotonic() // SECONDS, _known(rows), about)
        with self._lock:
            kept = self._kept.get(key)
        return kept if kept is not None else self._keep(key, self._ask(rows, *about))

    def _keep(self, key: object, answer: Answer) -> Answer:
        with self._lock:
            self._kept[key] = answer
            while len(self._kept) > MOST_KEPT:
                del self._kept[next(iter(self._kept))]
        return answer


def _last_change() -> int | None:
    last: int | None = AuditEntry.objects.aggregate(last=Max("pk"))["last"]
    return last


def _known(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    sql, params = rows.query.sql_with_params()
    return sql, tuple(params)
