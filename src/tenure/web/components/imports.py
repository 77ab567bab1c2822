"""The import wizard's parts: its steps, the columns of a file, what a trial found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.integrations.imports.causes import guess_told
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.entities import FILE_KINDS
from tenure.integrations.imports.fields import Kind
from tenure.integrations.imports.mapping import Mapping as ColumnMapping
from tenure.integrations.imports.mapping import labelled_fields
from tenure.integrations.imports.models import ImportRun

SURE, LIKELY = 0.95, 0.85
STEPS: tuple[tuple[str, str | Promise], ...] = (
    ("import-new", _("File")),
    ("import-columns", _("Columns")),
    ("import-match", _("Match")),
    ("import-check", _("Check")),
    ("import-run", _("Import")),
)


@dataclass(frozen=True)
class Step:
    """One step of the five: where it is, whether it lies behind, and its address where one may go there."""

    number: int
    label: str | Promise
    is_here: bool
    is_done: bool
    url: str


def steps(here: str, run: ImportRun | None) -> list[Step]:
    """The five steps, seen from the page of the one named `here`."""
    names = [name for name, _ in STEPS]
    at = names.index(here)
    return [
        Step(place + 1, label, place == at, place < at, _address(name, place < at, run))
        for place, (name, label) in enumerate(STEPS)
    ]


def _address(name: str, is_behind: bool, run: ImportRun | None) -> str:
    if run is None or not is_behind or not run.is_open or name == "import-new":
        return ""
    return reverse(name, args=[run.pk])


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file: samples, the field it fills, how sure the guess was, and what is open about its form."""

    place: int
    header: str
    samples: Sequence[str]
    field: str
    percent: int | None
    word: str | Promise
    why: str
    is_date: bool
    is_number: bool
    order: str
    style: str
    open: str


def column_rows(run: ImportRun, mapping: ColumnMapping, opened: Mapping[str, str]) -> list[ColumnRow]:
    """The columns of a run as they are read by a mapping; `opened` are those that can be read in two ways."""
    kinds = {label: item.kind for label, _, item in labelled_fields(FILE_KINDS[mapping.kind])}
    fields = {header: label for label, header in mapping.columns.items()}
    return [
        _column_row(place, column, fields.get(column["header"], ""), kinds, mapping, opened)
        for place, column in enumerate(run.options.get("columns", []))
    ]


def _column_row(
    place: int,
    column: Mapping[str, Any],
    field: str,
    kinds: Mapping[str, Kind],
    mapping: ColumnMapping,
    opened: Mapping[str, str],
) -> ColumnRow:
    header, sure = column["header"], column["confidence"] if field and field == column["field"] else None
    kind = kinds.get(field)
    style = mapping.numbers.get(header)
    return ColumnRow(
        place,
        header,
        column.get("samples", []),
        field,
        round(sure * 100) if sure else None,
        confidence_word(sure) if sure else "",
        guess_told(column["why"]) if sure else "",
        kind is Kind.DATE,
        kind in (Kind.DECIMAL, Kind.INTEGER),
        mapping.dates.get(header, ""),
        {",": "comma", ".": "point"}[style[0]] if style else "",
        guess_told(opened.get(header, "")),
    )


def confidence_word(confidence: float) -> str | Promise:
    """How sure a guess is, in a word."""
    if confidence >= SURE:
        return _("sure")
    return _("likely") if confidence >= LIKELY else _("perhaps")


def total_records(report: Mapping[str, Any]) -> dict[str, int]:
    """New, updated, unchanged and unsure over all kinds of record."""
    names = ("new", "updated", "unchanged", "unsure")
    return {name: sum(counts.get(name, 0) for counts in report.get("records", {}).values()) for name in names}


STAGES: dict[str, tuple[str | Promise, str]] = {
    "draft": (_("draft"), "edit"),
    "checked": (_("checked"), "checklist"),
    RunState.RUNNING: (_("running"), "clock"),
    RunState.DONE: (_("done"), "circle-check"),
    RunState.UNDONE: (_("undone"), "restore"),
}


@dataclass(frozen=True)
class RunLine:
    """One import in the list of all."""

    run: ImportRun
    label: str | Promise
    icon: str


def run_lines(runs: Sequence[ImportRun]) -> list[RunLine]:
    """The imports with their state in word and shape."""
    return [RunLine(run, *STAGES[run.stage]) for run in runs]
