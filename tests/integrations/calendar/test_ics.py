"""A calendar is written as RFC 5545 asks: short lines, nothing that breaks out of its property, days as days."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from tenure.integrations.calendar.ics import LONGEST_LINE, DayEvent, calendar_text, escaped, folded

EVENT = DayEvent("commitment-7@tenure", date(2026, 12, 31), "Send it", datetime(2026, 3, 1, 9, tzinfo=UTC), 3, url="u")
# What RFC 5545 takes a backslash for.
SPECIAL = {"\\": "\\", ";": ";", ",": ",", "n": "\n"}


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def unescaped(text: str) -> str:
    letters = iter(text)
    return "".join(SPECIAL[next(letters)] if letter == "\\" else letter for letter in letters)


@given(st.text(max_size=300))
def test_whatever_is_said_stays_inside_its_property_and_comes_out_again(said: str) -> None:
    text = calendar_text("Promises", [DayEvent("x", EVENT.on, said, EVENT.changed_at, 1, description=said)])
    lines = unfolded(text)
    assert [line for line in lines if line.startswith("BEGIN:")] == ["BEGIN:VCALENDAR", "BEGIN:VEVENT"]
    summary = next(line for line in lines if line.startswith("SUMMARY:")).removeprefix("SUMMARY:")
    assert unescaped(summary) == "".join(one for one in said if one.isprintable() or one in "\n\t")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=400))
def test_no_line_is_longer_than_75_octets_and_none_is_lost(line: str) -> None:
    pieces = list(folded(line))
    assert all(len(piece.encode()) <= LONGEST_LINE for piece in pieces)
    assert pieces[0] + "".join(piece.removeprefix(" ") for piece in pieces[1:]) == line


def test_a_day_ends_where_the_next_begins_and_the_year_with_it() -> None:
    lines = unfolded(calendar_text("Promises", [EVENT]))
    expected = [
        "BEGIN:VEVENT", "UID:commitment-7@tenure", "DTSTAMP:20260301T090000Z", "SEQUENCE:3",
        "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101", "SUMMARY:Send it", "URL:u", "TRANSP:TRANSPARENT",
        "END:VEVENT", "END:VCALENDAR", "",
    ]  # fmt: skip
    assert lines[lines.index("BEGIN:VEVENT") :] == expected


def test_line_breaks_of_either_kind_become_one() -> None:
    assert escaped("a\r\nb") == "a\\nb"
