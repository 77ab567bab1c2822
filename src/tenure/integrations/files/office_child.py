"""The process that reads one spreadsheet for `office` and writes it to standard output as lines of JSON.

Arguments: path, sheet (JSON text or null), limits (JSON object with MEMORY in bytes and SECONDS).
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tenure.integrations.files.cells import is_blank
from tenure.integrations.files.office import tag

Say = Callable[[Any], None]


def main(path: str, sheet: str | None, limits: dict[str, int]) -> None:
    """Say the sheets, then every row that is not blank; say an error instead where one is known."""
    _limit(limits)
    say = _speaker()
    try:
        chosen, sheets = _choose(CalamineWorkbook.from_path(path), sheet)
        say({"sheet": chosen.name, "sheets": sheets})
        _say_rows(chosen, say)
    except PasswordError:
        say({"error": "is protected by a password; save it without one."})
    except (CalamineError, LookupError) as error:
        say({"error": f"cannot be read: {str(error).strip().rstrip('.')}."})


def _limit(limits: dict[str, int]) -> None:
    try:
        import resource
    except ImportError:  # not a Unix: calamine runs unlimited, but still outside the asking process
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits["MEMORY"],) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (limits["SECONDS"],) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _speaker() -> Say:
    encode = json.JSONEncoder(default=tag, separators=(",", ":")).encode
    write = sys.stdout.write

    def say(message: Any) -> None:
        write(encode(message) + "\n")

    return say


def _choose(book: CalamineWorkbook, wanted: str | None) -> tuple[CalamineSheet, list[str]]:
    sheets = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and (sheet.visible == SheetVisibleEnum.Visible or sheet.name == wanted)
    ]
    if wanted is not None and wanted not in sheets:
        raise LookupError(f"it has no sheet {wanted!r}; its sheets are {', '.join(map(repr, sheets))}.")
    if not sheets:
        raise LookupError("it has no visible sheet.")
    return book.get_sheet_by_name(wanted or sheets[0]), sheets


def _say_rows(sheet: CalamineSheet, say: Say) -> None:
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if not all(map(is_blank, cells)):
            say((number, cells))


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]), json.loads(sys.argv[3]))
