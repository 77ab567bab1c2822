"""A second, naive way to measure, score and grade: plain Python, one account at a time, sharing only the nouns."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import isclose
from statistics import fmean, pstdev

import polars as pl

from tenure.analytics.criteria import Criterion, Level
from tenure.analytics.portfolio import Comparison, Period

SCHEMA = {
    "account": pl.String,
    "order": pl.String,
    "date": pl.Date,
    "revenue": pl.Float64,
    "cost": pl.Float64,
    "quantity": pl.Float64,
    "product": pl.String,
}


@dataclass(frozen=True)
class Line:
    """One order line."""

    account: str
    order: str
    date: date
    revenue: float
    cost: float | None = None
    product: str | None = None
    quantity: float | None = 1.0


def frame_of(lines: Iterable[Line]) -> pl.DataFrame:
    """The lines as the frame that the portfolio functions take."""
    return pl.DataFrame([{name: getattr(line, name) for name in SCHEMA} for line in lines], schema=SCHEMA)


def accounts_of(codes: Iterable[str]) -> pl.DataFrame:
    """A list of accounts whose names follow from their codes."""
    return pl.DataFrame(
        [{"account": c, "name": f"{c} Ltd"} for c in codes], schema={"account": pl.String, "name": pl.String}
    )


def cents(amount: float) -> float:
    """Money to four decimals and from there to cents, halves up."""
    return float(Decimal(str(round(amount, 4) + 1e6)).quantize(Decimal("0.01"), ROUND_HALF_UP) - 1_000_000)


def close(left: float | None, right: float | None) -> bool:
    """Whether both are unknown, or both known and equal to 1e-9."""
    return left is right if left is None or right is None else isclose(left, right, rel_tol=1e-12, abs_tol=1e-9)


def in_period(day: date, period: Period) -> bool:
    return (period.start is None or period.start <= day) and day <= period.end


def measure(lines: Sequence[Line], *, window: Period, comparison: Comparison) -> dict[str, float | None]:
    """Measure one account from its own lines; share is left to the caller, who knows the others."""
    as_of = window.end
    known = [line for line in lines if line.date <= as_of]
    inside = [line for line in known if in_period(line.date, window)]
    bought = [line for line in inside if line.revenue > 0]
    revenue = round(sum(line.revenue for line in inside), 4)
    costs = [line.cost for line in inside]
    margin = None if not costs or None in costs else round(revenue - sum(c for c in costs if c is not None), 4)
    orders = len({line.order for line in bought})
    named = {line.product for line in bought if line.product is not None}
    ever = [line.date for line in known if line.revenue > 0]
    recent, earlier = (
        round(sum(line.revenue for line in known if in_period(line.date, period)), 4)
        for period in (comparison.recent, comparison.earlier)
    )
    return {
        "revenue": revenue,
        "margin": margin,
        "margin_rate": margin / revenue if margin is not None and revenue > 0 else None,
        "orders": orders,
        "growth": recent / earlier - 1 if earlier > 0 else None,
        "recency_days": (as_of - max(ever)).days if ever else None,
        "tenure_days": (as_of - min(ever)).days if ever else None,
        "regularity": regularity(bought),
        "products": len(named) if named or not bought else None,
        "average_order": revenue / orders if orders else None,
    }


def regularity(bought: Iterable[Line]) -> float | None:
    first: dict[str, date] = {}
    for line in bought:
        first[line.order] = min(first.get(line.order, line.date), line.date)
    gaps = [(later - earlier).days for earlier, later in pairwise(sorted(set(first.values())))]
    return 1 / (1 + pstdev(gaps) / fmean(gaps)) if len(gaps) >= 2 else None


def anchored(value: float | None, criterion: Criterion) -> float | None:
    """Interpolate between the two anchors around a value."""
    anchors = criterion.anchors
    if value is None:
        return None
    if value <= anchors[0].value:
        return anchors[0].score
    for left, right in pairwise(anchors):
        if value <= right.value:
            return left.score + (right.score - left.score) * (value - left.value) / (right.value - left.value)
    return anchors[-1].score


@dataclass(frozen=True)
class Score:
    score: float | None
    low: float
    high: float
    completeness: float


def weigh(scores: Sequence[float | None], weights: Sequence[float]) -> Score:
    """Weigh what is known; say how far the unknown could move it."""
    known = [(s, w) for s, w in zip(scores, weights, strict=True) if s is not None]
    weight, total = sum(w for _, w in known), sum(weights)
    points = sum(s * w for s, w in known)
    return Score(
        points / weight if weight else None, points / total, (points + 10 * (total - weight)) / total, weight / total
    )


def grades(scores: Sequence[float | None], levels: Sequence[Level]) -> list[str]:
    """Grade accounts given in order of rank: the best level whose cut is met and which has a free place."""
    taken = dict.fromkeys((level.code for level in levels), 0)
    answer = []
    for score in scores:
        code = next((level.code for level in levels[:-1] if earns(score, level, taken[level.code])), levels[-1].code)
        taken[code] += 1
        answer.append(code)
    return answer


def earns(score: float | None, level: Level, taken: int) -> bool:
    meets = score is not None and (level.cut is None or score >= level.cut)
    return meets and (level.places is None or taken < level.places)
