"""The floor for ranking: the same measures, anchors, scores, ranks and grades written directly in Polars, by hand.

Nothing here is general: the window is everything, the history is longer than two years, the criteria are the default
ones, nothing is explained. It uses the fastest forms found for Polars: the streaming engine, one fold of the lines to
orders, a sort and a shift for the gaps. Only the arithmetic on forty quantiles is shared with the measured code.
"""

from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl

from tenure.analytics.criteria import Anchor
from tenure.analytics.portfolio import DEFAULT_CRITERIA
from tenure.analytics.portfolio.anchors import SHAPE, ladder

WEIGHTS = {criterion.code: float(criterion.weight) for criterion in DEFAULT_CRITERIA}
MEASURES = {criterion.code: criterion.measure for criterion in DEFAULT_CRITERIA}
MONEY = {"revenue", "margin"}
CUTS = {"a": 7.0, "b": 5.5, "c": 4.0}


def floor(lines: Path, accounts: Path) -> pl.DataFrame:
    """Rank the accounts of the two Parquet files and return one row for each, in no order."""
    facts = pl.scan_parquet(lines)
    as_of = facts.select(pl.col("date").max()).collect(engine="streaming").item()
    measures = _measures(facts, pl.scan_parquet(accounts), as_of)
    return _graded(_scored(measures)).collect(engine="streaming")


