"""A line of one word's height that shows how something went."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 80, 20, 2


@dataclass(frozen=True)
class Sparkline:
    """Points of an SVG polyline in a box of 80 by 20, and whether the second half is higher than the first."""

    points: str
    direction: str


def sparkline(values: Sequence[float]) -> Sparkline | None:
    """Draw the values from left to right between the box's edges; None when there are fewer than two.

    The direction compares the sums of the two halves: up or down by more than a tenth, else level.

    >>> sparkline([0, 5, 10])
    Sparkline(points='0,18 40,10 80,2', direction='up')
    >>> sparkline([4, 4, 4, 4]).direction, sparkline([1]) is None
    ('level', True)
    """
    if len(values) < 2:
        return None
    low, high = min(0.0, *values), max(values)
    span = (high - low) or 1.0
    step = WIDTH / (len(values) - 1)
    points = [
        f"{step * place:.4g},{HEIGHT - MARGIN - (value - low) / span * (HEIGHT - 2 * MARGIN):.4g}"
        for place, value in enumerate(values)
    ]
    return Sparkline(" ".join(points), _direction(values))


def _direction(values: Sequence[float]) -> str:
    half = len(values) // 2
    before, after = sum(values[:half]), sum(values[-half:])
    if after > before + abs(before) / 10:
        return "up"
    return "down" if after < before - abs(before) / 10 else "level"
