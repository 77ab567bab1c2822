"""Why an account has its score: one line per criterion, ready to be drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenure.insight.models import Standing

TOP_SCORE = 10.0
# fmt: off
MEASURES = (
    "revenue", "growth", "margin", "margin_rate", "share", "orders", "average_order", "products", "recency_days",
    "regularity", "tenure_days",
)
# fmt: on


@dataclass(frozen=True)
class CriterionLine:
    """One criterion of an account's score.

    `share` is its part of all weights (0 to 1); `score` its mark of 0 to 10 and `contribution` what that adds to the
    score, both None where the criterion is unknown. `width` and `filled` are the bar's length and its filled part in
    percent of the longest bar, so that the filled areas of all bars compare as the contributions do.
    """

    name: str
    objective: str
    share: float
    score: float | None
    contribution: float | None
    width: float
    filled: float


def criterion_lines(standing: Standing) -> list[CriterionLine]:
    """The criteria of the standing's ranking, the one that adds most first and the unknown ones last."""
    criteria: Sequence[Mapping[str, Any]] = standing.ranking.criteria
    total = sum(float(criterion["weight"]) for criterion in criteria)
    heaviest = max((float(criterion["weight"]) for criterion in criteria), default=0.0)
    if not heaviest:
        return []
    lines = [_line(criterion, standing, total, heaviest) for criterion in criteria]
    return sorted(lines, key=lambda line: (line.score is None, -(line.contribution or 0.0), -line.share))


def _line(criterion: Mapping[str, Any], standing: Standing, total: float, heaviest: float) -> CriterionLine:
    code, weight = criterion["code"], float(criterion["weight"])
    score: float | None = standing.scores.get(code)
    width = 100 * weight / heaviest
    return CriterionLine(
        name=criterion["name"],
        objective=criterion.get("objective", ""),
        share=weight / total,
        score=score,
        contribution=None if score is None else standing.contributions.get(code),
        width=round(width, 2),
        filled=round(width * (score or 0.0) / TOP_SCORE, 2),
    )


def measure_lines(standing: Standing) -> list[tuple[str, float | None]]:
    """The standing's measures from facts in their usual order, then what people rated; None where unknown."""
    measures: dict[str, float | None] = standing.measures
    rated = sorted(name for name in measures if name not in MEASURES)
    return [(name, measures[name]) for name in [*MEASURES, *rated] if name in measures]
