"""One way to read any table: `open_table` finds out what a file is, `Table.rows` streams it."""

import itertools
import stat
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tenure.integrations.files.cells import Cell, Record, cell_text, is_blank
from tenure.integrations.files.delimited import DELIMITERS, Delimited, open_delimited
from tenure.integrations.files.encoding import encoding_name, open_bytes
from tenure.integrations.files.errors import FileError
from tenure.integrations.files.json_rows import open_json
from tenure.integrations.files.office import open_office
from tenure.integrations.files.signatures import refuse_other_kinds

NOTED_ROWS = 1000
HEADER_SEARCH = 20
MOST_COLUMNS = 4096
_HEAD = 4096

_GZIP, _ZIP, _OLE, _PARQUET = b"\x1f\x8b", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1"


class Source(Protocol):
    """Anything that can give its records again and again."""

    def records(self) -> Iterator[Record]:
        """Every record that is not blank, with its number."""


@dataclass
class Tally:
    """How many rows share a fault, and the numbers of the first thousand."""

    count: int = 0
    rows: list[int] = field(default_factory=list)

    def add(self, number: int) -> None:
        """Count one more row."""
        self.count += 1
        if len(self.rows) < NOTED_ROWS:
            self.rows.append(number)


@dataclass
class Table:
    """A file that can be read row by row, any number of times.

    `headers` are unique and never empty; `origin` says in words what the file is; `notices` what was done to read it.
    `header_row` is the number of the row with the headers, 0 where the format needs none. `short` and `long` tell
    which rows of the last complete reading had fewer or more cells than there are headers.
    """

    path: Path
    source: Source
    headers: tuple[str, ...]
    header_row: int
    origin: str
    notices: list[str] = field(default_factory=list)
    short: Tally = field(default_factory=Tally)
    long: Tally = field(default_factory=Tally)

    def rows(self, refuse: Callable[[int, Sequence[Cell]], None] | None = None) -> Iterator[Record]:
        """Every data row as (row number, cells), one cell for each header, in bounded memory.

        Cells of text formats are text as written; the others are typed. A short row is filled up with empty cells.
        A row with filled cells beyond the last header is not given, since nobody can tell which cell is one too many:
        it is counted in `long`, and handed to `refuse` where that is given.
        """
        self.short, self.long = Tally(), Tally()
        width = len(self.headers)
        for number, cells in itertools.dropwhile(lambda record: record[0] <= self.header_row, self.source.records()):
            if len(cells) == width:
                yield number, cells
            elif len(cells) < width:
                self.short.add(number)
                yield number, [*cells, *[""] * (width - len(cells))]
            elif all(map(is_blank, cells[width:])):
                yield number, cells[:width]
            else:
                self.long.add(number)
                if refuse is not None:
                    refuse(number, cells)

    def sample(self, limit: int = 200) -> dict[str, list[str]]:
        """The filled cells of the first `limit` rows as text, by header."""
        columns: dict[str, list[str]] = {header: [] for header in self.headers}
        for _, cells in itertools.islice(self.rows(), limit):
            for header, cell in zip(self.headers, cells, strict=True):
                if not is_blank(cell):
                    columns[header].append(cell_text(cell))
        return columns


def open_table(path: Path | str, *, sheet: str | None = None) -> Table:
    """Find out by its content what a file is and where its header is.

    `sheet` names a sheet of a spreadsheet; without it the first visible one is read.
    Raises FileError, always with one sentence, for whatever cannot be read as a table.
    """
    path = Path(path)
    head = _head(path)
    try:
        if head.startswith(_PARQUET):
            return _open_parquet(path)
        if head.startswith((_ZIP, _OLE)):
            return _open_office(path, sheet)
        gzipped = head.startswith(_GZIP)
        start = _start(path) if gzipped else head
        refuse_other_kinds(path.name, start)
        return _open_json(path, gzipped=gzipped) if _looks_like_json(start) else _open_csv(path, gzipped)
    except OSError as error:
        raise FileError(f"The file {path} cannot be read: {error.strerror or error}.") from error


