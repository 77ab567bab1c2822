"""What an account's order lines say about it: one row of raw measures per account."""

from datetime import date

import narwhals as nw

from tenure.analytics.portfolio.frames import (
    Frame,
    IntoAnyFrame,
    day_number,
    lazy,
    only_row,
    settle,
    ten_thousandths,
    within,
)
from tenure.analytics.portfolio.periods import Comparison, Window, comparison_for

MONEY_MEASURES = frozenset({"revenue", "margin", "average_order"})
LEAST_DATES_FOR_REGULARITY = 3

MEASURES = (
    "revenue",
    "margin",
    "margin_rate",
    "orders",
    "growth",
    "recency_days",
    "tenure_days",
    "regularity",
    "products",
    "average_order",
    "share",
)


def covered_dates(lines: IntoAnyFrame) -> tuple[date | None, date | None]:
    """Return the first and the last date of the lines, or twice None when there are no lines."""
    dates = lazy(lines).select(nw.col("date").min().alias("first"), nw.col("date").max().alias("last"))
    row = only_row(dates)
    return row["first"], row["last"]


def comparison_in(lines: IntoAnyFrame, *, as_of: date, window: Window) -> Comparison:
    """Return the periods that growth compares for these lines; see `comparison_for`."""
    first, _ = covered_dates(lazy(lines).filter(nw.col("date") <= nw.lit(as_of)))
    return comparison_for(window, as_of=as_of, first=first)


def measure(
    lines: IntoAnyFrame,
    *,
    accounts: IntoAnyFrame | None = None,
    as_of: date,
    window: Window,
    comparison: Comparison | None = None,
) -> Frame:
    """Measure every account from its order lines up to `as_of`; later lines are ignored.

    `lines` has account, order, product (text), date, revenue, cost (null: unknown); a line counts as bought when its
    revenue is above zero, while credits and cancellations (negative lines) count against revenue only. `accounts`
    (account, name) adds those that never ordered. `comparison` saves a scan when it is known already.

    Columns of the result, one row per account; "in the window" unless said otherwise, null where unknown:

    - revenue: sum kept to four decimals (ranking and scoring round it to cents, halves up);
    - margin: revenue - cost, null when the cost of any line is unknown or there is no line;
    - margin_rate: margin / revenue, null unless revenue > 0;
    - orders: different orders with a bought line; products: different products bought (null: bought, none named);
    - growth: recent / earlier revenue - 1 over the comparison, null unless the earlier revenue > 0;
    - recency_days, first_order, tenure_days: since the last and the first bought line, over all history;
    - regularity: 1 / (1 + CV) of the gaps in days between order dates, in 0..1 where 1 is a clockwork;
      CV = population standard deviation / mean; null under three different dates;
    - average_order: revenue / orders; share: part of all revenue, null unless that is above zero.

    The lines are read twice, folded to orders and to products; the folded orders and the sums per account are worked
    out here, so that nothing later repeats them.

    >>> import polars as pl
    >>> lines = pl.DataFrame({
    ...     "account": ["Fir", "Fir"], "order": ["1", "2"], "product": ["tea", "jam"],
    ...     "date": [date(2024, 1, 1), date(2024, 3, 1)], "revenue": [90.0, -15.0], "cost": [60.0, -10.0],
    ... })
    >>> fir = measure(lines, as_of=date(2024, 12, 31), window=Window()).collect().to_native()
    >>> fir.select("revenue", "margin", "orders", "products", "recency_days", "regularity").row(0)
    (75.0, 25.0, 1, 1, 365, None)
    """
    known = lazy(lines).filter(nw.col("date") <= nw.lit(as_of))
    compared = comparison or comparison_in(known, as_of=as_of, window=window)
    start = window.period(as_of).start
    orders = settle(_per_order(known))
    sums = _sums(orders, start=start, comparison=compared)
    for counts in (_orders_and_gaps(orders, start=start), _products(known, start=start)):
        sums = sums.join(counts, on="account", how="left")
    return _derive(settle(_with_every_account(sums, accounts)), as_of=as_of, start=start)


def _per_order(lines: Frame) -> Frame:
    """Fold lines to one row per account, order and date: far fewer rows, and the last look at amounts by line."""
    return lines.group_by("account", "order", "date").agg(
        nw.col("revenue").sum(),
        nw.col("cost").sum(),
        nw.col("cost").null_count().alias("uncosted"),
        (nw.col("revenue").max() > 0).alias("bought"),
    )


def _sums(orders: Frame, *, start: date | None, comparison: Comparison) -> Frame:
    """Fold orders to accounts: money in the window and in the compared periods, first and last purchase ever."""
    periods = {"recent": comparison.recent, "earlier": comparison.earlier}
    bought = nw.when(nw.col("bought")).then(nw.col("date"))
    inside = _since(start)
    return orders.group_by("account").agg(
        *(_sum_where(inside, name).alias(name) for name in ("revenue", "cost", "uncosted")),
        *(_sum_where(within(nw.col("date"), start=p.start, end=p.end), "revenue").alias(n) for n, p in periods.items()),
        nw.col("date").max().alias("last_seen"),
        bought.min().alias("first_order"),
        bought.max().alias("last_order"),
    )


