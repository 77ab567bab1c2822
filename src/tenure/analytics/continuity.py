"""How long clients keep the same account manager."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Stay:
    """A member (`who`) looked after an account from a day until before another; `until` is None where they still do."""

    who: int
    since: date
    until: date | None = None


@dataclass(frozen=True)
class Continuity:
    """An account's time in days since it first had an owner, and how it was shared.

    `longest` are the days of whoever looked after it longest, all their stays together; `changes` how often another
    member followed; `present` the days without interruption of the one who has it now, None where nobody does.
    """

    days: int
    longest: int
    changes: int
    present: int | None

    @property
    def share(self) -> float | None:
        """The part of the account's time with the one who looked after it longest, 0 to 1; None on its first day."""
        return self.longest / self.days if self.days else None


def continuity(stays: Sequence[Stay], today: date) -> Continuity:
    """Return how constant the account manager of one account was.

    Share 1: one and the same all the time; towards 0: many, or long times without anybody, which count as the
    account's time. Days are counted from the first day on, today not included. Who comes back after others counts as a
    change again; who is assigned anew without another between does not.

    >>> stays = [Stay(1, date(2025, 1, 1), date(2025, 9, 1)), Stay(2, date(2025, 9, 1))]
    >>> found = continuity(stays, date(2026, 1, 1))
    >>> found
    Continuity(days=365, longest=243, changes=1, present=122)
    >>> round(found.share, 3)
    0.666
    >>> continuity([Stay(1, date(2026, 1, 1), date(2026, 1, 11))], date(2026, 1, 21))
    Continuity(days=20, longest=10, changes=0, present=None)

    Without any stay there are 0 days, no change and no share. Raises ValueError where a stay ends before it begins.
    Source: METHODS, B22: the same account manager for the customer's whole tenure.
    """
    ordered = sorted(stays, key=lambda stay: (stay.since, stay.until or date.max))
    for stay in ordered:
        if stay.until is not None and stay.until < stay.since:
            raise ValueError(f"A stay ends on {stay.until} before it begins on {stay.since}; it ends on a later day.")
    if not ordered:
        return Continuity(0, 0, 0, None)
    served: Counter[int] = Counter()
    for stay in ordered:
        served[stay.who] += ((stay.until or today) - stay.since).days
    changes = sum(before.who != after.who for before, after in pairwise(ordered))
    return Continuity((today - ordered[0].since).days, max(served.values()), changes, _present(ordered, today))


def _present(ordered: Sequence[Stay], today: date) -> int | None:
    """The days of the one who has the account now, their stays without a day between them together."""
    if ordered[-1].until is not None:
        return None
    first = ordered[-1]
    for stay in reversed(ordered[:-1]):
        if stay.who != first.who or stay.until != first.since:
            break
        first = stay
    return (today - first.since).days


def portfolio_continuity(accounts: Iterable[Continuity]) -> float | None:
    """Return the share of all accounts' days that were with whoever looked after them longest.

    1: every account kept its manager; an account counts by its days, so that a new one says little. None where no
    account has had an owner for a day.

    >>> portfolio_continuity([Continuity(300, 300, 0, 300), Continuity(100, 60, 1, 40)])
    0.9
    """
    found = list(accounts)
    days = sum(one.days for one in found)
    return sum(one.longest for one in found) / days if days else None
