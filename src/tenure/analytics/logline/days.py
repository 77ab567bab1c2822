"""Days as people write them in a hurry: "12 Mar", "12.3.", "next Friday", "in 2 Wochen", "gestern"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tenure.analytics.logline.spans import Span

# fmt: off
_MONTHS = {
    "jan": 1, "january": 1, "januar": 1, "jänner": 1, "feb": 2, "february": 2, "februar": 2, "mar": 3, "march": 3,
    "mär": 3, "märz": 3, "mrz": 3, "apr": 4, "april": 4, "may": 5, "mai": 5, "jun": 6, "june": 6, "juni": 6, "jul": 7,
    "july": 7, "juli": 7, "aug": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "oct": 10, "october": 10,
    "okt": 10, "oktober": 10, "nov": 11, "november": 11, "dec": 12, "december": 12, "dez": 12, "dezember": 12,
}
_WEEKDAYS = {
    "monday": 0, "mon": 0, "montag": 0, "tuesday": 1, "tue": 1, "tues": 1, "dienstag": 1, "wednesday": 2, "wed": 2,
    "mittwoch": 2, "thursday": 3, "thu": 3, "thurs": 3, "donnerstag": 3, "friday": 4, "fri": 4, "freitag": 4,
    "saturday": 5, "sat": 5, "samstag": 5, "sunday": 6, "sun": 6, "sonntag": 6,
}
_NEAR = {
    "today": 0, "heute": 0, "tomorrow": 1, "morgen": 1, "übermorgen": 2, "yesterday": -1, "gestern": -1,
    "vorgestern": -2, "next week": 7, "nächste woche": 7, "nächster woche": 7, "last week": -7, "letzte woche": -7,
}
_UNITS = {
    "day": 1, "days": 1, "tag": 1, "tage": 1, "tagen": 1, "week": 7, "weeks": 7, "woche": 7, "wochen": 7,
    "month": 30, "months": 30, "monat": 30, "monaten": 30,
}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "einem": 1, "einer": 1, "zwei": 2, "drei": 3}
# fmt: on


def _any_of(words: dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_YEAR = r"(?:,?\s(?P<year>\d{4}))?"
_FORMS = {
    "iso": r"(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})",
    "numbers": r"(?P<d>\d{1,2})(?P<mark>[./])(?P<m>\d{1,2})(?:(?P=mark)(?P<y>\d{4}|\d{2})?)?",
    "day_month": rf"(?P<d>\d{{1,2}})(?:\.|st|nd|rd|th)?\s?(?:of\s)?(?P<month>{_any_of(_MONTHS)})\b\.?{_YEAR}",
    "month_day": rf"(?P<month>{_any_of(_MONTHS)})\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:){_YEAR}",
    "in_units": rf"in\s(?P<count>\d{{1,3}}|{_any_of(_COUNTS)})\s(?P<unit>{_any_of(_UNITS)})\b",
    "near": rf"(?P<near>{_any_of(_NEAR)})\b",
    "weekday": rf"(?:(?P<which>next|last|nächsten|letzten)\s)?(?P<weekday>{_any_of(_WEEKDAYS)})\b",
}
_PATTERNS = [(name, re.compile(rf"(?<![\w./-]){form}(?!\w)", re.IGNORECASE)) for name, form in _FORMS.items()]
_PAST = frozenset({"last", "letzten"})


@dataclass(frozen=True)
class Day:
    """A day that a text names: `past` reads it as the latest such day up to today, `future` as the next from today."""

    span: Span
    past: date
    future: date


def days_in(text: str, today: date) -> list[Day]:
    """The days that a text names, in their order; what only looks like a day, such as 31 Feb, is none.

    >>> [found.future.isoformat() for found in days_in("back by 12 Mar or in 2 weeks", date(2026, 3, 20))]
    ['2027-03-12', '2026-04-03']
    """
    found: list[Day] = []
    for name, pattern in _PATTERNS:
        found += [
            day for day in _matches(name, pattern, text, today) if not any(day.span.overlaps(o.span) for o in found)
        ]
    return sorted(found, key=lambda day: day.span)


def _matches(name: str, pattern: re.Pattern[str], text: str, today: date) -> Iterator[Day]:
    for match in pattern.finditer(text):
        try:
            past, future = _READ[name](match, today)
        except (ValueError, OverflowError):
            continue
        yield Day(Span(*match.span()), past, future)


Pair = tuple[date, date]


def _written_out(match: re.Match[str], _today: date) -> Pair:
    return _same(date(int(match["y"]), int(match["m"]), int(match["d"])))


def _numbers(match: re.Match[str], today: date) -> Pair:
    day, month, year = int(match["d"]), int(match["m"]), match["y"]
    if year:
        return _same(date(int(year) + (2000 if len(year) == 2 else 0), month, day))
    # "1/2" alone is more often a half than the first of February.
    if match["mark"] == "/" and (day < 3 or month < 2):
        raise ValueError("a fraction")
    return _nearest(day, month, today)


def _named(match: re.Match[str], today: date) -> Pair:
    day, month = int(match["d"]), _MONTHS[match["month"].lower()]
    return _same(date(int(match["year"]), month, day)) if match["year"] else _nearest(day, month, today)


def _in_units(match: re.Match[str], today: date) -> Pair:
    count = match["count"].lower()
    return _same(today + timedelta((_COUNTS.get(count) or int(count)) * _UNITS[match["unit"].lower()]))


def _near(match: re.Match[str], today: date) -> Pair:
    return _same(today + timedelta(_NEAR[match["near"].lower()]))


def _weekday(match: re.Match[str], today: date) -> Pair:
    ahead = (_WEEKDAYS[match["weekday"].lower()] - today.weekday()) % 7
    past, future = today - timedelta((-ahead) % 7), today + timedelta(ahead or 7)
    return (past - timedelta(7 * (past == today)),) * 2 if (match["which"] or "").lower() in _PAST else (past, future)


_READ = {
    "iso": _written_out, "numbers": _numbers, "day_month": _named, "month_day": _named, "in_units": _in_units,
    "near": _near, "weekday": _weekday,
}  # fmt: skip


def _same(day: date) -> Pair:
    return day, day


def _nearest(day: int, month: int, today: date) -> Pair:
    """The latest such day up to today and the next from today; the 29th of February looks up to eight years away."""
    around = [_day_in(today.year + offset, month, day) for offset in range(-8, 9)]
    known = [found for found in around if found]
    if not known:
        raise ValueError("no such day")
    return max(found for found in known if found <= today), min(found for found in known if found >= today)


def _day_in(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
