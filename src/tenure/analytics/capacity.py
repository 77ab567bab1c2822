"""How many key accounts a team can look after: a handful that gets its hours, not a list that gets promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor


@dataclass(frozen=True)
class Demand:
    """What one grade asks of the team: how many accounts have earned it, and hours a month for each of them."""

    accounts: int
    hours_each: float


@dataclass(frozen=True)
class Places:
    """How many accounts of a grade the hours suffice for, and the hours that they take."""

    accounts: int
    hours: float


@dataclass(frozen=True)
class Capacity:
    """What the team can do: places by grade, best first, and what is left or missing of its hours a month."""

    hours: float
    places: tuple[Places, ...]
    demand: float

    @property
    def spare(self) -> float:
        """Hours left over when everybody who earned a grade gets its hours; negative when they do not suffice."""
        return self.hours - self.demand


def team_hours(people: float, *, contracted: float, leave: float, internal: float) -> float:
    """Return the hours a month that a team has for its accounts.

    Formula: people * (contracted - leave - internal), hours a month for each; never below 0.

    >>> team_hours(4, contracted=160, leave=16, internal=44)
    400.0

    Raises ValueError for a negative number. Source: METHODS 2.13.
    """
    if min(people, contracted, leave, internal) < 0:
        raise ValueError(
            f"People and hours must be 0 or more; got {people:g}, {contracted:g}, {leave:g}, {internal:g}."
        )
    return max(0.0, float(people * (contracted - leave - internal)))


def places_by_hours(hours: float, demands: Sequence[Demand]) -> Capacity:
    """Return how many places each grade can have, the best grade served first with what hours there are.

    A grade gets as many places as accounts have earned it, but no more than the hours left allow; what one does not use
    goes to the next. A grade that asks for no hours is never short of them.
    Formula: places = min(earned, floor(hours left / hours each)).

    >>> capacity = places_by_hours(100, [Demand(8, 8), Demand(20, 4), Demand(60, 0)])
    >>> [place.accounts for place in capacity.places], capacity.spare
    ([8, 9, 60], -44.0)

    Without hours there is no place that needs any. Raises ValueError for a negative number.
    Source: METHODS 2.13 (2 to 8 hours a month for a relationship).
    """
    if hours < 0 or any(demand.accounts < 0 or demand.hours_each < 0 for demand in demands):
        raise ValueError(f"Hours and accounts must be 0 or more; got {hours:g} hours for {list(demands)}.")
    places, left = [], hours
    for demand in demands:
        possible = demand.accounts if not demand.hours_each else floor(left / demand.hours_each)
        accounts = min(demand.accounts, possible)
        places.append(Places(accounts, accounts * demand.hours_each))
        left -= places[-1].hours
    asked = sum((demand.accounts * demand.hours_each for demand in demands), 0.0)
    return Capacity(hours, tuple(places), asked)