def _measures(lines: pl.LazyFrame, accounts: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    orders = (
        lines.group_by("account", "order", "date")
        .agg(
            pl.col("revenue", "cost").sum(),
            pl.col("cost").null_count().alias("uncosted"),
            (pl.col("revenue").max() > 0).alias("bought"),
        )
        .collect(engine="streaming")
        .lazy()
    )
    bought = lines.filter(pl.col("revenue") > 0, pl.col("product").is_not_null())
    products = bought.group_by("account", "product").agg(pl.len()).group_by("account").agg(pl.len().alias("products"))
    sums = _sums(orders, as_of).join(_gaps(orders), on="account", how="left").join(products, on="account", how="left")
    named = accounts.join(sums, on="account", how="left").with_columns(
        pl.col("revenue", "cost", "recent", "earlier").fill_null(0.0).round(4),
        pl.col("orders", "products").fill_null(0),
    )
    return _derived(named, as_of).collect(engine="streaming").lazy()


def _sums(orders: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    recent = pl.col("date") > as_of.replace(year=as_of.year - 1)
    earlier = (pl.col("date") > as_of.replace(year=as_of.year - 2)) & ~recent
    return orders.group_by("account").agg(
        pl.col("revenue", "cost", "uncosted").sum(),
        pl.when(recent).then("revenue").otherwise(0.0).sum().alias("recent"),
        pl.when(earlier).then("revenue").otherwise(0.0).sum().alias("earlier"),
        pl.when("bought").then("date").min().alias("first_order"),
        pl.when("bought").then("date").max().alias("last_order"),
    )


def _gaps(orders: pl.LazyFrame) -> pl.LazyFrame:
    day = pl.col("date").cast(pl.Int32)
    same = pl.col("account") == pl.col("account").shift(1)
    return (
        orders.filter("bought")
        .group_by("account", "order")
        .agg(pl.col("date").min())
        .select("account", "date")
        .sort("account", "date")
        .with_columns(gap=pl.when(same).then(day - day.shift(1)).cast(pl.Int64))
        .group_by("account")
        .agg(
            pl.len().alias("orders"),
            (pl.col("gap") > 0).sum().alias("gaps"),
            pl.col("gap").sum().alias("gap_days"),
            (pl.col("gap") ** 2).sum().alias("gap_squares"),
        )
    )


def _derived(sums: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    deviation = (pl.col("gaps") * pl.col("gap_squares") - pl.col("gap_days") ** 2).cast(pl.Float64).sqrt()
    margin = pl.when(pl.col("uncosted") == 0).then((pl.col("revenue") - pl.col("cost")).round(4))
    positive = pl.when(pl.col("revenue") > 0)
    return sums.select(
        "account",
        "name",
        "revenue",
        margin.alias("margin"),
        positive.then(margin / pl.col("revenue")).alias("margin_rate"),
        "orders",
        pl.when(pl.col("earlier") > 0).then(pl.col("recent") / pl.col("earlier") - 1.0).alias("growth"),
        (pl.lit(as_of) - pl.col("last_order")).dt.total_days().alias("recency_days"),
        "first_order",
        (pl.lit(as_of) - pl.col("first_order")).dt.total_days().alias("tenure_days"),
        pl.when(pl.col("gaps") >= 2).then(1.0 / (1.0 + deviation / pl.col("gap_days"))).alias("regularity"),
        "products",
        pl.when(pl.col("orders") > 0).then(pl.col("revenue") / pl.col("orders")).alias("average_order"),
        (pl.col("revenue") / pl.col("revenue").sum()).alias("share"),
    )


def _scored(measures: pl.LazyFrame) -> pl.LazyFrame:
    anchors = _anchors(measures)
    scores = measures.with_columns(_anchored(_raw(code), anchors[code]).alias(f"score_{code}") for code in WEIGHTS)
    known = pl.sum_horizontal(
        pl.when(pl.col(f"score_{code}").is_not_null()).then(weight).otherwise(0.0) for code, weight in WEIGHTS.items()
    )
    points = pl.sum_horizontal(pl.col(f"score_{code}") * weight for code, weight in WEIGHTS.items())
    return (
        scores.with_columns(known=known, points=points)
        .with_columns(
            *(
                (pl.col(f"score_{code}") * weight / pl.col("known")).alias(f"contribution_{code}")
                for code, weight in WEIGHTS.items()
            ),
            score=pl.when(pl.col("known") > 0).then(pl.col("points") / pl.col("known")).round(10),
            low=(pl.col("points") / 100.0).round(10),
            high=((pl.col("points") + 10.0 * (100.0 - pl.col("known"))) / 100.0).round(10),
            completeness=pl.col("known") / 100.0,
        )
        .drop("known", "points")
    )


def _raw(code: str) -> pl.Expr:
    value = pl.col(MEASURES[code]).cast(pl.Float64)
    return value.round(2) if code in MONEY else value


def _anchors(measures: pl.LazyFrame) -> dict[str, tuple[Anchor, ...]]:
    wanted = []
    for code, measure in MEASURES.items():
        shares = [round(1 - share, 9) if code == "recency" else share for share, _ in SHAPE]
        wanted += [pl.col(measure).quantile(share, "linear").alias(f"{code} {share}") for share in shares]
    spread = measures.select(wanted).collect(engine="streaming").row(0, named=True)
    return {criterion.code: ladder(criterion, spread) for criterion in DEFAULT_CRITERIA}


def _anchored(value: pl.Expr, anchors: tuple[Anchor, ...]) -> pl.Expr:
    score: pl.Expr = pl.when(value.is_not_null()).then(anchors[-1].score)
    for left, right in reversed(list(pairwise(anchors))):
        slope = (right.score - left.score) / (right.value - left.value)
        score = pl.when(value < right.value).then(left.score + (value - left.value) * slope).otherwise(score)
    return pl.when(value < anchors[0].value).then(anchors[0].score).otherwise(score)


def _graded(scored: pl.LazyFrame) -> pl.LazyFrame:
    grade: pl.Expr = pl.lit("d")
    for code, cut in reversed(CUTS.items()):
        grade = pl.when(pl.col("score") >= cut).then(pl.lit(code)).otherwise(grade)
    spans = [(pl.col("low") < cut) & (cut <= pl.col("high")) for cut in CUTS.values()]
    number = pl.int_range(1, pl.len() + 1)
    return (
        scored.with_columns(by_sales=-pl.col("revenue").round(2), by_score=-pl.col("score").fill_null(-1.0))
        .with_columns(
            rank=number.over(order_by=["by_score", "by_sales", "account"]),
            rank_by_sales=number.over(order_by=["by_sales", "account"]),
            grade=grade,
            provisional=pl.any_horizontal(spans),
        )
        .drop("by_sales", "by_score")
    )
