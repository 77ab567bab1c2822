"""Pages by key: the next page begins after the last row's values, so that no page costs more than the first."""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from pydantic_core import from_json, to_json

from tenure.api.rows import Row, Shown
from tenure.core.keyset import Segment

MOST_ROWS = 200
ROWS = 50
SIGNATURE_BYTES = 12


@dataclass(frozen=True)
class Place:
    """Where a page begins: in which segment, after which values (None: at its beginning)."""

    segment: int = 0
    values: Sequence[Any] | None = None


def page(segments: Sequence[Segment], shown: Shown, *, limit: int, start: Place) -> tuple[list[Row], Place | None]:
    """Up to `limit` rows of the segments in turn, and where the next page begins, or None after the last."""
    found: list[tuple[int, Row]] = []
    for index in range(start.segment, len(segments)):
        values = start.values if index == start.segment else None
        # One row more than asked for tells whether there is a next page.
        rows = segments[index].after(values)[: limit + 1 - len(found)]
        found += [(index, row) for row in shown.dicts(rows)]
        if len(found) > limit:
            break
    rows_shown = [row for _, row in found[:limit]]
    if len(found) <= limit:
        return rows_shown, None
    index, last = found[limit - 1]
    return rows_shown, Place(index, [last[column] for column in segments[index].columns])


def write_cursor(place: Place, question: bytes) -> str:
    """A text that only we can make and that is good for this question alone; callers need not understand it."""
    content = to_json([place.segment, place.values])
    return base64.urlsafe_b64encode(_signature(content, question) + content).rstrip(b"=").decode()


def read_cursor(text: str, question: bytes) -> Place:
    """Where the cursor points; ValidationError when it is not ours, or was made for other filters or another order."""
    try:
        raw = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError:
        raw = b""
    signature, content = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(content, question)):
        sentence = f"{text[:40]!r} is no cursor of this list; take `next` of an answer with the same filters and order."
        raise ValidationError({"cursor": sentence})
    segment, values = from_json(content)
    return Place(segment, values)


@cache
def _signing_key() -> bytes:
    return hashlib.sha256(b"tenure.api.cursor" + settings.SECRET_KEY.encode()).digest()


def _signature(content: bytes, question: bytes) -> bytes:
    return hmac.digest(_signing_key(), question + b"\n" + content, "sha256")[:SIGNATURE_BYTES]


def question_of(path: str, asked: Mapping[str, str]) -> bytes:
    """What a cursor belongs to: the list's address with its filters, order and search, in any order of writing."""
    return to_json([path, sorted((name, asked[name]) for name in asked if name not in ("cursor", "limit"))])


def without(rows: Iterable[Row], hidden: Sequence[str]) -> None:
    """Take columns that were read for the order alone out of the rows."""
    for row in rows:
        for name in hidden:
            del row[name]
