"""A client's roadmap as arithmetic: milestones in time, where each stands on a line of days, value by currency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Standing(StrEnum):
    """How a dated thing stands on a day."""

    REACHED = "reached"
    LATE = "reached_late"
    OVERDUE = "overdue"
    AHEAD = "ahead"


def standing(due_on: date, reached_on: date | None, today: date) -> Standing:
    """How something planned for a day stands: reached, reached late, overdue, or still ahead.

    >>> day = date(2026, 3, 31)
    >>> standing(day, date(2026, 3, 31), day).value, standing(day, date(2026, 4, 1), date(2026, 5, 1)).value
    ('reached', 'reached_late')
    >>> standing(day, None, day).value, standing(day, None, date(2026, 4, 1)).value
    ('ahead', 'overdue')
    """
    if reached_on is not None:
        return Standing.REACHED if reached_on <= due_on else Standing.LATE
    return Standing.OVERDUE if due_on < today else Standing.AHEAD


@dataclass(frozen=True)
class Punctuality:
    """Of so many things that were due (`of`), so many were reached in time; None of none."""

    in_time: int
    of: int

    @property
    def share(self) -> float | None:
        """The part reached in time, 0 to 1; None where nothing was due."""
        return self.in_time / self.of if self.of else None


def punctuality(standings: Iterable[Standing]) -> Punctuality:
    """How many of those that were due or reached were reached in time; what is ahead does not count yet.

    >>> punctuality([Standing.REACHED, Standing.LATE, Standing.OVERDUE, Standing.AHEAD]).share
    0.3333333333333333
    """
    due = [one for one in standings if one != Standing.AHEAD]
    return Punctuality(sum(one == Standing.REACHED for one in due), len(due))


@dataclass(frozen=True)
class Value:
    """What a client got, by currency: what they accepted, and what we say beside that they have not accepted."""

    accepted: Mapping[str, Decimal]
    claimed: Mapping[str, Decimal]


def value_of(benefits: Iterable[tuple[str, Decimal | None, bool]]) -> Value:
    """Sum benefits, each its currency, its amount (None where nobody measured it) and whether the client accepted it.

    Currencies are not added up, since the client reckons in their own; what was not measured adds nothing.

    >>> found = value_of([("EUR", Decimal(200), True), ("EUR", Decimal(50), False), ("USD", None, True)])
    >>> dict(found.accepted), dict(found.claimed)
    ({'EUR': Decimal('200')}, {'EUR': Decimal('50')})
    """
    sums: dict[bool, defaultdict[str, Decimal]] = {True: defaultdict(Decimal), False: defaultdict(Decimal)}
    for currency, amount, is_accepted in benefits:
        if amount is not None:
            sums[is_accepted][currency] += amount
    return Value(*(dict(sorted(sums[accepted].items())) for accepted in (True, False)))


MOST_TICKS = 12
STEPS = (1, 2, 3, 6, 12)
WHOLE = 100.0
YEAR = 12


@dataclass(frozen=True)
class Way:
    """Something on the way: from a day (`begins`, None for what is of one day) to the day it is planned for."""

    begins: date | None
    due: date


@dataclass(frozen=True)
class Place:
    """Where something stands on the line of days, in percent of its length; `done` is how far of it is behind us.

    What is of one day begins where it ends.
    """

    begins: float
    ends: float
    done: float

    @property
    def width(self) -> float:
        """How long it is."""
        return self.ends - self.begins


@dataclass(frozen=True)
class Tick:
    """The first of a month and where it stands, in percent."""

    day: date
    at: float


@dataclass(frozen=True)
class Timeline:
    """A line of days from the first of a month: its months, today, and what is on the way in the order given."""

    ticks: Sequence[Tick]
    today: float
    places: Sequence[Place]


def timeline(ways: Sequence[Way], today: date) -> Timeline:
    """Lay out what is on the way on one line of days, which holds today.

    The line begins with the month of the first day and ends on the last; a place is the share of its days that have
    gone by, in percent. A phase is behind us up to today. Every first, second, third or sixth month is marked, or
    one in so many years, so that there are 13 marks at most.

    >>> ways = [Way(date(2026, 1, 1), date(2026, 4, 11)), Way(None, date(2026, 2, 20))]
    >>> found = timeline(ways, date(2026, 1, 31))
    >>> [(place.begins, place.ends, place.done) for place in found.places], found.today
    ([(0.0, 100.0, 30.0), (50.0, 50.0, 50.0)], 30.0)
    >>> [(tick.day.month, tick.at) for tick in found.ticks]
    [(1, 0.0), (2, 31.0), (3, 59.0), (4, 90.0)]

    Without anything on the way the line is today's month up to today.
    """
    days = [today, *(day for way in ways for day in (way.begins, way.due) if day)]
    first, last = min(days).replace(day=1), max(days)
    length = max((last - first).days, 1)

    def at(day: date) -> float:
        return (day - first).days * WHOLE / length

    places = [_place(at(way.begins or way.due), at(way.due), at(today)) for way in ways]
    return Timeline([Tick(day, at(day)) for day in _months(first, last)], at(today), places)


def _place(begins: float, ends: float, today: float) -> Place:
    return Place(begins, ends, min(max(today, begins), ends))


def _months(first: date, last: date) -> list[date]:
    """The first days of months from one to the other, as many as can be read."""
    months = (last.year - first.year) * YEAR + last.month - first.month
    fitting = [step for step in STEPS if months <= step * MOST_TICKS]
    step = fitting[0] if fitting else -(-months // (YEAR * MOST_TICKS)) * YEAR
    numbers = (first.year * YEAR + first.month - 1 + offset for offset in range(0, months + 1, step))
    return [date(number // YEAR, number % YEAR + 1, 1) for number in numbers]
