"""Code stays in pieces that fit into a head: functions of at most 60 lines besides their docstring, files of 500."""

import ast
from pathlib import Path

from tests.architecture.source import committed_files, place, syntax_of

LONGEST_FUNCTION = 60
LONGEST_FILE = 500
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def written_by_hand() -> list[Path]:
    return [path for path in committed_files() if path.suffix == ".py" and "migrations" not in path.parts]


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The lines of a function without its docstring."""
    end = function.end_lineno or function.lineno
    first = function.body[0]
    docstring = 0
    if ast.get_docstring(function) is not None:
        docstring = (first.end_lineno or first.lineno) - first.lineno + 1
    return end - function.lineno + 1 - docstring


def test_no_function_is_longer_than_sixty_lines() -> None:
    long = [
        f"{place(path)}:{node.lineno}: {node.name} has {lines_of(node)} lines"
        for path in written_by_hand()
        for node in ast.walk(syntax_of(path))
        if isinstance(node, FUNCTIONS) and lines_of(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_no_file_is_longer_than_five_hundred_lines() -> None:
    lengths = {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in written_by_hand()}
    assert {where: length for where, length in lengths.items() if length > LONGEST_FILE} == {}
