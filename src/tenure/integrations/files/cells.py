"""What a cell of a table may hold, and the one way to write each kind as text."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

Cell = str | int | float | bool | Decimal | dt.date | dt.time | dt.timedelta | None
Record = tuple[int, Sequence[Cell]]

SPREADSHEET_DIGITS = 15


def cell_text(cell: Cell) -> str:
    """The text of a cell as a person would type it; empty for nothing.

    Numbers carry no thousands separators and a point; a spreadsheet's binary noise beyond 15 digits is dropped.

    >>> cell_text(17850.0), cell_text(0.1 + 0.2), cell_text(Decimal("12.50")), cell_text(None)
    ('17850', '0.3', '12.50', '')
    >>> cell_text(dt.datetime(2024, 3, 1)), cell_text(dt.datetime(2024, 3, 1, 8, 30)), cell_text(True)
    ('2024-03-01', '2024-03-01 08:30:00', 'TRUE')
    """
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return _float_text(cell)
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, dt.datetime):
        return _datetime_text(cell)
    return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing but white space; zero and FALSE are something."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _float_text(value: float) -> str:
    return format(Decimal(format(value, f".{SPREADSHEET_DIGITS}g")), "f") if value - value == 0 else str(value)


def _datetime_text(value: dt.datetime) -> str:
    naive = value.replace(tzinfo=None)
    return naive.date().isoformat() if naive.time() == dt.time() else naive.isoformat(sep=" ")
