"""The directional policy matrix: how attractive an account is, how strong we are there, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isnan

from tenure.analytics.criteria import TOP_SCORE
from tenure.analytics.sensitivity import weighted_scores


class Box(StrEnum):
    """The four boxes, by attractiveness (high: strategic, star) and relative strength (high: strategic, status)."""

    STRATEGIC = "strategic"
    STAR = "star"
    STATUS = "status"
    STREAMLINE = "streamline"

    @property
    def label(self) -> str:
        """The box's name as people say it."""
        return self.value.capitalize()

    @property
    def strategy(self) -> str:
        """What to do with an account in this box."""
        return _STRATEGIES[self]


_STRATEGIES = {
    Box.STRATEGIC: "Invest jointly.",
    Box.STAR: "Invest selectively.",
    Box.STATUS: "Maintain proactively.",
    Box.STREAMLINE: "Manage for cash and serve at low cost.",
}
_BOXES = {
    (True, True): Box.STRATEGIC,
    (True, False): Box.STAR,
    (False, True): Box.STATUS,
    (False, False): Box.STREAMLINE,
}


class Axis(StrEnum):
    """What a criterion speaks of: why we want the account, or how strong we are there."""

    ATTRACTIVENESS = "attractiveness"
    STRENGTH = "strength"


# Where we stand with the customer; everything else that facts tell is about what the account is worth.
_OF_STRENGTH = frozenset({"share", "orders", "products", "recency_days", "regularity", "tenure_days"})


def proposed_axis(measure: str) -> Axis:
    """Propose the axis of a criterion by what it measures, until somebody says otherwise.

    Money and growth make an account attractive. How long, how regularly and how broadly it buys, our share, and what
    people judge (`rating:CODE`: access, fit, relationship) say how strong we are there.

    >>> proposed_axis("growth").value, proposed_axis("rating:access").value
    ('attractiveness', 'strength')
    """
    is_strength = measure in _OF_STRENGTH or ":" in measure
    return Axis.STRENGTH if is_strength else Axis.ATTRACTIVENESS


@dataclass(frozen=True)
class CutLines:
    """Where high begins; on the line counts as high."""

    attractiveness: float = 5.0
    relative_strength: float = 1.0


DEFAULT_LINES = CutLines()


@dataclass(frozen=True)
class Placement:
    """An account's box and its distance to both lines (positive above, negative below, None where unknown)."""

    box: Box | None
    to_attractiveness_line: float | None
    to_strength_line: float | None


def attractiveness(weights: Sequence[float], scores: Sequence[float | None]) -> float | None:
    """Return how attractive an account is over the next three years.

    0 means that nothing draws us there, 10 that everything does. Formula: A = sum w s / sum w over the known scores,
    with our own weights for growth, accessible spend, profit potential and soft factors.

    >>> attractiveness([0.4, 0.35, 0.25], [8, 6, 9])
    7.55

    None when no score is known. Raises ValueError when a score is not between 0 and 10 or unknown, when there is not
    one weight per score, or when the weights are negative, infinite or all zero.
    Source: McDonald, 12 steps to key account portfolio analysis.
    """
    return _weighted_mean(weights, scores)


def business_strength(weights: Sequence[float], scores: Sequence[float | None]) -> float | None:
    """Return how strong one supplier, we or a competitor, is in the eyes of the customer.

    0 means that it meets none of the customer's critical success factors, 10 that it meets all. Formula:
    sum w s / sum w over the known scores, with the customer's weights for its critical success factors.

    >>> business_strength([0.5, 0.3, 0.2], [7, 6, 8])
    6.9

    None when no score is known. Raises ValueError as `attractiveness` does.
    Source: McDonald, 12 steps to key account portfolio analysis.
    """
    return _weighted_mean(weights, scores)


def relative_strength(own: float | None, competitors: Sequence[float | None]) -> float | None:
    """Return our strength as a multiple of the best competitor's.

    Below 1 somebody is stronger, 1 is level, above 1 we lead. Formula: R = own / max competitor.

    >>> round(relative_strength(6.9, [7.1, 5.0]), 4)
    0.9718

    None without our own score or without a competitor that scores above 0: show the own score and ask who else sells
    there. Raises ValueError when a strength is not between 0 and 10 or unknown.
    Source: McDonald, 12 steps to key account portfolio analysis.
    """
    _check_scale([own, *competitors])
    best = max((strength for strength in competitors if strength is not None), default=0)
    return None if own is None or best == 0 else own / best


def place(attractive: float | None, relative: float | None, lines: CutLines = DEFAULT_LINES) -> Placement:
    """Place an account in the matrix.

    Distances have the units of their axes: points of attractiveness, multiples of the best competitor.

    >>> placement = place(7.55, 0.75)
    >>> placement.box.label, placement.box.strategy
    ('Star', 'Invest selectively.')
    >>> round(placement.to_attractiveness_line, 2), round(placement.to_strength_line, 2)
    (2.55, -0.25)

    Without attractiveness or without relative strength there is no box, but the known distance is given.
    Source: McDonald & Woodburn, Key Account Management.
    """
    up = _distance(attractive, lines.attractiveness)
    along = _distance(relative, lines.relative_strength)
    box = None if up is None or along is None else _BOXES[up >= 0, along >= 0]
    return Placement(box, up, along)


def _distance(value: float | None, line: float) -> float | None:
    # Rounded, so that noise in a weighted mean does not push an account that is on the line below it.
    return None if value is None else round(value - line, 9)


def _weighted_mean(weights: Sequence[float], scores: Sequence[float | None]) -> float | None:
    _check_scale(scores)
    mean = float(weighted_scores(weights, [scores])[0])
    return None if isnan(mean) else mean


def _check_scale(scores: Sequence[float | None]) -> None:
    off = [score for score in scores if score is not None and not 0 <= score <= TOP_SCORE]
    if off:
        raise ValueError(f"A score must lie between 0 and {TOP_SCORE:g} or be unknown; got {off[0]:g}.")
