"""From raw measures to scores of 0 to 10, by criterion and weighted into one."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise
from math import fsum
from operator import add, or_

import narwhals as nw

from tenure.analytics import unusable
from tenure.analytics.criteria import TOP_SCORE, Anchor, Criterion, Direction, Normalisation
from tenure.analytics.portfolio.frames import Frame, IntoAnyFrame, cents, lazy, steady
from tenure.analytics.portfolio.measures import MONEY_MEASURES


def score_column(code: str) -> str:
    """Name the column of a criterion's score of 0 to 10."""
    return f"score_{code}"


def contribution_column(code: str) -> str:
    """Name the column of a criterion's contribution to the whole score, in points; contributions sum to the score."""
    return f"contribution_{code}"


def score(measures: IntoAnyFrame, criteria: Sequence[Criterion]) -> Frame:
    """Score every account: per criterion and as the weighted mean of what is known; unknown is not zero.

    With weights W and scores s of 0 to 10, and sums over the known criteria only where it says known:

    - score = known(W * s) / known(W), null when nothing is known; its parts are the contributions;
    - low = known(W * s) / all(W); high = low + 10 * unknown(W) / all(W): between them lies the true score;
    - completeness = known(W) / all(W), in 0..1;
    - knocked_out: a known raw value breaks a limit that is switched on.

    Money is scored in cents. Adds to the measures: `score_<code>`, `contribution_<code>`, score, low, high,
    completeness, knocked_out. Without criteria nothing is known.

    >>> import polars as pl
    >>> ten = (Anchor(0, 0), Anchor(10, 10))
    >>> criteria = [Criterion("size", "size", "size", 60, anchors=ten), Criterion("fit", "fit", "fit", 40, anchors=ten)]
    >>> elm = score(pl.DataFrame({"account": ["Elm"], "size": [8.0], "fit": [None]}), criteria).collect().to_native()
    >>> elm.select("score", "low", "high", "completeness").row(0)
    (8.0, 4.8, 8.8, 0.6)

    Raises ValueError for unusable criteria. Source: METHODS 2.1.
    """
    frame = lazy(measures)
    check_criteria(criteria, columns=frame.collect_schema().names())
    scored = _with_scores(frame, criteria) if criteria else frame
    return _with_totals(scored, criteria).with_columns(knocked_out=_knocked_out(criteria))


def check_criteria(criteria: Sequence[Criterion], *, columns: Sequence[str]) -> None:
    """Refuse, with one sentence, criteria that cannot be scored against these columns."""
    codes = [criterion.code for criterion in criteria]
    if doubled := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(unusable.DOUBLED_CODE.format(code=doubled[0]))
    for criterion in criteria:
        _check_criterion(criterion, columns)
    if criteria and not fsum(criterion.weight for criterion in criteria) > 0:
        raise ValueError(unusable.NO_WEIGHT)


def _check_criterion(criterion: Criterion, columns: Sequence[str]) -> None:
    if criterion.measure not in columns:
        known = ", ".join(columns)
        raise ValueError(unusable.NO_SUCH_MEASURE.format(code=criterion.code, measure=criterion.measure, columns=known))
    if not 0 <= criterion.weight < float("inf"):
        raise ValueError(unusable.BAD_WEIGHT.format(code=criterion.code, weight=criterion.weight))
    if criterion.normalisation is Normalisation.ANCHORED:
        check_anchors(criterion.code, criterion.anchors)


def check_anchors(code: str, anchors: Sequence[Anchor]) -> None:
    """Refuse fewer than two anchors, values that do not increase and scores outside 0 to 10."""
    values = [anchor.value for anchor in anchors]
    if len(values) < 2:
        raise ValueError(unusable.FEW_ANCHORS.format(code=code, count=len(values)))
    if any(not left < right for left, right in pairwise(values)):
        raise ValueError(unusable.ANCHORS_OUT_OF_ORDER.format(code=code, values=values))
    if any(not 0 <= anchor.score <= TOP_SCORE for anchor in anchors):
        raise ValueError(unusable.ANCHOR_OFF_THE_SCALE.format(code=code, top=TOP_SCORE))


