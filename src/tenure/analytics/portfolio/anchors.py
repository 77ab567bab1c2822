"""First anchors for criteria that have none, read from the portfolio's own quantiles and then meant to be frozen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import Any

import narwhals as nw

from tenure.analytics import unusable
from tenure.analytics.criteria import TOP_SCORE, Anchor, Criterion, Direction, Normalisation
from tenure.analytics.portfolio.frames import IntoAnyFrame, lazy, only_row

SHAPE = ((0.05, 0.0), (0.50, 4.0), (0.75, 6.0), (0.95, 8.0), (0.99, TOP_SCORE))
"""Which share of the accounts lies at or below which score. Half of a portfolio stays at 4 or less, so that the few
that stand out do; the best hundredth shares the 10, so that one giant does not flatten everybody else."""

_EXTREMES = ("least", "greatest")
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
    whose measure is wholly unknown, or the same for every account that has it, says nothing: it is left out with a
    notice, but for its limit. For a cost the shape is mirrored: the lowest values earn the 10.
    """
    open_ones = [criterion for criterion in criteria if not _is_frozen(criterion)]
    wanted = [aggregate for criterion in open_ones for aggregate in spread_of(criterion)]
    spread = only_row(lazy(measures).select(*wanted)) if wanted else {}
    proposed = [(c, None) if _is_frozen(c) else _propose(c, spread) for c in criteria]
    return AnchoredCriteria(
        criteria=tuple(criterion for criterion, _ in proposed if criterion is not None),
        notices=tuple(notice for _, notice in proposed if notice is not None),
    )


def _is_frozen(criterion: Criterion) -> bool:
    return criterion.normalisation is Normalisation.ANCHORED and bool(criterion.anchors)


def spread_of(criterion: Criterion) -> list[nw.Expr]:
    """Return the aggregates a proposal needs: least, greatest and, on the anchored scale, the shape's quantiles."""
    value, code = nw.col(criterion.measure).cast(nw.Float64), criterion.code
    ends = [value.min().alias(f"{code} least"), value.max().alias(f"{code} greatest")]
    if criterion.normalisation is not Normalisation.ANCHORED:
        return ends
    shares = (_share_at(criterion, share) for share, _ in SHAPE)
    return ends + [value.quantile(share, "linear").alias(f"{code} {share}") for share in shares]


def _share_at(criterion: Criterion, share: float) -> float:
    """Mirror a share of the accounts for a cost, whose best values are the lowest."""
    return round(1 - share, 9) if criterion.direction is Direction.COST else share


def _propose(criterion: Criterion, spread: dict[str, Any]) -> tuple[Criterion | None, str | None]:
    """Return the criterion to score with, if any, and what to say about one that can tell nobody apart."""
    name, least, greatest = criterion.name.capitalize(), *(spread[f"{criterion.code} {end}"] for end in _EXTREMES)
    if least is None:
        return None, unusable.ALL_UNKNOWN.format(criterion=name)
    if least == greatest:
        return _limit_alone(criterion), unusable.ALL_EQUAL.format(criterion=name, value=least)
    if criterion.normalisation is not Normalisation.ANCHORED:
        return criterion, None
    return replace(criterion, anchors=ladder(criterion, spread)), None


def _limit_alone(criterion: Criterion) -> Criterion | None:
    """Keep only the limit of a criterion, without weight; None when it has no limit."""
    return replace(criterion, weight=0, normalisation=Normalisation.MIN_MAX) if criterion.knock_out else None


def ladder(criterion: Criterion, spread: dict[str, Any]) -> tuple[Anchor, ...]:
    """Build strictly increasing anchors from the values that `spread_of` asked for.

    Of equal values the worst keeps its 0 and any other keeps the better score. When even the best hundredth equals the
    worst value, the single best value earns the 10; when nothing is better, what all but a few have earns the 10 and
    the single worst value the 0.
    """
    points = [(spread[f"{criterion.code} {_share_at(criterion, share)}"], score) for share, score in SHAPE]
    worst = points[0][0]
    if points[-1][0] == worst:
        last, best = (spread[f"{criterion.code} {end}"] for end in _ends(criterion.direction))
        points = [*points, (best, TOP_SCORE)] if best != worst else [(last, 0.0), (worst, TOP_SCORE)]
        worst = points[0][0]
    human = _human_numbers([value for value, _ in points])
    scores = {human[value]: score for value, score in points if value != worst} | {human[worst]: 0.0}
    return tuple(Anchor(value, scores[value]) for value in sorted(scores))


def _ends(direction: Direction) -> tuple[str, str]:
    """Name the extremes of a measure, the worst first."""
    return _EXTREMES[::-1] if direction is Direction.COST else _EXTREMES


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
