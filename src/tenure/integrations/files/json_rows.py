"""JSON lines, JSON arrays of objects, and the `{"records": [...]}` files that Salesforce tools write."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from tenure.integrations.files.cells import Cell, Record
from tenure.integrations.files.encoding import detect_codec, open_text
from tenure.integrations.files.errors import FileError

WHOLE_FILE_LIMIT = 256_000_000
Item = tuple[int, dict[str, Cell]]


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number that JSON allows")


_DECODER = json.JSONDecoder(parse_float=Decimal, parse_constant=_refuse_constant)


@dataclass(frozen=True)
class JsonRows:
    """A file of JSON objects; `lines` says whether there is one on each line."""

    path: Path
    codec: str
    gzipped: bool
    lines: bool
    headers: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """Every object as cells in the order of `headers`; numbered by line, or from 1 in an array."""
        for number, item in _items(self):
            yield number, [item.get(header) for header in self.headers]


def open_json(path: Path, *, gzipped: bool) -> JsonRows:
    """Find the form of a JSON file and the union of its keys, nested keys joined by a point.

    Raises FileError for what is not JSON, not made of objects, or an array of more than 256 million characters.
    """
    codec = detect_codec(path, gzipped=gzipped)
    bare = JsonRows(path, codec, gzipped, _is_lines(path, codec, gzipped=gzipped), ())
    headers: dict[str, None] = {}
    for _, item in _items(bare):
        headers.update(dict.fromkeys(item))
    return JsonRows(path, codec, gzipped, bare.lines, tuple(headers))


def _is_lines(path: Path, codec: str, *, gzipped: bool) -> bool:
    """Whether the first line that is not blank holds a whole object by itself."""
    for _, line in _numbered_lines(path, codec, gzipped=gzipped):
        try:
            first = _DECODER.decode(line)
        except (ValueError, RecursionError):
            return False
        return isinstance(first, dict) and not isinstance(first.get("records"), list)
    return True


def _items(source: JsonRows) -> Iterator[Item]:
    objects = _line_objects(source) if source.lines else _array_objects(source)
    for number, value in objects:
        if not isinstance(value, dict):
            raise FileError(f"Record {number} of {source.path.name} is {_short(value)}; each record must be an object.")
        yield number, flatten(value)


def _line_objects(source: JsonRows) -> Iterator[tuple[int, Any]]:
    for number, line in _numbered_lines(source.path, source.codec, gzipped=source.gzipped):
        try:
            yield number, _DECODER.decode(line)
        except (ValueError, RecursionError) as error:
            raise FileError(f"Line {number} of {source.path.name} is not JSON: {error}.") from error


def _array_objects(source: JsonRows) -> Iterator[tuple[int, Any]]:
    with open_text(source.path, source.codec, gzipped=source.gzipped) as text:
        content = text.read(WHOLE_FILE_LIMIT + 1)
    if len(content) > WHOLE_FILE_LIMIT:
        raise FileError(
            f"The file {source.path.name} is a JSON array of more than 256 million characters; write it as JSON lines."
        )
    try:
        whole = _DECODER.decode(content)
    except (ValueError, RecursionError) as error:
        raise FileError(f"The file {source.path.name} is not JSON: {error}.") from error
    records = whole.get("records") if isinstance(whole, dict) else whole
    if not isinstance(records, list):
        raise FileError(f'The file {source.path.name} holds no table; a list of objects or {{"records": [...]}} is.')
    yield from enumerate(records, start=1)


def _numbered_lines(path: Path, codec: str, *, gzipped: bool) -> Iterator[tuple[int, str]]:
    with open_text(path, codec, gzipped=gzipped) as text:
        for number, line in enumerate(text, start=1):
            if line.strip():
                yield number, line


def flatten(record: dict[str, Any], prefix: str = "") -> dict[str, Cell]:
    """One flat row of an object: nested keys joined by a point, lists kept as JSON text.

    >>> flatten({"attributes": {"type": "Account"}, "Name": "Alder", "tags": ["a"]})
    {'attributes.type': 'Account', 'Name': 'Alder', 'tags': '["a"]'}
    """
    row: dict[str, Cell] = {}
    for key, value in record.items():
        if isinstance(value, dict) and value:
            row |= flatten(value, f"{prefix}{key}.")
        else:
            row[prefix + key] = json.dumps(value, default=str) if isinstance(value, list | dict) else value
    return row


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."
