"""A calendar as RFC 5545 writes it. Whole days only, so that no time zone has to be told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
PRODUCT = "-//Tenure//Promises//EN"
ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True)
class DayEvent:
    """Something that falls on a day: `uid` stays the same whenever it is told again, `sequence` grows with changes."""

    uid: str
    on: date
    summary: str
    changed_at: datetime
    sequence: int
    description: str = ""
    url: str = ""


def calendar_text(name: str, events: Iterable[DayEvent]) -> str:
    r"""The calendar with these events, ready to be sent as text/calendar.

    >>> event = DayEvent("commitment-7@tenure", date(2026, 3, 12), "Send it; soon", datetime(2026, 3, 1, tzinfo=UTC), 2)
    >>> [line for line in calendar_text("Promises", [event]).split("\r\n") if line[:3] in ("UID", "DTS", "SUM", "DTE")]
    ... # doctest: +NORMALIZE_WHITESPACE
    ['UID:commitment-7@tenure', 'DTSTAMP:20260301T000000Z', 'DTSTART;VALUE=DATE:20260312', 'DTEND;VALUE=DATE:20260313',
     'SUMMARY:Send it\\; soon']
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"]
    for event in events:
        lines += _event(event)
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def escaped(text: str) -> str:
    r"""A text as a property's value, other control characters left out.

    >>> escaped("a, b; c\nd \\ e\x07")
    'a\\, b\\; c\\nd \\\\ e'
    """
    return "".join(one for one in text.translate(ESCAPED) if one.isprintable() or one in " \t")


def folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 octets of UTF-8, each but the first begun with a blank; no letter is cut.

    >>> list(folded("SUMMARY:" + "ü" * 40))[1:]
    [' üüüüüüü']
    """
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > LONGEST_LINE:
            yield piece
            piece, octets = " ", 1
        piece, octets = piece + letter, octets + size
    yield piece


def _event(event: DayEvent) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(event.uid)}"
    yield f"DTSTAMP:{event.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    # The end is the first day that is free again.
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{escaped(event.summary)}"
    if event.description:
        yield f"DESCRIPTION:{escaped(event.description)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"
