"""How much hangs on how few accounts, and whether the team has the hours that its promises need."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

HHI_TOP = 10_000.0
GUIDE_ACCOUNTS = 0.05
GUIDE_REVENUE = 0.50
_NOISE = 1e-9


@dataclass(frozen=True)
class KeyShare:
    """What the key accounts hold, beside the guide of 5 % of the accounts and 50 % of the volume.

    Shares are of 1 and None where the total is not positive. `margin_known` is the share of accounts whose margin is
    known; the margin share is taken over those.
    """

    accounts: int
    key_accounts: int
    guide_accounts: int
    revenue_share: float | None
    margin_share: float | None
    margin_known: float

    @property
    def beyond_guide(self) -> int:
        """How many key accounts there are more (negative: fewer) than the guide allows."""
        return self.key_accounts - self.guide_accounts

    @property
    def volume_reached(self) -> bool | None:
        """Whether the key accounts hold at least the guide's share of the revenue."""
        return None if self.revenue_share is None else self.revenue_share >= GUIDE_REVENUE


@dataclass(frozen=True)
class Demand:
    """A level of the grade scheme: how many accounts hold it and how many hours one place needs in the period."""

    level: str
    accounts: int
    hours_per_place: float


@dataclass(frozen=True)
class LevelLoad:
    """What one level asks of the team, and how many of its accounts the team can serve after the better levels."""

    level: str
    accounts: int
    hours_needed: float
    places_that_fit: int


@dataclass(frozen=True)
class Capacity:
    """The hours the promises need against the hours the team has, for one period."""

    hours_needed: float
    hours_available: float
    levels: tuple[LevelLoad, ...]

    @property
    def over_subscribed_by(self) -> float:
        """The missing hours; 0 when everything fits."""
        return max(0.0, round(self.hours_needed - self.hours_available, 6))

    @property
    def load(self) -> float | None:
        """Hours needed as a share of hours available: 1 is full; None for a team without hours."""
        return self.hours_needed / self.hours_available if self.hours_available else None


def herfindahl(values: Sequence[float]) -> float | None:
    """Return the Herfindahl-Hirschman index of concentration.

    Near 0 means that very many accounts hold equally little, 10,000 that one holds everything.
    Formula: HHI = 10,000 * sum share^2, share = value / total.

    >>> round(herfindahl([40, 25, 15, 10, 10]))
    2650

    None without values or when all are zero. Raises ValueError when a value is negative or not finite, because shares
    then mean nothing: index revenue, or margin floored at zero. Source: Hirschman, American Economic Review 54 (1964).
    """
    array = np.asarray(values, dtype=float)
    wrong = array[~(np.isfinite(array) & (array >= 0))]
    if wrong.size:
        raise ValueError(f"Concentration needs values of zero or more; got {wrong[0]:g}.")
    total = array.sum()
    return float(HHI_TOP * ((array / total) ** 2).sum()) if total > 0 else None


def effective_number(values: Sequence[float]) -> float | None:
    """Return how many equally large accounts would be as concentrated as these.

    1 means that one account holds everything; the number of accounts that all are equal. Formula: 10,000 / HHI.

    >>> round(effective_number([40, 25, 15, 10, 10]), 2)
    3.77

    None and ValueError as for `herfindahl`. Source: Adelman, Review of Economics and Statistics 51 (1969).
    """
    index = herfindahl(values)
    return None if index is None else HHI_TOP / index


def key_share(revenue: Sequence[float], margin: Sequence[float | None], key: Sequence[bool]) -> KeyShare:
    """Return what the key accounts hold of revenue and margin, and how their number compares with the guide.

    One entry per account in each sequence, amounts in one currency. A share of 1 means everything; it can exceed 1 when
    the other accounts lose money. Formula: share = sum over key accounts / sum over all; guide = 5 % of the accounts,
    rounded up.

    >>> held = key_share([500, 300, 150, 50], [50, 90, None, 10], [True, False, False, False])
    >>> held.revenue_share, held.volume_reached, round(held.margin_share, 3), held.margin_known
    (0.5, True, 0.333, 0.75)
    >>> held.key_accounts, held.guide_accounts, held.beyond_guide
    (1, 1, 0)

    No accounts give counts of 0 and shares of None. Raises ValueError when the sequences differ in length.
    Source: the guide is a rule of thumb, evenstarmarketing.com.
    """
    if not len(revenue) == len(margin) == len(key):
        raise ValueError(
            f"Every account needs a revenue, a margin and a mark; got {len(revenue)}, {len(margin)} and {len(key)}."
        )
    is_key = np.asarray(key, dtype=bool)
    known = np.asarray([amount is not None and amount == amount for amount in margin], dtype=bool)
    margins = np.asarray(margin, dtype=float)
    return KeyShare(
        accounts=len(key),
        key_accounts=int(is_key.sum()),
        guide_accounts=ceil(GUIDE_ACCOUNTS * len(key) - _NOISE),
        revenue_share=_share(np.asarray(revenue, dtype=float), is_key),
        margin_share=_share(margins[known], is_key[known]),
        margin_known=float(known.mean()) if len(key) else 0.0,
    )


def capacity(demands: Sequence[Demand], hours_available: float) -> Capacity:
    """Check the hours that the levels promise against the hours the team has.

    Levels come from best to last and are served in that order, each as far as the hours left allow; all hours belong
    to one period, for instance a month. Formula: needed = sum accounts * hours per place; places that fit =
    min(accounts, floor(hours left / hours per place)).

    >>> check = capacity([Demand("gold", 4, 8), Demand("silver", 10, 4), Demand("bronze", 20, 2)], 80)
    >>> check.hours_needed, check.over_subscribed_by, check.load
    (112, 32, 1.4)
    >>> [(level.level, level.places_that_fit) for level in check.levels]
    [('gold', 4), ('silver', 10), ('bronze', 4)]

    Without levels nothing is needed; a level whose places need no hours always fits. Raises ValueError when hours or
    accounts are negative.
    """
    left = hours_available
    loads = []
    for demand in demands:
        _check_demand(demand, hours_available)
        fitting = _places_that_fit(demand, left)
        left = max(0.0, left - fitting * demand.hours_per_place)
        loads.append(LevelLoad(demand.level, demand.accounts, demand.accounts * demand.hours_per_place, fitting))
    return Capacity(sum(load.hours_needed for load in loads), hours_available, tuple(loads))


def _share(amounts: NDArray[np.float64], is_key: NDArray[np.bool_]) -> float | None:
    total = amounts.sum()
    return float(amounts[is_key].sum() / total) if total > 0 else None


def _places_that_fit(demand: Demand, hours_left: float) -> int:
    if demand.hours_per_place == 0:
        return demand.accounts
    # The noise keeps 0.3 hours enough for three places of 0.1.
    return min(demand.accounts, floor(hours_left / demand.hours_per_place + _NOISE))


def _check_demand(demand: Demand, hours_available: float) -> None:
    if min(demand.accounts, demand.hours_per_place, hours_available) < 0:
        raise ValueError(
            f"Accounts and hours must be zero or more; got {demand.accounts} accounts at {demand.hours_per_place:g} "
            f"hours for level {demand.level} and {hours_available:g} hours available."
        )
