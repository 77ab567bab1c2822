"""A short way to import a table written in the test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tenure.integrations.imports.actions import ImportOptions, execute_run, start_import
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member

Import = Callable[..., ImportRun]


@pytest.fixture
def import_text(tmp_path: Path, director: Member, settings: Any) -> Import:
    """Import a table given as text, as a director: `import_text(text, name="accounts.csv", **options)`."""
    settings.HOME = tmp_path / "home"

    def imported(text: str, *, name: str = "table.csv", by: Member | None = None, **options: Any) -> ImportRun:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_path(path, by=by or director, **options)

    return imported


def import_path(path: Path, *, by: Member, **options: Any) -> ImportRun:
    """Import a file to its end."""
    run = start_import(path=path, by=by, options=ImportOptions(**options))
    return execute_run(run.pk)


def counts(run: ImportRun, noun: str) -> tuple[int, int, int]:
    """How many records of a noun were new, updated and unchanged."""
    found = run.tally["records"].get(noun, {"new": 0, "updated": 0, "unchanged": 0})
    return found["new"], found["updated"], found["unchanged"]


def causes(run: ImportRun, name: str = "refused") -> dict[str, list[int]]:
    """The causes of a kind with the rows they concern."""
    return {each["cause"]: each["rows"] for each in run.tally[name]}