def _since(start: date | None) -> nw.Expr | None:
    return None if start is None else nw.col("date") >= nw.lit(start)


def _sum_where(condition: nw.Expr | None, name: str) -> nw.Expr:
    return nw.col(name).sum() if condition is None else nw.when(condition).then(nw.col(name)).otherwise(0).sum()


def _orders_and_gaps(orders: Frame, *, start: date | None) -> Frame:
    """Count the orders in the window that bought something, and the days between one order date and the next.

    An order's date is that of its first bought line. Two orders on a day make no gap. The gaps are whole days, so their
    sums are exact on every engine.
    """
    inside = _since(start)
    bought = orders.filter(nw.col("bought") if inside is None else nw.col("bought") & inside)
    dated = bought.group_by("account", "order").agg(day_number(nw.col("date").min()).alias("day"))
    gap = nw.col("day") - nw.col("day").shift(1).over("account", order_by="day")
    return (
        dated.with_columns(gap=gap)
        .group_by("account")
        .agg(
            nw.len().cast(nw.Int64).alias("orders"),
            nw.when(nw.col("gap") > 0).then(1).otherwise(0).sum().alias("gaps"),
            nw.col("gap").sum().alias("gap_days"),
            (nw.col("gap") * nw.col("gap")).sum().alias("gap_squares"),
        )
    )


def _products(lines: Frame, *, start: date | None) -> Frame:
    """Count the different products bought in the window, per account that bought a named one."""
    bought = (nw.col("revenue") > 0) & ~nw.col("product").is_null()
    inside = _since(start)
    pairs = (
        lines.filter(bought if inside is None else bought & inside)
        .group_by("account", "product")
        .agg(nw.len().alias("lines"))
    )
    return pairs.group_by("account").agg(nw.len().cast(nw.Int64).alias("products"))


def _with_every_account(measured: Frame, accounts: IntoAnyFrame | None) -> Frame:
    """Add names and the accounts that never ordered; without a list the names are unknown."""
    if accounts is None:
        return measured.with_columns(name=nw.lit(None, dtype=nw.String))
    named = lazy(accounts).select("account", "name")
    joined = named.join(measured, on="account", how="full")
    return joined.with_columns(nw.coalesce("account", "account_right").alias("account")).drop("account_right")


def _seen_since(start: date | None) -> nw.Expr:
    seen = ~nw.col("last_seen").is_null()
    return seen if start is None else seen & (nw.col("last_seen") >= nw.lit(start))


def _derive(sums: Frame, *, as_of: date, start: date | None) -> Frame:
    """Turn sums and counts into measures; ratios stay null where their base is not above zero."""
    whole = sums.with_columns(
        *(ten_thousandths(nw.col(c).fill_null(0.0)).alias(c) for c in ("revenue", "cost", "recent", "earlier")),
        nw.col("orders").fill_null(0).cast(nw.Int64),
    )
    with_margin = whole.with_columns(
        margin=nw.when(_seen_since(start) & (nw.col("uncosted") == 0)).then(
            ten_thousandths(nw.col("revenue") - nw.col("cost"))
        ),
        products=nw.when(nw.col("orders") == 0).then(0).otherwise(nw.col("products")),
    )
    total = round(only_row(whole.select(nw.col("revenue").sum()))["revenue"] or 0.0, 4)
    return with_margin.select(
        "account",
        "name",
        "revenue",
        "margin",
        _ratio("margin", "revenue").alias("margin_rate"),
        "orders",
        (_ratio("recent", "earlier") - 1.0).alias("growth"),
        (as_of.toordinal() - day_number(nw.col("last_order"))).alias("recency_days"),
        "first_order",
        (as_of.toordinal() - day_number(nw.col("first_order"))).alias("tenure_days"),
        _regularity().alias("regularity"),
        "products",
        _ratio("revenue", "orders").alias("average_order"),
        _share(total).alias("share"),
    )


def _ratio(part: str, whole: str) -> nw.Expr:
    """Divide one column by another where that one is above zero, else null."""
    return nw.when(nw.col(whole) > 0).then(nw.col(part) / nw.col(whole))


def _share(total: float) -> nw.Expr:
    """Revenue as a part of all revenue; by its reciprocal, since engines divide by a constant in more than one way."""
    return nw.col("revenue") * (1.0 / total) if total > 0 else nw.lit(None, dtype=nw.Float64)


def _regularity() -> nw.Expr:
    """1 / (1 + CV) of n gaps from their exact integer sums: CV = sqrt(n * sum of squares - sum^2) / sum."""
    count, total, squares = nw.col("gaps"), nw.col("gap_days"), nw.col("gap_squares")
    deviation = (count * squares - total * total).cast(nw.Float64).sqrt()
    return nw.when(count >= LEAST_DATES_FOR_REGULARITY - 1).then(1.0 / (1.0 + deviation / total))
