"""First anchors for criteria that have none, read from the portfolio's own quantiles and then meant to be frozen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

import narwhals as nw

from tenure.analytics.criteria import TOP_SCORE, Anchor, Criterion, Direction, Normalisation
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, lazy, only_row

SHAPE = ((0.05, 0.0), (0.50, 4.0), (0.75, 6.0), (0.95, 8.0), (0.99, TOP_SCORE))
"""Which share of the accounts lies at or below which score. Half of a portfolio stays at 4 or less, so that the few
that stand out do; the best hundredth shares the 10, so that one giant does not flatten everybody else."""

_HUMAN_DIGITS = 2
_MOST_DIGITS = 9


@dataclass(frozen=True)
class AnchoredCriteria:
    """Criteria ready to score with, and one sentence for each that had to be left out."""

    criteria: tuple[Criterion, ...]
    notices: tuple[str, ...] = ()


def propose_anchors(measures: IntoAnyFrame, criteria: Sequence[Criterion]) -> AnchoredCriteria:
    """Fill in the anchors that are missing from the measures' exact quantiles; given anchors are kept as they are.

    A quantile is the linear interpolation between the two nearest known values (position p * (n - 1)), the same on
    every engine. Values are rounded to two significant digits, or to as many as keep different ones apart. A criterion
    whose measure is wholly unknown, or the same for every account, says nothing: it is left out with a notice. For a
    cost the shape is mirrored: the lowest values earn the 10.
    """
    spread = _spread(lazy(measures), criteria)
    proposed = [_propose(criterion, spread) for criterion in criteria]
    return AnchoredCriteria(
        criteria=tuple(answer for answer in proposed if isinstance(answer, Criterion)),
        notices=tuple(answer for answer in proposed if isinstance(answer, str)),
    )


def _spread(measures: Frame, criteria: Iterable[Criterion]) -> dict[str, Any]:
    """Collect least, greatest and the shape's quantiles of every measure asked for, in one pass."""
    aggregates = []
    for name in sorted({criterion.measure for criterion in criteria}):
        value = nw.col(name).cast(nw.Float64)
        aggregates += [value.min().alias(f"{name} least"), value.max().alias(f"{name} greatest")]
        aggregates += [value.quantile(p, "linear").alias(f"{name} {p}") for p in _shares()]
    return only_row(measures.select(*aggregates)) if aggregates else {}


def _shares() -> list[float]:
    """Every quantile that a benefit or, mirrored, a cost asks for."""
    return sorted({p for share, _ in SHAPE for p in (share, round(1 - share, 9))})


def _propose(criterion: Criterion, spread: dict[str, Any]) -> Criterion | str:
    least, greatest = spread[f"{criterion.measure} least"], spread[f"{criterion.measure} greatest"]
    if criterion.normalisation is Normalisation.ANCHORED and criterion.anchors:
        return criterion
    if least is None:
        return f"{criterion.name.capitalize()} is unknown for every account, so it is left out."
    if least == greatest:
        return f"{criterion.name.capitalize()} is {least:g} for every account that has it, so it is left out."
    if criterion.normalisation is not Normalisation.ANCHORED:
        return criterion
    return replace(criterion, anchors=_ladder(criterion, spread))


def _ladder(criterion: Criterion, spread: dict[str, Any]) -> tuple[Anchor, ...]:
    """Build strictly increasing anchors from worst to best value; equal values keep the better score, the worst its 0.

    When even the best hundredth equals the worst value, the best single value earns the 10.
    """
    cost = criterion.direction is Direction.COST
    points = [(spread[f"{criterion.measure} {round(1 - p, 9) if cost else p}"], score) for p, score in SHAPE]
    worst = points[0][0]
    if points[-1][0] == worst:
        points.append((spread[f"{criterion.measure} {'least' if cost else 'greatest'}"], TOP_SCORE))
    human = _human_numbers([value for value, _ in points])
    scores = {human[value]: score for value, score in points if value != worst} | {human[worst]: 0.0}
    return tuple(Anchor(value, scores[value]) for value in sorted(scores))


def _human_numbers(values: Sequence[float]) -> dict[float, float]:
    """Round values to two significant digits, or to as many as keep different ones different.

    >>> _human_numbers([1234.0, 98765.0])
    {1234.0: 1200.0, 98765.0: 99000.0}
    >>> _human_numbers([1001.0, 1002.0])
    {1001.0: 1001.0, 1002.0: 1002.0}
    """
    rounded: dict[float, float] = {}
    for digits in range(_HUMAN_DIGITS, _MOST_DIGITS + 1):
        rounded = {value: round_to(value, digits) for value in values}
        if len(set(rounded.values())) == len(rounded):
            return rounded
    return {value: value for value in values}


def round_to(value: float, digits: int) -> float:
    """Round to so many significant digits; a quantile's last bits are dropped first.

    >>> round_to(105415.2, 2), round_to(-0.0349, 2), round_to(0.0, 2)
    (110000.0, -0.035, 0.0)
    """
    if value == 0:
        return 0.0
    places = digits - 1 - floor(log10(abs(value)))
    return round(round(value, places + _MOST_DIGITS), places) + 0.0
