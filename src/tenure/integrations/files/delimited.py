"""CSV and its relatives: the delimiter found, records streamed."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tenure.integrations.files.cells import Record
from tenure.integrations.files.encoding import detect_codec, open_text
from tenure.integrations.files.errors import FileError

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SNIFFED_CHARACTERS = 1 << 16
SNIFFED_RECORDS = 100
# A real export may carry a stray one in a note; a binary file carries one in every ten characters or so.
MOST_NOISE = 0.01
_NOISE = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Delimited:
    """A delimited text file whose encoding and delimiter are known."""

    path: Path
    codec: str
    delimiter: str
    gzipped: bool

    def records(self) -> Iterator[Record]:
        """Every record that is not blank with its number, as a spreadsheet would number it (the first is 1)."""
        number = 0
        with open_text(self.path, self.codec, gzipped=self.gzipped) as text:
            reader = csv.reader(text, delimiter=self.delimiter)
            try:
                for number, cells in enumerate(reader, start=1):
                    if any(cells):
                        yield number, cells
            except csv.Error as error:
                raise FileError(
                    f"Row {number + 1} of {self.path.name} cannot be read ({error}); "
                    f"perhaps a quotation mark is opened there and never closed."
                ) from error


def open_delimited(path: Path, *, gzipped: bool) -> Delimited:
    """Detect the encoding and the delimiter of a text file. Raises FileError for what is not text."""
    codec = detect_codec(path, gzipped=gzipped)
    with open_text(path, codec, gzipped=gzipped) as text:
        head = text.read(SNIFFED_CHARACTERS)
    _refuse_noise(path, head)
    return Delimited(path, codec, sniff_delimiter(head), gzipped)


def _refuse_noise(path: Path, head: str) -> None:
    """FileError where too much of the head is of no script: bytes that happen to decode, but say nothing."""
    noise = len(_NOISE.findall(head))
    if noise > MOST_NOISE * len(head):
        raise FileError(
            f"The file {path.name} is not a table: {noise:,} of its first {len(head):,} characters are control "
            f"characters; a table of text has none."
        )


def sniff_delimiter(head: str) -> str:
    """The delimiter that cuts the most records of a text's head into the same number of cells, at least two.

    Commas inside numbers and quotes inside text do not mislead it, since the whole record has to agree.
    A text with a single column gives the comma.

    >>> sniff_delimiter("name;amount;share\\nA;1,5;2,5\\nB;2,5;1,25\\n")
    ';'
    >>> sniff_delimiter("name\\nAlder\\n")
    ','
    """
    if head[:4].lower() == "sep=" and len(head) > 4:
        return head[4]
    return max(DELIMITERS, key=lambda delimiter: _agreement(head, delimiter))


def _agreement(head: str, delimiter: str) -> tuple[float, int]:
    """The share of records with the commonest width above one, and that width."""
    widths = _widths(head, delimiter)
    counts = Counter(width for width in widths if width > 1)
    if not counts:
        return 0.0, 0
    width, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    # A delimiter that the header does not know is one that only some values contain.
    known = 1.0 if widths[0] > 1 else 0.5
    return known * count / len(widths), width


def _widths(head: str, delimiter: str) -> list[int]:
    widths = []
    try:
        for cells in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if any(cells):
                widths.append(len(cells))
            if len(widths) == SNIFFED_RECORDS:
                break
    except csv.Error:
        return widths
    # The head may end in the middle of a record.
    return widths[:-1] if len(head) == SNIFFED_CHARACTERS and len(widths) > 1 else widths
