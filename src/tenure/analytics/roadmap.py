"""A client's roadmap and what they got out of it as arithmetic: milestones in time, and value by currency."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
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
