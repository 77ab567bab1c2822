"""The little that depends on the engine, and the expressions that every engine must work out to the same bit."""

from datetime import date
from typing import Any, TypeAlias, cast

import narwhals as nw
from narwhals.typing import IntoFrame

Frame: TypeAlias = nw.LazyFrame[Any]
IntoAnyFrame: TypeAlias = IntoFrame | Frame


def lazy(frame: IntoAnyFrame) -> Frame:
    """Return any Polars or Spark frame, native or wrapped, as a lazy Narwhals frame."""
    return cast(Frame, nw.from_native(cast(Any, frame)).lazy())


def settle(frame: Frame) -> Frame:
    """Work a narrow frame out once so that later steps do not repeat it: in memory on Polars, persisted on Spark."""
    native = frame.to_native()
    if frame.implementation.is_polars():
        return lazy(native.collect(engine="streaming").lazy())
    return lazy(native.persist())


def only_row(frame: Frame) -> dict[str, Any]:
    """Collect a frame of exactly one row (aggregates) as a dictionary of plain Python values."""
    if frame.implementation.is_polars():
        return cast(dict[str, Any], frame.to_native().collect(engine="streaming").row(0, named=True))
    return frame.collect().rows(named=True)[0]


def day_number(column: nw.Expr) -> nw.Expr:
    """Number the days of the calendar from 1 on 1 January of year 1, as `date.toordinal` does.

    Narwhals has no date difference that Polars and Spark share, but both know the year and the day in it.
    """
    past = column.dt.year().cast(nw.Int64) - 1
    return past * 365 + past // 4 - past // 100 + past // 400 + column.dt.ordinal_day().cast(nw.Int64)


def ten_thousandths(amount: nw.Expr) -> nw.Expr:
    """Round a sum of money to four decimals, which removes the noise that the order of addition leaves."""
    return amount.round(4)


def cents(amount: nw.Expr) -> nw.Expr:
    """Round money to cents, halves up, by way of four decimals: 110277.305 becomes 110277.31 on every engine.

    In whole numbers, since engines divide floats by a constant differently in the last bit.

    >>> import polars as pl
    >>> sums = lazy(pl.DataFrame({"sum": [110277.305, 104874.9785, -0.005]}))
    >>> sums.select(cents(nw.col("sum"))).collect().to_native().to_series().to_list()
    [110277.31, 104874.98, 0.0]
    """
    whole = (amount * 10_000.0).round(0).cast(nw.Int64)
    return (((whole + 50) // 100).cast(nw.Float64) / 100.0).round(2)


def steady(score: nw.Expr) -> nw.Expr:
    """Round a score to ten decimals, so that the last bits of a float decide neither a rank nor a cut."""
    return score.round(10)


def within(column: nw.Expr, *, start: date | None, end: date) -> nw.Expr:
    """Tell whether a date lies in a period; without a start everything up to the end does."""
    before_end = column <= nw.lit(end)
    return before_end if start is None else before_end & (column >= nw.lit(start))
