"""Rows that were mended after a check: read in place of those that the file holds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenure.integrations.files.cells import Cell, Record
from tenure.integrations.files.tables import Source, Table, open_table
from tenure.integrations.imports.models import ImportRun


@dataclass(frozen=True)
class Mended:
    """A source in which some rows, by their numbers, have other cells."""

    source: Source
    rows: Mapping[int, Sequence[Cell]]

    def records(self) -> Iterator[Record]:
        """Every record, mended where it was."""
        for number, cells in self.source.records():
            yield number, self.rows.get(number, cells)


def open_run(run: ImportRun) -> Table:
    """The run's file with the rows that were mended. FileError when it cannot be read any more."""
    table = open_table(run.stored_file, sheet=run.options.get("sheet"))
    if run.mended:
        table.source = Mended(table.source, {int(number): cells for number, cells in run.mended.items()})
    return table
