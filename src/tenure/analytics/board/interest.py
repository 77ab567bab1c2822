"""Power and interest (Mendelow): whom to manage closely, keep satisfied, keep informed, or merely watch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tenure.analytics.board.ties import CONTACTS_IN_90_DAYS

MIDDLE, LEAST, MOST = 3.0, 1.0, 5.0
"""From the middle on power and interest are high; both run from 1 to 5."""
HALF_LIFE = 90.0
"""After so many days without a two-way contact, its part of the interest has halved."""


class Quadrant(StrEnum):
    """What to do about somebody, by power and interest."""

    MANAGE_CLOSELY = "manage_closely"
    KEEP_SATISFIED = "keep_satisfied"
    KEEP_INFORMED = "keep_informed"
    MONITOR = "monitor"


@dataclass(frozen=True)
class Spot:
    """Where a chip stands on the grid of one band of power: from 0 (left) to 1, and on which line below another."""

    x: float
    line: int


def assumed_interest(contacts: float, days_since: float | None) -> float | None:
    """Return how much somebody cares, assumed from how they speak with us: 1 little to 5 much.

    Nobody records interest, so this is an assumption and is to be shown as one. Formula: 1 + 2 (F + freshness), where
    F = min(1, two-way contacts in 90 days / 6) and freshness = 2^(-days since the last two-way contact / 90).

    >>> assumed_interest(6, 0), assumed_interest(3, 90), assumed_interest(0, None)
    (5.0, 3.0, None)

    None where there was no two-way contact: that they do not care cannot be told from that nobody asked. Raises
    ValueError for negative numbers. Source: this project's own; the grid is Mendelow's.
    """
    if contacts < 0 or (days_since is not None and days_since < 0):
        raise ValueError(f"Contacts and days must be 0 or more; got {contacts:g} and {days_since}.")
    if days_since is None:
        return None
    return LEAST + 2 * (min(1.0, contacts / CONTACTS_IN_90_DAYS) + 2 ** (-days_since / HALF_LIFE))


def quadrant_of(power: float, interest: float) -> Quadrant:
    """Return the quadrant of a power and an interest of 1 to 5; 3 is high.

    >>> quadrant_of(5, 2.9).value, quadrant_of(3, 3).value, quadrant_of(2, 4).value, quadrant_of(1, 1).value
    ('keep_satisfied', 'manage_closely', 'keep_informed', 'monitor')
    """
    if power >= MIDDLE:
        return Quadrant.MANAGE_CLOSELY if interest >= MIDDLE else Quadrant.KEEP_SATISFIED
    return Quadrant.KEEP_INFORMED if interest >= MIDDLE else Quadrant.MONITOR


def place_in_band(interests: Mapping[str, float], width: float) -> dict[str, Spot]:
    """Return where the chips of people of one power stand, none over another; `width` is a chip's share of the band.

    A chip's middle is at its interest, as far as the edges and the middle of the grid allow: it stays on its own side.

    >>> spots = place_in_band({"a": 1.0, "b": 1.2, "c": 5.0}, 0.2)
    >>> spots["a"], spots["b"].line, spots["c"]
    (Spot(x=0.0, line=0), 1, Spot(x=0.8, line=0))
    """
    ends: list[float] = []
    spots: dict[str, Spot] = {}
    for name, interest in sorted(interests.items(), key=lambda each: each[1]):
        x = _left_of(interest, width)
        line = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[line : line + 1] = [x + width]
        spots[name] = Spot(x, line)
    return spots


def by_quadrant(places: Iterable[tuple[str, float, float]]) -> dict[Quadrant, Sequence[str]]:
    """Names by quadrant, of (name, power, interest); most power first, then most interest."""
    found: dict[Quadrant, list[str]] = {quadrant: [] for quadrant in Quadrant}
    for name, power, interest in sorted(places, key=lambda place: (-place[1], -place[2])):
        found[quadrant_of(power, interest)].append(name)
    return dict(found.items())


def _left_of(interest: float, width: float) -> float:
    low, high = (0.5, 1.0) if interest >= MIDDLE else (0.0, 0.5)
    middle = (interest - LEAST) / (MOST - LEAST)
    return max(low, min(high - width, middle - width / 2))
