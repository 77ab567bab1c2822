"""`tenure export ENTITY`: what you see of accounts, contacts and the rest as a table that can be imported again."""

import csv
import datetime as dt
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TextIO

from tenure.cli.acting import acting_member, add_member_argument, refused_in_a_sentence
from tenure.cli.errors import CommandError
from tenure.integrations.files.cells import cell_text
from tenure.integrations.files.guard import guard
from tenure.integrations.imports.actions.export import export_records
from tenure.integrations.imports.entities import FILE_KINDS

MOST_XLSX_ROWS = 1_048_575
Rows = Iterable[Sequence[Any]]


def add_arguments(parser: ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("entity", metavar="ENTITY", choices=FILE_KINDS, help=f"one of {', '.join(FILE_KINDS)}")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write into this file (.csv or .xlsx)")
    parser.add_argument("--format", choices=("csv", "xlsx"), help="csv, or what the file's name says")
    add_member_argument(parser)


@refused_in_a_sentence()
def run(args: Namespace) -> int:
    """Write the table to the file, or as CSV to standard output."""
    form = args.format or ("xlsx" if args.output and args.output.suffix.lower() == ".xlsx" else "csv")
    if form == "xlsx" and args.output is None:
        raise CommandError("An XLSX file cannot be printed; say where to write it with --output FILE.")
    headers, rows = export_records(kind=args.entity, by=acting_member(args))
    try:
        _write(args.output, form, headers, rows)
    except OSError as error:
        raise CommandError(f"The file {args.output} cannot be written: {error.strerror or error}.") from error
    return 0


def _write(output: Path | None, form: str, headers: Sequence[str], rows: Rows) -> None:
    if output is None:
        write_csv(sys.stdout, headers, rows)
    elif form == "xlsx":
        write_xlsx(output, headers, rows)
    else:
        with output.open("w", encoding="utf-8-sig", newline="") as stream:
            write_csv(stream, headers, rows)


def write_csv(stream: TextIO, headers: Sequence[str], rows: Rows) -> None:
    """Write the table as CSV; texts that a spreadsheet would execute are guarded."""
    writer = csv.writer(stream)
    writer.writerow(headers)
    for row in rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else cell_text(cell) for cell in row])


def write_xlsx(path: Path, headers: Sequence[str], rows: Rows) -> None:
    """Write the table as XLSX: text is typed as text, so that nothing in it is ever executed."""
    from xlsxwriter import Workbook

    with Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd"})
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header)
        for number, row in enumerate(rows, start=1):
            if number > MOST_XLSX_ROWS:
                raise CommandError(f"A sheet holds {MOST_XLSX_ROWS:,} rows and there are more; export CSV instead.")
            for column, cell in enumerate(row):
                _write_cell(sheet, number, column, cell, day)


def _write_cell(sheet: Any, number: int, column: int, cell: Any, day: Any) -> None:
    if isinstance(cell, bool):
        sheet.write_boolean(number, column, cell)
    elif isinstance(cell, int | Decimal):
        sheet.write_number(number, column, cell)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(number, column, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
    elif cell:
        sheet.write_string(number, column, cell)
