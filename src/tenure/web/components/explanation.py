"""Why an account has its score, ready to be drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from tenure.analytics.portfolio import MEASURES
from tenure.insight.models import Standing
from tenure.insight.queries import CriterionRow

TOP_SCORE = 10.0


@dataclass(frozen=True)
class CriterionBar:
    """A criterion and its bar: `width` says its weight, `filled` the part of it that was scored.

    Both are percents of the longest bar, so that the filled lengths of all bars compare as the contributions do.
    """

    row: CriterionRow
    width: float
    filled: float


def criterion_bars(rows: Sequence[CriterionRow]) -> list[CriterionBar]:
    """Draw the criteria, the one that adds most first and the unknown ones last, each longest first."""
    heaviest = max((row.weight for row in rows), default=0.0)
    if not heaviest:
        return []
    bars = [_bar(row, 100 * row.weight / heaviest) for row in rows]
    return sorted(bars, key=lambda bar: (bar.row.unknown, -bar.filled, -bar.width))


def _bar(row: CriterionRow, width: float) -> CriterionBar:
    return CriterionBar(row, width=round(width, 2), filled=round(width * (row.score or 0.0) / TOP_SCORE, 2))


def measure_lines(standing: Standing) -> list[tuple[str, float | None]]:
    """The standing's measures from facts in their usual order, then what people rated; None where unknown."""
    measures: dict[str, float | None] = standing.measures
    rated = sorted(name for name in measures if name not in MEASURES)
    return [(name, measures[name]) for name in [*MEASURES, *rated] if name in measures]
