"""A file that somebody sends us, laid down where it can be read for as long as it takes to look at it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

LONGEST_NAME = 100


@contextmanager
def received(name: str, chunks: Iterable[bytes]) -> Iterator[Path]:
    """The file under a name that tells as much as the sender's, in a folder of its own that goes afterwards."""
    with TemporaryDirectory(prefix="tenure-upload-") as folder:
        path = Path(folder) / safe_name(name)
        with path.open("wb") as file:
            file.writelines(chunks)
        yield path


def safe_name(name: str) -> str:
    """The end of a file's name with nothing in it that could lead elsewhere; what a file is may show in its name.

    >>> safe_name("../../etc/Kunden 2026.csv"), safe_name(".."), safe_name("a\\x00b.xlsx")
    ('Kunden 2026.csv', 'file', 'a_b.xlsx')
    """
    last = re.split(r"[/\\\\]", name)[-1]
    return re.sub(r"[^\w.\- ]", "_", last)[-LONGEST_NAME:].strip(". ") or "file"
