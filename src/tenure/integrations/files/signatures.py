"""Files that are certainly no tables, known by how they begin."""

import re

from tenure.integrations.files.errors import FileError

_BINARY = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"RIFF", "a picture, a film or a sound"),
    (b"ID3", "a sound"),
    (b"OggS", "a film or a sound"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"Rar!\x1a", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\xfd7zXZ", "an XZ archive"),
    (b"BZh", "a bzip2 archive"),
    (b"SQLite format 3\x00", "a SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_MARKUP = (
    (re.compile(rb"<(!doctype\s+html|html|head|body|table)\b", re.IGNORECASE), "a web page"),
    (re.compile(rb"<svg\b", re.IGNORECASE), "an SVG picture"),
    (re.compile(rb"<\?xml\b"), "an XML file"),
)
# Letters may begin a header as well ("ID3;name"), so what follows them has to be unlike text.
_UNLIKE_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_READ = "CSV, a spreadsheet (XLSX, XLS, ODS), JSON and Parquet are read"


def refuse_other_kinds(name: str, head: bytes) -> None:
    """FileError for a picture, a document, an archive, a web page or a program. `head` is the unpacked beginning.

    >>> refuse_other_kinds("photo.png", b"\\x89PNG\\r\\n\\x1a\\n")
    Traceback (most recent call last):
    ...
    tenure.integrations.files.errors.FileError: The file photo.png is a PNG picture, not a table; CSV, a spreadsheet \
(XLSX, XLS, ODS), JSON and Parquet are read.
    >>> refuse_other_kinds("plants.csv", b"BMW;Munich")
    """
    kind = _binary(head) or _markup(head)
    if kind:
        raise FileError(f"The file {name} is {kind}, not a table; {_READ}.")


def _binary(head: bytes) -> str | None:
    for start, kind in _BINARY:
        if head.startswith(start) and (not start.isalnum() or _UNLIKE_TEXT.search(head)):
            return kind
    return None


def _markup(head: bytes) -> str | None:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return next((kind for pattern, kind in _MARKUP if pattern.match(start)), None)
