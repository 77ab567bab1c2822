"""XLSX, XLS and ODS, read by calamine in a child process under limits of memory and time.

A spreadsheet of a few kilobytes can ask for terabytes (two filled cells at opposite corners are enough) and calamine
then aborts its process. So that process is never ours.
"""

import datetime as dt
import json
import subprocess
import sys
import zipfile
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenure.integrations.files.cells import Cell, Record
from tenure.integrations.files.errors import FileError

MEMORY_LIMIT = 1 << 30
SECONDS_LIMIT = 60
UNPACKED_LIMIT = 1 << 30


@dataclass(frozen=True)
class Office:
    """One sheet of a spreadsheet file."""

    path: Path
    sheet: str
    sheets: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """Every row that is not blank with its number in the sheet, cells typed as the spreadsheet types them."""
        messages = _child(self.path, self.sheet)
        next(messages)
        yield from map(tuple, messages)


def open_office(path: Path, *, sheet: str | None) -> Office:
    """Open a spreadsheet at the named sheet, else at the first visible one.

    Raises FileError for a damaged, locked or oversized file and for a sheet that is not there.
    """
    _refuse_other_archives(path)
    messages = _child(path, sheet)
    found: dict[str, Any] = next(messages)
    messages.close()
    return Office(path, found["sheet"], tuple(found["sheets"]))


def _refuse_other_archives(path: Path) -> None:
    """FileError for an archive that is no spreadsheet, or one too large to unpack."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
    if not any(entry.filename == "content.xml" or entry.filename.startswith("xl/") for entry in entries):
        raise FileError(f"The file {path.name} is a ZIP archive without a spreadsheet; unpack it and send its tables.")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > UNPACKED_LIMIT:
        raise FileError(
            f"The spreadsheet {path.name} unpacks to {unpacked / 2**20:,.0f} MB; at most "
            f"{UNPACKED_LIMIT // 2**20:,} MB are read, so save it as CSV."
        )


def _child(path: Path, sheet: str | None) -> Generator[Any, None, None]:
    """Messages of the reading process: first the sheets, then one (number, cells) a row."""
    command = [sys.executable, "-m", "tenure.integrations.files.office_child", str(path), json.dumps(sheet)]
    limits = {"MEMORY": MEMORY_LIMIT, "SECONDS": SECONDS_LIMIT}
    process = subprocess.Popen(  # noqa: S603 - our own module, the path is one argument
        [*command, json.dumps(limits)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            yield _message(path, line)
        if process.wait() != 0:
            raise FileError(
                f"The spreadsheet {path.name} needs more than {MEMORY_LIMIT // 2**20:,} MB of memory or "
                f"{SECONDS_LIMIT} seconds to read; delete its unused cells or save it as CSV."
            )
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def _message(path: Path, line: bytes) -> Any:
    message = json.loads(line, object_hook=_typed)
    if isinstance(message, dict) and "error" in message:
        raise FileError(f"The spreadsheet {path.name} {message['error']}")
    return message


def _typed(tagged: dict[str, Any]) -> Any:
    """Undo the child's tagging of the types that JSON lacks."""
    match tagged:
        case {"date": text}:
            return dt.date.fromisoformat(text)
        case {"datetime": text}:
            return dt.datetime.fromisoformat(text)
        case {"time": text}:
            return dt.time.fromisoformat(text)
        case {"seconds": seconds}:
            return dt.timedelta(seconds=seconds)
    return tagged


def tag(cell: Cell) -> dict[str, Any]:
    """Write a cell that JSON has no type for so that the parent process can tell.

    >>> tag(dt.date(2024, 3, 1))
    {'date': '2024-03-01'}
    """
    if isinstance(cell, dt.datetime):
        return {"datetime": cell.isoformat()}
    if isinstance(cell, dt.date):
        return {"date": cell.isoformat()}
    if isinstance(cell, dt.time):
        return {"time": cell.isoformat()}
    if isinstance(cell, dt.timedelta):
        return {"seconds": cell.total_seconds()}
    raise TypeError(f"A cell of type {type(cell).__name__} was read; spreadsheets have text, numbers, dates and times.")
