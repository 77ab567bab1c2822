"""The file of bad rows: what was refused, as it was, with the cause; to be mended and imported by itself."""

import csv
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from tenure.integrations.files.cells import cell_text
from tenure.integrations.files.guard import guard
from tenure.integrations.imports.drafts import Draft, Problem

BLOCK = 65_536
BYTE_ORDER_MARK = "\ufeff"


def append_bad_rows(path: Path, size: int, headers: Sequence[str], drafts: Sequence[Draft], *, positions: bool) -> int:
    """Write refused rows behind the first `size` bytes of the file, safely on disk, and return its new size.

    Whatever stands behind those bytes was written by a batch that never committed, and is dropped. `positions` adds
    the number that a row has within its order: by itself in another file it would get another one.
    """
    if not drafts and not path.exists():
        return size
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    if drafts and not size:
        text.write(BYTE_ORDER_MARK)
        writer.writerow([*headers, *(["position"] if positions else []), "import row", "import cause"])
    for draft in drafts:
        writer.writerow(_line(draft, len(headers), positions))
    with path.open("r+b" if path.exists() else "wb") as file:
        file.truncate(size)
        file.seek(size)
        file.write(text.getvalue().encode())
        file.flush()
        os.fsync(file.fileno())
        return file.tell()


def read_bad_rows(path: Path, size: int) -> Iterator[bytes]:
    """The first `size` bytes of the file in blocks: those that belong to what was committed."""
    with path.open("rb") as file:
        while size > 0 and (block := file.read(min(size, BLOCK))):
            size -= len(block)
            yield block


def _line(draft: Draft, width: int, positions: bool) -> list[str]:
    cells = [guard(cell_text(cell)) for cell in draft.cells]
    causes = " ".join(map(_sentence, draft.problems))
    position = [str(draft.position)] if positions else []
    return [*cells[:width], *position, str(draft.number), causes, *cells[width:]]


def _sentence(problem: Problem) -> str:
    return f"{problem.column}: {problem.cause}" if problem.column else problem.cause
