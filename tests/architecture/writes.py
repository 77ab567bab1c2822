"""Finds the places in a syntax tree that write to the database.

There are no types at hand, so it goes by names. Methods that only models and querysets have are always a write.
`create`, `update`, `delete` and the like are shared with dictionaries, sets and files: they are a write when called on
what looks like a queryset or on a name that was given one; `create` and `delete` also on any plain name or attribute,
as in `contact.delete()` and `account.contacts.create(...)`.
"""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

ALWAYS = {"save", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "save_base"}
ON_QUERYSETS = {"update", "delete", "create", "add", "remove", "set", "clear"}
ON_THINGS = {"delete", "create"}
QUERYSET_METHODS = {
    "all", "annotate", "exclude", "filter", "order_by", "prefetch_related", "select_for_update", "select_related",
    "using", "visible_to",
}  # fmt: skip
MANAGERS = {"objects", "_default_manager", "_base_manager"}
CURSOR_METHODS = {"execute", "executemany", "copy"}
WRITING_SQL = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE|MERGE|TRUNCATE|COPY|CREATE|ALTER|DROP)\b", re.IGNORECASE)


class Write(NamedTuple):
    """A write: the line it is on and the code."""

    line: int
    code: str


def writes_in(tree: ast.AST) -> Iterator[Write]:
    """Every call in the tree that writes, in the order of the source."""
    querysets = names_of_querysets(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and is_write(node, node.func, querysets):
            yield Write(node.lineno, ast.unparse(node))


def is_write(call: ast.Call, function: ast.Attribute, querysets: set[str]) -> bool:
    """Whether calling this method, on what it is called on, changes rows."""
    # Django's asynchronous twins have an `a` in front: asave, acreate.
    name = function.attr if function.attr in ALWAYS | ON_QUERYSETS else function.attr.removeprefix("a")
    if name in ALWAYS:
        return True
    if function.attr in CURSOR_METHODS:
        return is_writing_sql(call)
    if name not in ON_QUERYSETS:
        return False
    if is_queryset(function.value, querysets):
        return True
    return name in ON_THINGS and isinstance(function.value, ast.Name | ast.Attribute) and not is_route(call)


def is_route(call: ast.Call) -> bool:
    """Whether the first argument is a path, as in `router.delete("/{id}")`: that declares and writes nothing."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and str(call.args[0].value).startswith("/")


def is_writing_sql(call: ast.Call) -> bool:
    """Whether the first argument is SQL that begins with a writing verb; an f-string is judged by its beginning."""
    first = call.args[0] if call.args else None
    if isinstance(first, ast.JoinedStr):
        first = first.values[0]
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and bool(WRITING_SQL.match(first.value))


def is_queryset(node: ast.expr, querysets: set[str]) -> bool:
    """Whether the expression is a manager, a name that holds a queryset, or a chain of calls that began with one."""
    match node:
        case ast.Name(id=name):
            return name in querysets
        case ast.Attribute(attr=name, value=inner):
            return name in MANAGERS or name.endswith("_set") or is_queryset(inner, querysets)
        case ast.Call(func=ast.Attribute(attr=name, value=inner)):
            return name in QUERYSET_METHODS or is_queryset(inner, querysets)
    return False


def names_of_querysets(tree: ast.AST) -> set[str]:
    """The names that are given a queryset anywhere in the tree."""
    names: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if is_queryset(value, names):
                names.add(name)
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value) if is_queryset(value, names):
                names.add(name)
    return names
