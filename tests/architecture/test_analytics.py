"""Analytics has no clock, no chance and no settings: the same arguments give the same numbers for ever."""

import ast

import pytest

from tests.architecture.source import SOURCE, place, syntax_of

CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "perf_counter", "monotonic"}
CLOCK_OWNERS = {"datetime", "date", "time", "timezone"}


def readings_of_the_clock(tree: ast.AST) -> list[int]:
    """The lines that ask what time it is."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and node.attr in CLOCKS
        and ast.unparse(node.value).split(".")[-1] in CLOCK_OWNERS
    ]


def test_analytics_never_asks_what_time_it_is() -> None:
    files = sorted((SOURCE / "analytics").rglob("*.py"))
    assert [f"{place(path)}:{line}" for path in files for line in readings_of_the_clock(syntax_of(path))] == []


@pytest.mark.parametrize("code", ["datetime.now()", "datetime.date.today()", "time.time()", "timezone.now()"])
def test_a_clock_is_seen(code: str) -> None:
    assert readings_of_the_clock(ast.parse(code)) == [1]
