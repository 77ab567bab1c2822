"""Proof that a page asks the database as often for many rows as for few."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def assert_same_queries(few: Callable[[], object], many: Callable[[], object]) -> None:
    """Ask for few rows, then for many: the number of queries must not grow. What is kept of either is there already."""
    few()
    many()
    asked_for_few, asked_for_many = queries_of(few), queries_of(many)
    assert len(asked_for_few) == len(asked_for_many), (
        f"{len(asked_for_few)} queries for few rows, {len(asked_for_many)} for many:\n" + "\n".join(asked_for_many)
    )


def queries_of(ask: Callable[[], object]) -> list[str]:
    """The SQL of every query that the call makes."""
    with CaptureQueriesContext(connection) as captured:
        ask()
    return [query["sql"] for query in captured.captured_queries]