def _with_scores(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Add `score_<code>`. Totals over all accounts are an aggregate of one row, joined: no window over everything."""
    totals = [total.alias(f"{c.code} {name}") for c in criteria for name, total in _totals(c).items()]
    if totals:
        frame = frame.join(frame.select(*totals), how="cross")
    for criterion in criteria:
        if criterion.normalisation is Normalisation.PERCENTILE:
            frame = _with_standing(frame, criterion)
    drop = [name for name in frame.collect_schema().names() if name in _helpers(criteria)]
    return frame.with_columns(*(_score(c).alias(score_column(c.code)) for c in criteria)).drop(*drop)


def _helpers(criteria: Sequence[Criterion]) -> set[str]:
    return {f"{c.code} {name}" for c in criteria for name in (*_totals(c), "standing")}


def _raw(criterion: Criterion) -> nw.Expr:
    """Return the raw values as floats, money in whole cents."""
    value = nw.col(criterion.measure).cast(nw.Float64)
    return cents(value) if criterion.measure in MONEY_MEASURES else value


def _totals(criterion: Criterion) -> dict[str, nw.Expr]:
    """Say which sums over all accounts a normalisation needs; for a cost only values above zero have a reciprocal."""
    x = _raw(criterion)
    above = nw.when(x > 0).then(x)
    match criterion.normalisation, criterion.direction:
        case Normalisation.MIN_MAX, _:
            return {"least": x.min(), "greatest": x.max()}
        case Normalisation.MAX, Direction.BENEFIT:
            return {"greatest": x.max()}
        case Normalisation.MAX, _:
            return {"least": above.min()}
        case Normalisation.SUM, Direction.BENEFIT:
            return {"sum": x.sum()}
        case Normalisation.SUM, _:
            return {"sum": (1.0 / above).sum()}
        case Normalisation.VECTOR, _:
            return {"squares": (x * x).sum()}
        case _:
            return {}


def _score(criterion: Criterion) -> nw.Expr:
    """Return the score of 0 to 10; the anchored scale holds it in itself, the other scales are shares of one."""
    if criterion.normalisation is Normalisation.ANCHORED:
        return anchored(_raw(criterion), criterion.anchors)
    return _held(_share_of_one(criterion), 0.0, 1.0) * TOP_SCORE


def anchored(value: nw.Expr, anchors: Sequence[Anchor]) -> nw.Expr:
    """Interpolate linearly between anchors, level beyond the first and the last; null stays null.

    >>> import polars as pl
    >>> scale = (Anchor(0, 0), Anchor(250_000, 4), Anchor(1_000_000, 8), Anchor(3_000_000, 10))
    >>> sales = lazy(pl.DataFrame({"sales": [-1.0, 250_000.0, 2_000_000.0, 9e9]}))
    >>> sales.select(anchored(nw.col("sales"), scale)).collect().to_native().to_series().to_list()
    [0.0, 4.0, 9.0, 10.0]
    """
    first, last = anchors[0], anchors[-1]
    result: nw.Expr = nw.when(value >= last.value).then(nw.lit(float(last.score)))
    for left, right in reversed(list(pairwise(anchors))):
        slope = (right.score - left.score) / (right.value - left.value)
        line = left.score + (value - left.value) * slope
        result = nw.when((value >= left.value) & (value < right.value)).then(line).otherwise(result)
    return nw.when(value < first.value).then(nw.lit(float(first.score))).otherwise(result)


def _share_of_one(criterion: Criterion) -> nw.Expr:
    """Return the normalised value in 0..1; null where the formula has no base above zero. Source: METHODS 2.1.

    | scale      | benefit             | cost                |
    |------------|---------------------|---------------------|
    | min-max    | (x-min) / (max-min) | (max-x) / (max-min) | all 1 when max = min
    | max        | x / max             | min / x             | as a cost over x > 0
    | sum        | x / sum             | (1/x) / sum(1/x)    | as a cost over x > 0
    | vector     | x / sqrt(sum(x^2))  | 1 - that            |
    | percentile | share of others     | 1 - that            | that it beats, ties counted half
    """
    x, benefit = _raw(criterion), criterion.direction is Direction.BENEFIT
    match criterion.normalisation:
        case Normalisation.MIN_MAX:
            least, greatest = _total(criterion, "least"), _total(criterion, "greatest")
            away = x - least if benefit else greatest - x
            flat = nw.when(~x.is_null()).then(nw.lit(1.0))
            return nw.when(greatest > least).then(away / (greatest - least)).otherwise(flat)
        case Normalisation.MAX if benefit:
            return _per(x, _total(criterion, "greatest"))
        case Normalisation.MAX:
            return _per(_total(criterion, "least"), x)
        case Normalisation.SUM:
            return _per(x if benefit else _per(nw.lit(1.0), x), _total(criterion, "sum"))
        case Normalisation.VECTOR:
            part = _per(x, _total(criterion, "squares").sqrt())
            return part if benefit else 1.0 - part
        case _:
            standing = nw.col(f"{criterion.code} standing")
            return standing if benefit else 1.0 - standing


def _total(criterion: Criterion, name: str) -> nw.Expr:
    return nw.col(f"{criterion.code} {name}")


def _per(part: nw.Expr, whole: nw.Expr) -> nw.Expr:
    return nw.when(whole > 0).then(part / whole)


def _held(value: nw.Expr, least: float, greatest: float) -> nw.Expr:
    """Hold a value between two bounds; null stays null."""
    inside = nw.when(value > greatest).then(nw.lit(greatest)).otherwise(value)
    return nw.when(value < least).then(nw.lit(least)).otherwise(inside)


def _with_standing(frame: Frame, criterion: Criterion) -> Frame:
    """Add the share of the other known accounts that a value beats, ties counted half; alone it is 1.

    Counted over the different values, so that only (value, count) pairs pass through the one ordered window.
    """
    value, standing = f"{criterion.code} value", f"{criterion.code} standing"
    valued = frame.with_columns(_raw(criterion).alias(value))
    counts = valued.filter(~nw.col(value).is_null()).group_by(value).agg(nw.len().cast(nw.Float64).alias("tied"))
    upto = counts.with_columns(upto=nw.col("tied").cum_sum().over(order_by=value))
    ranked = upto.join(upto.select(nw.col("upto").max().alias("known")), how="cross")
    beaten = nw.col("upto") - nw.col("tied") + (nw.col("tied") - 1.0) / 2.0
    alone = nw.when(nw.col("known") == 1.0).then(nw.lit(1.0))
    shares = ranked.select(value, alone.otherwise(beaten / _at_least_one(nw.col("known") - 1.0)).alias(standing))
    return valued.join(shares, on=value, how="left").drop(value)


def _at_least_one(value: nw.Expr) -> nw.Expr:
    return nw.when(value < 1.0).then(nw.lit(1.0)).otherwise(value)


def _with_totals(frame: Frame, criteria: Sequence[Criterion]) -> Frame:
    """Add contributions, score, low, high and completeness from the scores by criterion."""
    everything = reduce(add, (criterion.weight for criterion in criteria), 0.0)
    if not criteria:
        return frame.with_columns(
            score=nw.lit(None, dtype=nw.Float64), low=nw.lit(0.0), high=nw.lit(TOP_SCORE), completeness=nw.lit(0.0)
        )
    known = reduce(add, (nw.when(_unknown(c)).then(0.0).otherwise(c.weight) for c in criteria))
    points = reduce(add, (nw.col(score_column(c.code)).fill_null(0.0) * c.weight for c in criteria))
    totals = frame.with_columns(known_weight=known, points=points)
    return totals.with_columns(
        *(_contribution(c).alias(contribution_column(c.code)) for c in criteria),
        score=steady(_per(nw.col("points"), nw.col("known_weight"))),
        low=steady(nw.col("points") / everything),
        high=steady((nw.col("points") + TOP_SCORE * (everything - nw.col("known_weight"))) / everything),
        completeness=steady(nw.col("known_weight") / everything),
    ).drop("known_weight", "points")


def _unknown(criterion: Criterion) -> nw.Expr:
    return nw.col(score_column(criterion.code)).is_null()


def _contribution(criterion: Criterion) -> nw.Expr:
    points = nw.col(score_column(criterion.code)) * criterion.weight
    return _per(points, nw.col("known_weight"))


def _knocked_out(criteria: Sequence[Criterion]) -> nw.Expr:
    """Tell whether any limit that is switched on is broken by a known value."""
    return reduce(or_, [limit for c in criteria for limit in broken_limits(c)], nw.lit(False))


def broken_limits(criterion: Criterion) -> list[nw.Expr]:
    """Return one expression, never null, for each limit of the criterion that is switched on."""
    limit, value = criterion.knock_out, _raw(criterion)
    if limit is None:
        return []
    below = [] if limit.minimum is None else [(value < limit.minimum).fill_null(False)]
    return below + ([] if limit.maximum is None else [(value > limit.maximum).fill_null(False)])
