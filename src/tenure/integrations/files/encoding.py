"""Which encoding a text file is in, found by reading all of it once in bounded memory."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from tenure.integrations.files.errors import FileError

CHUNK = 1 << 20
LONGEST_LINE = 16 << 20

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with byte-order mark",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32": "UTF-32",
    "cp1252": "Windows-1252",
}


def encoding_name(codec: str) -> str:
    """The name people know a codec by.

    >>> encoding_name("cp1252")
    'Windows-1252'
    """
    return _NAMES[codec]


def open_bytes(path: Path, *, gzipped: bool) -> IO[bytes]:
    """The bytes of a file, unpacked on the way if it is gzipped."""
    return gzip.open(path, "rb") if gzipped else path.open("rb")  # type: ignore[return-value]


def open_text(path: Path, codec: str, *, gzipped: bool) -> io.TextIOWrapper:
    """The text of a file, line ends left as they are."""
    return io.TextIOWrapper(open_bytes(path, gzipped=gzipped), encoding=codec, newline="")


def detect_codec(path: Path, *, gzipped: bool) -> str:
    """The Python codec that decodes every byte of the file: a marked one, else UTF-8, else Windows-1252.

    The whole file is read (never held), since one letter in the last row may be what decides.
    Raises FileError for binary content, for a damaged archive and for a line longer than 16 MB.
    """
    try:
        with open_bytes(path, gzipped=gzipped) as stream:
            head = stream.read(CHUNK)
        marked = _marked_codec(head)
        for codec in (marked,) if marked else ("utf-8", "cp1252"):
            if _decodes(path, codec, gzipped=gzipped):
                return codec
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileError(f"The gzip file {path.name} is damaged ({error}); it must unpack without an error.") from error
    raise FileError(
        f"The file {path.name} is not a table: its bytes are neither UTF-8, UTF-16 nor Windows-1252 text, "
        f"nor a spreadsheet or Parquet file."
    )


def _marked_codec(head: bytes) -> str | None:
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    return _unmarked_utf16(head[:4096])


def _unmarked_utf16(head: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in nearly every other byte of western text."""
    even, odd = head[0::2], head[1::2]
    if not odd:
        return None
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return None


def _decodes(path: Path, codec: str, *, gzipped: bool) -> bool:
    decoder = codecs.getincrementaldecoder(codec)()
    since_newline = 0
    try:
        for chunk in _chunks(path, gzipped=gzipped):
            if "\x00" in decoder.decode(chunk):
                return False
            newline = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            since_newline = since_newline + len(chunk) if newline < 0 else len(chunk) - newline
            _refuse_endless_line(path, since_newline)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(path: Path, *, gzipped: bool) -> Iterator[bytes]:
    with open_bytes(path, gzipped=gzipped) as stream:
        while chunk := stream.read(CHUNK):
            yield chunk


def _refuse_endless_line(path: Path, length: int) -> None:
    if length > LONGEST_LINE:
        raise FileError(f"The file {path.name} has a line longer than 16 MB; a table has one row on a line.")
