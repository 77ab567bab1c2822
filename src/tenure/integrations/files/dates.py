"""Dates as people write them: whether a column puts the day or the month first, and the date that a text means."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FIRST_YEAR, LAST_YEAR = 1900, 2199
CENTURY_PIVOT = 69
LONGEST_TEXT = 60

_CLOCK = r"[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]{1,9})?)?"
_ZONE = r"(?:Z|UTC|[+-][0-9]{2}:?[0-9]{2})"
TIME_OF_DAY = re.compile(rf"[T ,]+{_CLOCK}\s*(?:[AaPp]\.?[Mm]\.?)?\s*{_ZONE}?$")
"""The time that may follow a date; what is before it decides the date."""

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([-/.])\s?([0-9]{1,2})\2\s?([0-9]{4}|[0-9]{2})")
_DAY_NAMED = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?[-/ .]*([^\W\d_]+)\.?[-/ .,]*([0-9]{4}|[0-9]{2})")
_NAMED_DAY = re.compile(r"([^\W\d_]+)\.?[ -]+([0-9]{1,2})(?:st|nd|rd|th)?[ ,-]+([0-9]{4})")
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so)[a-z]*\.?,?\s+", re.IGNORECASE)

_MONTHS = {
    1: "jan january januar janner janvier enero ene gennaio gen",
    2: "feb february februar feber fevrier febrero febbraio",
    3: "mar march marz mrz maerz mars marzo",
    4: "apr april avril avr abril abr aprile",
    5: "may mai mayo maggio mag",
    6: "jun june juni juin junio giugno giu",
    7: "jul july juli juillet julio luglio lug",
    8: "aug august aout agosto ago",
    9: "sep sept september septembre septiembre settembre set",
    10: "oct october okt oktober octobre octubre ottobre ott",
    11: "nov november novembre noviembre",
    12: "dec december dez dezember decembre diciembre dic dicembre",
}
_MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}


class DateOrder(StrEnum):
    """Which comes first in dates that are all digits and do not begin with the year."""

    DAY_FIRST = "dayfirst"
    MONTH_FIRST = "monthfirst"


@dataclass(frozen=True)
class DateGuess:
    """The order of a column; None where it is ambiguous or holds no dates.

    `ambiguous` means that its texts have two readings that differ and nothing in the column decides. `unreadable`
    counts the texts that are no date in either order.
    """

    order: DateOrder | None
    ambiguous: bool
    unreadable: int
    why: str


def guess_date_order(values: Iterable[str]) -> DateGuess:
    """Decide the order for a whole column; give it every distinct value, since any one of them may decide.

    Dates that begin with the year or name the month need no order, and then the day-first order is given.

    >>> guess_date_order(["03/04/2024", "23/04/2024"]).order
    <DateOrder.DAY_FIRST: 'dayfirst'>
    >>> guess_date_order(["02/23/26 08:55 PM", "02/03/24"]).order
    <DateOrder.MONTH_FIRST: 'monthfirst'>
    >>> guess_date_order(["03/04/2024", "05/04/2024"])
    DateGuess(order=None, ambiguous=True, unreadable=0, why="'03/04/2024' may be 2024-04-03 or 2024-03-04")
    """
    day_first, month_first, both, neither, dates = "", "", "", 0, 0
    for value in values:
        readings = _readings(value)
        if not any(readings):
            neither += 1
            continue
        dates += 1
        if readings[0] is None:
            month_first = month_first or value
        elif readings[1] is None:
            day_first = day_first or value
        elif readings[0] != readings[1]:
            both = both or value
    if not dates:
        return DateGuess(None, False, neither, "no value is a date")
    return _decided(day_first, month_first, both, neither)


def _decided(day_first: str, month_first: str, both: str, unreadable: int) -> DateGuess:
    if day_first and month_first:
        why = f"{day_first!r} has the day first and {month_first!r} the month"
        return DateGuess(None, True, unreadable, why)
    if month_first:
        return DateGuess(DateOrder.MONTH_FIRST, False, unreadable, f"month first, as {month_first!r} shows")
    if day_first:
        return DateGuess(DateOrder.DAY_FIRST, False, unreadable, f"day first, as {day_first!r} shows")
    if both:
        one, other = _readings(both)
        return DateGuess(None, True, unreadable, f"{both!r} may be {one} or {other}")
    return DateGuess(DateOrder.DAY_FIRST, False, unreadable, "every date has one reading")


def parse_date(text: str, order: DateOrder = DateOrder.DAY_FIRST) -> dt.date:
    """The day a text means; a time of day after it is accepted and dropped, a time zone is not converted.

    Range: the years 1900 to 2199; two-digit years are 1969 to 2068. Month names: English, German, French, Spanish,
    Italian. Raises ValueError with a sentence for anything else.

    >>> parse_date("02/23/26 08:55 PM", DateOrder.MONTH_FIRST), parse_date("12. März 2024"), parse_date("20240312")
    (datetime.date(2026, 2, 23), datetime.date(2024, 3, 12), datetime.date(2024, 3, 12))
    """
    day_first, month_first = _readings(text)
    date = day_first if order is DateOrder.DAY_FIRST else month_first
    if date is None:
        example = "31/12/2024" if order is DateOrder.DAY_FIRST else "12/31/2024"
        shown = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 3] + "..."
        raise ValueError(f"The value {shown!r} is not a date; 2024-12-31, {example} or 31 Dec 2024 are allowed.")
    return date


def without_time(text: str) -> str:
    """The date part of a text; a text too long for a date stays as it is.

    >>> without_time("02/23/26 08:55 PM"), without_time("2024-03-01T10:00:00Z"), without_time("1 May 2024")
    ('02/23/26', '2024-03-01', '1 May 2024')
    """
    return TIME_OF_DAY.sub("", text.strip()) if len(text) <= LONGEST_TEXT else text


def _readings(text: str) -> tuple[dt.date | None, dt.date | None]:
    """The date with the day first and the date with the month first, each None where it is not one."""
    if len(text) > LONGEST_TEXT:
        return None, None
    plain = without_time(text)
    if match := _YEAR_FIRST.fullmatch(plain):
        return _same(_date(match[1], match[3], match[4]))
    if match := _NUMERIC.fullmatch(plain):
        return _date(match[4], match[3], match[1]), _date(match[4], match[1], match[3])
    if match := _COMPACT.fullmatch(plain):
        return _same(_date(match[1], match[2], match[3]))
    return _same(_named(_WEEKDAY.sub("", plain)))


def _same(date: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return date, date


def _named(plain: str) -> dt.date | None:
    if match := _DAY_NAMED.fullmatch(plain):
        return _date(match[3], _month(match[2]), match[1])
    if match := _NAMED_DAY.fullmatch(plain):
        return _date(match[3], _month(match[1]), match[2])
    return None


def _month(name: str) -> int:
    """The month of a name in any case and with or without accents; 0 where it is none."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return _MONTH_OF.get("".join(letter for letter in decomposed if not unicodedata.combining(letter)), 0)


def _date(year: str, month: str | int, day: str) -> dt.date | None:
    number = int(year)
    if len(year) == 2:
        number += 1900 if number >= CENTURY_PIVOT else 2000
    if not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    try:
        return dt.date(number, int(month), int(day))
    except ValueError:
        return None
