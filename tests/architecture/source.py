"""The project's own source, as the architecture tests read it."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.shared import PROJECT_ROOT

SOURCE = PROJECT_ROOT / "src" / "tenure"


def modules(*, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the package; migrations only when asked for."""
    return (path for path in sorted(SOURCE.rglob("*.py")) if migrations or "migrations" not in path.parts)


@cache
def syntax_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path) -> str:
    """The file's path inside the project, as people write it."""
    return path.relative_to(PROJECT_ROOT).as_posix()


@cache
def committed_files() -> tuple[Path, ...]:
    """Every file under version control, and those about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT_ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    paths = (PROJECT_ROOT / name for name in listing.stdout.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


@cache
def layers() -> tuple[frozenset[str], ...]:
    """The packages of each layer, the highest first, from the contract that import-linter enforces."""
    project = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(each for each in project["tool"]["importlinter"]["contracts"] if each.get("exhaustive"))
    return tuple(frozenset(name.strip(" ()") for name in layer.split("|")) for layer in contract["layers"])
