"""The ranking as a spreadsheet whose texts are texts, whatever they begin with."""

from typing import Any, BinaryIO

import xlsxwriter

from tenure.analytics.portfolio import contribution_column
from tenure.cli.errors import CommandError
from tenure.cli.rank_report import Report, flat_columns
from tenure.cli.rank_words import headline, refused_sentence

MOST_ROWS = 1_048_575
LONGEST_TEXT = 32_767
_SHARES = {"margin_rate", "growth", "share", "completeness"}
_MONEY = {"revenue", "margin", "average_order"}
_WIDTHS = {"name": 32, "account": 14, "grade": 14, "reason": 90}


def write_xlsx(report: Report, stream: BinaryIO) -> None:
    """Write sheets of accounts, of criteria with their anchors, and of what was read and refused."""
    if report.accounts.height > MOST_ROWS:
        raise CommandError(
            f"A spreadsheet holds {MOST_ROWS:,} accounts and there are {report.accounts.height:,}; use --format csv."
        )
    options = {"constant_memory": True, "in_memory": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(stream, options) as book:
        _write_accounts(book, report)
        _write_criteria(book, report)
        _write_rows(book, report)


def _write_accounts(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("Accounts")
    columns = flat_columns(report)
    formats = {name: _format(book, name, report) for _, name in columns}
    for position, (header, name) in enumerate(columns):
        sheet.set_column(position, position, _WIDTHS.get(header, 12), formats[name])
    _write_head(book, sheet, [header for header, _ in columns])
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, report.accounts.height, len(columns) - 1)
    for number, row in enumerate(report.rows(), start=1):
        for position, (_, name) in enumerate(columns):
            _write_cell(sheet, number, position, row[name], formats[name])


def _format(book: Any, name: str, report: Report) -> Any:
    if name in _MONEY:
        return book.add_format({"num_format": "#,##0.00"})
    if name in _SHARES:
        return book.add_format({"num_format": "0.0%"})
    points = {contribution_column(criterion.code) for criterion in report.criteria}
    if name in points | {"score", "low", "high", "regularity"}:
        return book.add_format({"num_format": "0.00"})
    return None


def _write_criteria(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("Criteria")
    sheet.set_column(0, 5, 16)
    sheet.set_column(6, 7, 60)
    _write_head(
        book, sheet, ["code", "name", "measure", "weight", "direction", "normalisation", "anchors", "objective"]
    )
    for number, criterion in enumerate(report.criteria, start=1):
        anchors = ", ".join(f"{anchor.value:g} = {anchor.score:g}" for anchor in criterion.anchors)
        scale = (criterion.direction.value, criterion.normalisation.value, anchors, criterion.objective)
        for position, value in enumerate((criterion.code, criterion.name, criterion.measure, criterion.weight, *scale)):
            _write_cell(sheet, number, position, value, None)


def _write_rows(book: Any, report: Report) -> None:
    sheet = book.add_worksheet("Rows")
    sheet.set_column(0, 0, 40)
    notes = [headline(report), *report.notices, refused_sentence(report)]
    cells: list[tuple[Any, ...]] = [(note,) for note in notes]
    cells += [(refusal.cause, refusal.count, ", ".join(map(str, refusal.rows))) for refusal in report.refused]
    for number, values in enumerate(cells):
        for position, value in enumerate(values):
            _write_cell(sheet, number, position, value, None)


def _write_head(book: Any, sheet: Any, headers: list[str]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    for position, header in enumerate(headers):
        sheet.write_string(0, position, header, bold)


def _write_cell(sheet: Any, row: int, column: int, value: Any, form: Any) -> None:
    """Write by our own type, since xlsxwriter would otherwise take a text such as "=1+1" for a formula."""
    if isinstance(value, bool):
        sheet.write_string(row, column, "yes" if value else "no", form)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, form)
    elif value is not None:
        sheet.write_string(row, column, str(value)[:LONGEST_TEXT], form)
