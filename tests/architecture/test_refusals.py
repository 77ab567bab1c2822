"""What is refused is said in the language of whoever reads it: no refusal is given a bare English sentence."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import modules, place, syntax_of

REFUSALS = ("ValidationError", "PermissionDenied")
# Whoever writes programs against the interface reads what it says of its own parameters as its documents are: in
# English. What the actions behind it refuse is said in the language that the request accepts.
IN_ENGLISH = "src/tenure/api/"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name_of(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def is_bare(node: ast.expr, values: dict[str, list[ast.expr]]) -> bool:
    """Whether a sentence, or one of several, is English as it stands; names are looked up among their `values`."""
    match node:
        case ast.Constant():
            return isinstance(node.value, str)
        case ast.JoinedStr():
            return True
        case ast.Dict():
            return any(is_bare(value, values) for value in node.values)
        case ast.List() | ast.Tuple():
            return any(is_bare(each, values) for each in node.elts)
        case ast.BinOp():
            return is_bare(node.left, values)
        case ast.IfExp():
            return is_bare(node.body, values) or is_bare(node.orelse, values)
        case ast.Name():
            return any(is_bare(value, {}) for value in values.get(node.id, ()))
        case ast.Call() if name_of(node.func) in (*REFUSALS, "str", "format"):
            return not node.args or name_of(node.func) in ("str", "format") or is_bare(node.args[0], values)
    return False


def bare_refusals(tree: ast.Module) -> Iterator[int]:
    """The lines on which a refusal is given a bare sentence, or none."""
    scopes = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    for scope in scopes:
        values: dict[str, list[ast.expr]] = {}
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    values.setdefault(name_of(target), []).append(node.value)
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and name_of(node.func) in REFUSALS and is_bare(node, values):
                yield node.lineno


def test_every_refusal_is_translated() -> None:
    found = [
        f"{place(path)}:{line}"
        for path in modules()
        if not place(path).startswith(IN_ENGLISH)
        for line in bare_refusals(syntax_of(path))
    ]
    assert found == []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValidationError(f"{name} has left.")',
        'raise ValidationError("Nobody is here.")',
        'raise ValidationError({"name": "Nobody is called so."})',
        'raise ValidationError({"name": ValidationError(f"{name} is taken.")})',
        'sentence = f"{name} is taken."\n    raise ValidationError({"name": sentence})',
        "raise ValidationError(str(error)) from error",
        'raise PermissionDenied("You may not.")',
        'raise ValidationError("%s is taken." % name)',
    ],
)
def test_a_bare_sentence_is_seen(code: str) -> None:
    assert list(bare_refusals(ast.parse(f"def act(name):\n    {code}"))) != []


@pytest.mark.parametrize(
    "code",
    [
        'raise ValidationError(_("%(name)s has left."), params={"name": name})',
        'raise ValidationError({"name": ValidationError(_("%(name)s is taken."), params={"name": name})})',
        'sentence = _("It is taken.")\n    raise ValidationError({"name": sentence})',
        "raise ValidationError(said_lazily(str(error), SENTENCES)) from error",
        'raise PermissionDenied(_("You may not."))',
    ],
)
def test_a_translated_one_is_left_alone(code: str) -> None:
    assert list(bare_refusals(ast.parse(f"def act(name):\n    {code}"))) == []
