"""How many relationships there are, how many the hours carry, and which to keep warm."""

from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from math import floor

from tenure.analytics.board.position import STANDARD, Board, Parameters, Tie

HOURS_LOW, HOURS_HIGH = 2.0, 8.0
"""What a live relationship takes a month, or it drifts."""
HOURS_EACH = (HOURS_LOW + HOURS_HIGH) / 2


@dataclass(frozen=True)
class Complexity:
    """How many pairs there are: of ours and theirs, and among theirs."""

    dyads: int
    internal_pairs: int


@dataclass(frozen=True)
class Budget:
    """Hours a month beside live ties: `carries` and `needs` are bands, from the dearest tie to the cheapest and back.

    `carries` counts the ties that the hours suffice for; `needs` are the hours that the live ties take.
    """

    hours: float
    carries: tuple[int, int]
    needs: tuple[float, float]

    @property
    def suffices(self) -> bool | None:
        """Whether the hours are enough; None where that depends on what a tie takes."""
        if self.hours >= self.needs[1]:
            return True
        return False if self.hours < self.needs[0] else None


@dataclass(frozen=True)
class Warmth:
    """Which ties to keep warm, most worth first, and which to let sleep, with the hours a month that it takes."""

    keep: tuple[Tie, ...]
    sleep: tuple[Tie, ...]
    hours: float


def complexity(team: int, contacts: int) -> Complexity:
    """Return how many relationships there could be.

    Formula: dyads = team * contacts; internal pairs = contacts (contacts - 1) / 2.

    >>> complexity(10, 100)
    Complexity(dyads=1000, internal_pairs=4950)

    Raises ValueError for a negative number.
    """
    if team < 0 or contacts < 0:
        raise ValueError(f"People must be 0 or more; got {team} and {contacts}.")
    return Complexity(team * contacts, contacts * (contacts - 1) // 2)


def relationship_budget(hours: float, live: int, low: float = HOURS_LOW, high: float = HOURS_HIGH) -> Budget:
    """Return how many ties the hours of a month carry, and how many hours the live ones need.

    Formula: carries = hours / high to hours / low; needs = live * low to live * high.

    >>> budget = relationship_budget(10 * 140, live=1000)
    >>> budget.carries, budget.needs, budget.suffices
    ((175, 700), (2000.0, 8000.0), False)

    Raises ValueError for a negative number, or a band that does not rise from above 0.
    Source: Sherman, Sperry & Reese: 2 to 8 hours a month.
    """
    if hours < 0 or live < 0 or not 0 < low <= high:
        raise ValueError(f"Hours and ties must be 0 or more and 0 < low <= high; got {hours}, {live}, {low}, {high}.")
    return Budget(hours, (floor(hours / high), floor(hours / low)), (live * low, live * high))


def keep_warm(board: Board, hours: float, hours_each: float = HOURS_EACH, parameters: Parameters = STANDARD) -> Warmth:
    """Return which of our ties to keep warm with the hours of a month, and which to let sleep.

    One after the other the tie is kept that adds most cover by value to those kept before: v s prod (1 - s of those
    kept). So a first line to a key piece comes before a third, and the cover kept is at least 63 % of the best that so
    many ties could keep.

    Without hours all sleep. Raises ValueError for negative hours, or a tie that takes none.
    Source: greedy choice for a submodular sum, Nemhauser, Wolsey & Fisher 1978.
    """
    if hours < 0 or hours_each <= 0:
        raise ValueError(f"Hours must be 0 or more and above 0 for each tie; got {hours:g} and {hours_each:g}.")
    ranked = _by_worth([tie for tie in board.ties if tie.strength > 0], board, parameters)
    kept = min(floor(hours / hours_each), len(ranked))
    return Warmth(tuple(ranked[:kept]), tuple(ranked[kept:]), kept * hours_each)


def _by_worth(ties: list[Tie], board: Board, parameters: Parameters) -> list[Tie]:
    """The ties in the order in which they add most; what a tie adds only falls, so a stale sum is worked out anew
    once it comes up."""
    value = {person.id: parameters.values[person.piece] for person in board.people}
    missed = dict.fromkeys(value, 1.0)
    waiting = [(-value[tie.person] * tie.strength, place) for place, tie in enumerate(ties)]
    heapify(waiting)
    ranked: list[Tie] = []
    while waiting:
        said, place = heappop(waiting)
        tie = ties[place]
        adds = value[tie.person] * tie.strength * missed[tie.person]
        if waiting and -adds > waiting[0][0] and -adds > said:
            heappush(waiting, (-adds, place))
            continue
        missed[tie.person] *= 1 - tie.strength
        ranked.append(tie)
    return ranked
