"""The stretches of time a portfolio is measured over, worked out from one as-of date and nothing else."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from tenure.analytics import unusable

MOST_MONTHS = 1200
MOST_DAYS = 36_600
DEFAULT_GROWTH_MONTHS = 12


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; no `start` means since the beginning."""

    start: date | None
    end: date


@dataclass(frozen=True)
class Window:
    """How far back facts count: a number of calendar months, a number of days, or (neither) everything."""

    months: int | None = None
    days: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "all", "12m" (calendar months) or "365d" (days).

        >>> Window.parse("12m")
        Window(months=12, days=None)
        >>> str(Window.parse("365d")), str(Window.parse("all"))
        ('365d', 'all')

        Raises ValueError for anything else, for zero and for more than a century.
        """
        match = re.fullmatch(r"(\d{1,5})([md])", text.strip().lower(), flags=re.ASCII)
        if text.strip().lower() == "all":
            return cls()
        length, unit = (int(match[1]), match[2]) if match else (0, "d")
        if not 1 <= length <= (MOST_MONTHS if unit == "m" else MOST_DAYS):
            raise ValueError(unusable.BAD_WINDOW.format(text=text, months=MOST_MONTHS, days=MOST_DAYS))
        return cls(months=length) if unit == "m" else cls(days=length)

    def __str__(self) -> str:
        return f"{self.months}m" if self.months else f"{self.days}d" if self.days else "all"

    def period(self, as_of: date) -> Period:
        """Return the days the window covers, the as-of date being the last of them.

        Calendar months end where theirs end: twelve months to 28 February 2025 begin on 1 March 2024.

        >>> Window(months=12).period(date(2025, 2, 28))
        Period(start=datetime.date(2024, 3, 1), end=datetime.date(2025, 2, 28))
        >>> Window(days=7).period(date(2025, 1, 7)).start
        datetime.date(2025, 1, 1)
        """
        return Period(None if self == Window() else days_after(self.before(as_of), 1), as_of)

    def before(self, day: date, times: int = 1) -> date:
        """Return the day that lies `times` window lengths before; "all" has no length, which is a ValueError."""
        if self.months:
            return months_before(day, self.months * times)
        if self.days:
            return days_after(day, -self.days * times)
        raise ValueError('The window "all" has no length; only a window of months or days has.')


@dataclass(frozen=True)
class Comparison:
    """The two equally long periods that growth compares, and whether they were shortened to fit a short history."""

    recent: Period
    earlier: Period
    shortened: bool = False


def days_after(day: date, count: int) -> date:
    """Return the day `count` days later, held inside the calendar that dates can express.

    >>> days_after(date(2025, 3, 1), -1)
    datetime.date(2025, 2, 28)
    """
    return date.fromordinal(min(max(day.toordinal() + count, 1), date.max.toordinal()))


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier; the last day of a month stays the last day of its month.

    >>> months_before(date(2024, 3, 31), 1), months_before(date(2025, 2, 28), 12)
    (datetime.date(2024, 2, 29), datetime.date(2024, 2, 29))
    """
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    if year < 1:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, last if was_last else min(day.day, last))


def comparison_for(window: Window, *, as_of: date, first: date | None) -> Comparison:
    """Choose the last L against the L before, where L is the window's length, or twelve months for "all".

    `first` is the first day of the covered history (None: no history). When the history is shorter than 2 L, L becomes
    half of it in whole days, so that 22 months of data do not look like a company that doubled.

    >>> comparison_for(Window(), as_of=date(2024, 12, 31), first=date(2020, 1, 1)).recent
    Period(start=datetime.date(2024, 1, 1), end=datetime.date(2024, 12, 31))
    >>> comparison_for(Window(), as_of=date(1998, 5, 6), first=date(1996, 7, 4))
    Comparison(recent=Period(start=datetime.date(1997, 6, 5), end=datetime.date(1998, 5, 6)), \
earlier=Period(start=datetime.date(1996, 7, 4), end=datetime.date(1997, 6, 4)), shortened=True)
    """
    length = Window(months=DEFAULT_GROWTH_MONTHS) if window == Window() else window
    shortened = first is not None and first > days_after(length.before(as_of, times=2), 1)
    if first is not None and shortened:
        length = Window(days=max(((as_of - first) + timedelta(days=1)).days // 2, 1))
    between, beginning = length.before(as_of), length.before(as_of, times=2)
    return Comparison(
        recent=Period(days_after(between, 1), as_of),
        earlier=Period(days_after(beginning, 1), between),
        shortened=shortened,
    )