def _head(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            kind = "a folder" if stat.S_ISDIR(mode) else "a device or a pipe, which can be read only once"
            raise FileError(f"{path} is {kind}; give the path of an ordinary file.")
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except FileNotFoundError as error:
        raise FileError(f"There is no file {path}; give the path of a table that exists.") from error
    except FileError:
        raise
    except (OSError, ValueError) as error:
        raise FileError(f"The file {path} cannot be opened: {getattr(error, 'strerror', None) or error}.") from error
    if not head:
        raise FileError(f"The file {path.name} is empty; a header row and rows below it are needed.")
    return head


def _start(path: Path) -> bytes:
    """The first unpacked bytes of a gzipped file; none where it is damaged, which whoever reads all of it will say."""
    try:
        with open_bytes(path, gzipped=True) as stream:
            return stream.read(_HEAD)
    except (EOFError, OSError, zlib.error):
        return b""


def _looks_like_json(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00").replace(b"\x00", b"")
    if start.startswith(b"["):
        return start[1:].lstrip().startswith((b"{", b"]"))
    return start.startswith(b"{")


def _open_csv(path: Path, gzipped: bool) -> Table:
    source = open_delimited(path, gzipped=gzipped)
    return _with_header(path, source, _csv_origin(source))


def _csv_origin(source: Delimited) -> str:
    delimiter = DELIMITERS.get(source.delimiter, repr(source.delimiter))
    packed = "gzip, " if source.gzipped else ""
    return f"CSV, {packed}{encoding_name(source.codec)}, {delimiter}"


def _open_office(path: Path, sheet: str | None) -> Table:
    source = open_office(path, sheet=sheet)
    table = _with_header(path, source, f"spreadsheet, sheet {source.sheet!r}")
    if len(source.sheets) > 1 and sheet is None:
        table.notices.append(f"Only the first of {len(source.sheets)} sheets of {path.name} is read: {source.sheet!r}.")
    return table


def _open_json(path: Path, *, gzipped: bool) -> Table:
    source = open_json(path, gzipped=gzipped)
    form = "JSON lines" if source.lines else "JSON"
    return _bare(path, source, source.headers, f"{form}, {encoding_name(source.codec)}")


def _open_parquet(path: Path) -> Table:
    # Polars takes a while to load and only Parquet needs it here.
    from tenure.integrations.files.parquet import open_parquet

    source = open_parquet(path)
    return _bare(path, source, source.headers, "Parquet")


def _bare(path: Path, source: Source, headers: tuple[str, ...], origin: str) -> Table:
    if not headers:
        raise FileError(f"The file {path.name} holds no columns; a table with named columns is needed.")
    return Table(path, source, headers, header_row=0, origin=origin)


def _with_header(path: Path, source: Source, origin: str) -> Table:
    first = list(itertools.islice(source.records(), HEADER_SEARCH))
    if not first:
        raise FileError(f"The file {path.name} holds no text; a header row and rows below it are needed.")
    header_row, cells = _find_header(first)
    cells = _trimmed(cells)
    if len(cells) > MOST_COLUMNS:
        raise FileError(f"The file {path.name} has {len(cells):,} columns; at most {MOST_COLUMNS:,} are read.")
    headers, notices = unique_headers([cell_text(cell) for cell in cells])
    if first[0][0] < header_row:
        notices.insert(0, f"The header of {path.name} is in row {header_row}; the rows above it are skipped.")
    return Table(path, source, headers, header_row, origin, notices)


def _find_header(first: list[Record]) -> Record:
    """The first row, unless it is a title: a single filled cell above a table of three columns or more."""
    widest = max(_filled(cells) for _, cells in first)
    for record in first:
        if widest < 3 or _filled(record[1]) > 1:
            return record
    return first[0]


def _filled(cells: Sequence[Cell]) -> int:
    return sum(not is_blank(cell) for cell in cells)


def _trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The cells without the empty ones at the end, which a spreadsheet's formats leave behind."""
    end = len(cells)
    while end > 1 and is_blank(cells[end - 1]):
        end -= 1
    return cells[:end]


def unique_headers(raw: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Headers with white space made single, gaps named by position and repeats numbered, and what was changed.

    >>> unique_headers(["Name", " Name", "", "Net\\nvalue"])[0]
    ('Name', 'Name (2)', 'column 3', 'Net value')
    """
    headers: list[str] = []
    notices: list[str] = []
    for position, text in enumerate(raw, start=1):
        plain = " ".join(text.split()) or f"column {position}"
        name, count = plain, 1
        while name in headers:
            count += 1
            name = f"{plain} ({count})"
        if name != plain:
            notices.append(f"The header {plain!r} appears more than once; the one in column {position} is {name!r}.")
        headers.append(name)
    return tuple(headers), notices
