"""Rows on their way in: the cells of a row become the values of the records that it speaks of."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple

from django.db import models

from tenure.integrations.files.cells import Cell, cell_text
from tenure.integrations.imports import causes
from tenure.integrations.imports.entities import FILE_KINDS, FileKind, Section
from tenure.integrations.imports.facts import Facts
from tenure.integrations.imports.fields import Convert, Field, Kind, converter
from tenure.integrations.imports.mapping import Mapping

SHOWN_VALUE = 60
NOT_CLEARED = object()


class Problem(NamedTuple):
    """Why a row is not imported as it stands: a cause that other rows may share, the column, the value seen."""

    cause: str
    column: str
    value: str


class Outcome(StrEnum):
    """What becomes of a part of a row. A repeated one speaks of a record that an earlier row has brought."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNSURE = "unsure"
    REPEATED = "repeated"


@dataclass(slots=True)
class Part:
    """What a row says of one record: stored values by attribute, the texts of its references, defaults for a new one.

    `cleared` holds what its empty cells empty, with the model's own word for empty, where the run wants that. `id` is
    the record's, once it is found or made.
    """

    values: dict[str, Any] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    cleared: dict[str, Any] = field(default_factory=dict)
    id: int | None = None
    outcome: Outcome | None = None


@dataclass(slots=True)
class Draft:
    """One row: its number, its cells, its parts by prefix, and what is wrong with it.

    `left_out` says why a sound row is not for us; `notices` what was left open in a row that goes in all the same.
    """

    number: int
    cells: Sequence[Cell]
    parts: dict[str, Part] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)
    left_out: Problem | None = None
    position: int = 0

    @property
    def goes_in(self) -> bool:
        """Whether the row is to be written."""
        return not self.problems and self.left_out is None and self.head.outcome is not Outcome.UNSURE

    @property
    def head(self) -> Part:
        """The part that every row has."""
        return self.parts[""]


class Column(NamedTuple):
    """One column that is read: where it stands, what it fills and how."""

    place: int
    convert: Convert
    prefix: str
    name: str
    kind: Kind
    header: str
    is_required: bool
    empty: Any


@dataclass(frozen=True)
class Reader:
    """Turns the rows of one file into drafts, by its mapping. `headers` are by field, `required` by part."""

    kind: FileKind
    columns: tuple[Column, ...]
    facts: Facts
    sections: tuple[Section, ...]
    headers: dict[str, str]
    required: dict[str, tuple[tuple[str, str], ...]]

    def read(self, number: int, cells: Sequence[Cell]) -> Draft:
        """The draft of a row, with every problem that can be seen without looking into the database."""
        draft = Draft(number, cells, {section.prefix: Part() for section in self.sections})
        parts = draft.parts
        for column in self.columns:
            cell = cells[column.place]
            if cell is None or cell == "" or (type(cell) is str and cell.isspace()):
                if column.empty is not NOT_CLEARED:
                    parts[column.prefix].cleared[column.name] = column.empty
                continue
            try:
                value = column.convert(cell)
            except ValueError as error:
                _report(draft, column, cell, str(error))
                continue
            if column.kind is Kind.REFERENCE:
                parts[column.prefix].references[column.name] = value
            elif column.kind is Kind.STAGE and not value:
                draft.left_out = Problem(causes.NOT_WON.format(stage=shown(cell)), column.header, shown(cell))
            else:
                parts[column.prefix].values[column.name] = value
        if draft.left_out is None:
            self._finish(draft)
        return draft

    def _finish(self, draft: Draft) -> None:
        for section in self.sections:
            part = draft.parts[section.prefix]
            if section.prefix and not _shown(section, part):
                del draft.parts[section.prefix]
                continue
            self._require(draft, part, self.required[section.prefix])
            if not draft.problems:
                try:
                    part.defaults = section.entity.complete(part.values, self.facts)
                except ValueError as error:
                    draft.problems.append(Problem(str(error), section.entity.name, ""))

    def _require(self, draft: Draft, part: Part, required: Sequence[tuple[str, str]]) -> None:
        for name, header in required:
            missing = name not in part.values and name not in part.references
            if missing and header not in {problem.column for problem in draft.problems}:
                draft.problems.append(Problem(causes.EMPTY, header, ""))


def _report(draft: Draft, column: Column, cell: Cell, cause: str) -> None:
    # A person is worth more than a mistyped address, which is reported and stays out.
    tolerable = column.kind is Kind.EMAIL and not column.is_required
    (draft.notices if tolerable else draft.problems).append(Problem(cause, column.header, shown(cell)))


def _shown(section: Section, part: Part) -> bool:
    return any(name in part.values or name in part.references for name in section.shown_by)


def shown(cell: Cell) -> str:
    """A cell as it is shown in a message: one line, not too long."""
    text = " ".join(cell_text(cell).split())
    return text if len(text) <= SHOWN_VALUE else text[: SHOWN_VALUE - 1] + "…"


def reader(headers: Sequence[str], mapping: Mapping, facts: Facts, *, empty_clears: bool = False) -> Reader:
    """The reader of a file with these headers; with `empty_clears` its empty cells mean that there is nothing."""
    kind = FILE_KINDS[mapping.kind]
    sections = tuple(section for section in kind.sections if is_mapped(section, mapping))
    columns = tuple(
        Column(
            headers.index(header),
            convert,
            section.prefix,
            item.name,
            item.kind,
            header,
            item.required,
            emptiness(item, section.entity.model) if empty_clears else NOT_CLEARED,
        )
        for section in sections
        for item in section.fields
        if (header := mapping.columns.get(section.label(item)))
        for convert in (converter(item, section.entity.model, mapping.form(header, section.label(item))),)
    )
    required = {section.prefix: _required(section, mapping) for section in sections}
    return Reader(kind, columns, facts, sections, dict(mapping.columns), required)


def emptiness(item: Field, model: type[models.Model]) -> Any:
    """What an empty cell sets the field to; NOT_CLEARED for fields that cannot be empty or tell records apart."""
    if item.virtual or item.required or item.kind is Kind.REFERENCE or item.name in ("external_id", "name", "number"):
        return NOT_CLEARED
    stored: Any = model._meta.get_field(item.name)
    if stored.null:
        return None
    return "" if stored.blank and stored.get_default() == "" else NOT_CLEARED


def _required(section: Section, mapping: Mapping) -> tuple[tuple[str, str], ...]:
    """The fields that a part cannot be without, with the headers of their columns."""
    return tuple(
        (item.name, mapping.columns.get(section.label(item), item.name)) for item in section.fields if item.required
    )


def is_mapped(section: Section, mapping: Mapping) -> bool:
    """Whether the columns of a file can show this part of a row."""
    if not section.prefix:
        return True
    return any(section.label(section.entity.field(name)) in mapping.columns for name in section.shown_by)
