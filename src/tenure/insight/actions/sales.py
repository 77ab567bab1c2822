"""Adding up what the accounts of a ranking bought, for `insight.queries.sales`."""

from datetime import date

import polars as pl

from tenure.analytics.portfolio import Comparison
from tenure.analytics.portfolio.periods import months_before
from tenure.analytics.reranking import Places
from tenure.commerce.queries import last_complete_month
from tenure.insight.queries.sales import CENTS, MONTHS

Bounds = tuple[date | None, date]


def sales_table(lines: pl.DataFrame, accounts: pl.Series, *, as_of: date, comparison: Comparison) -> Places:
    """One row per account in the order given, one column per month and period, in cents; as the lines say."""
    spans = [*_months(last_complete_month(as_of)), *_periods(comparison)]
    sums = lines.group_by("account").agg(_sum(*span).alias(str(place)) for place, span in enumerate(spans))
    ordered = accounts.alias("account").to_frame().join(sums, on="account", how="left", maintain_order="left")
    return ordered.select(pl.col(str(place)).fill_null(0) for place in range(len(spans))).to_numpy().astype("int64")


def _months(last: date) -> list[Bounds]:
    ends = [_end(months_before(last.replace(day=1), back)) for back in reversed(range(MONTHS))]
    return [(end.replace(day=1), end) for end in ends]


def _end(first: date) -> date:
    """The last day of the month that begins then."""
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _periods(comparison: Comparison) -> list[Bounds]:
    return [(period.start, period.end) for period in (comparison.recent, comparison.earlier)]


def _sum(start: date | None, end: date) -> pl.Expr:
    within = pl.col("date") <= end
    if start is not None:
        within &= pl.col("date") >= start
    return (pl.col("revenue").filter(within).sum() * CENTS).round().cast(pl.Int64)
