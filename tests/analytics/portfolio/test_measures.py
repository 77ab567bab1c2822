from collections.abc import Sequence
from datetime import date
from random import Random
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.portfolio import Window, measure
from tenure.analytics.portfolio.frames import cents, lazy
from tenure.analytics.portfolio.measures import comparison_in
from tests.analytics.portfolio import naive
from tests.analytics.portfolio.naive import Line, accounts_of, frame_of
from tests.northwind import northwind_accounts, northwind_lines, northwind_truth

AS_OF = date(2024, 12, 31)
ALL = Window()


def measured(
    lines: Sequence[Line], *, accounts: Sequence[str] = (), window: Window = ALL, as_of: date = AS_OF
) -> dict[str, dict[str, Any]]:
    """Measure hand-made lines; one dictionary per account."""
    listed = accounts_of(accounts) if accounts else None
    frame = measure(frame_of(lines), accounts=listed, as_of=as_of, window=window).collect().to_native()
    return {row["account"]: row for row in frame.iter_rows(named=True)}


def test_northwind_revenue_orders_and_recency_are_the_known_truth() -> None:
    frame = measure(northwind_lines(), accounts=northwind_accounts(), as_of=date(1998, 5, 6), window=ALL)
    truth = northwind_truth().rename({"CustomerID": "account", "orders": "true_orders", "recency_days": "true_recency"})
    joined = frame.collect().to_native().join(truth, on="account", how="right")
    assert joined.height == 91
    assert joined.select((pl.col("revenue") - pl.col("net_revenue")).abs().max()).item() <= 1e-9
    assert joined.filter(pl.col("orders") != pl.col("true_orders")).is_empty()
    assert joined["recency_days"].to_list() == joined["true_recency"].to_list()
    assert joined.filter(pl.col("products") != pl.col("products_bought")).is_empty()


def test_northwind_shows_its_best_three_to_a_tenth_of_a_cent() -> None:
    frame = measure(northwind_lines(), as_of=date(1998, 5, 6), window=ALL).collect().to_native()
    best = dict(frame.sort("revenue", descending=True).head(3).select("account", "revenue").iter_rows())
    assert best == {"QUICK": 110277.305, "ERNSH": 104874.9785, "SAVEA": 104361.95}


def test_cents_are_rounded_halves_up() -> None:
    amounts = pl.DataFrame({"amount": [110277.305, 104874.9785, 0.005, 0.015, 1.004, -0.005, -3.456, 0.0]})
    rounded = lazy(amounts).select(cents(nw.col("amount"))).collect().to_native()["amount"].to_list()
    assert rounded == [110277.31, 104874.98, 0.01, 0.02, 1.0, 0.0, -3.46, 0.0]


def test_accounts_that_never_ordered_have_no_recency_growth_margin_rate_or_tenure() -> None:
    never = measured([Line("A", "1", AS_OF, 10.0, 4.0, "p")], accounts=["A", "B"])["B"]
    assert never == {
        "account": "B",
        "name": "B Ltd",
        "revenue": 0.0,
        "margin": None,
        "margin_rate": None,
        "orders": 0,
        "growth": None,
        "recency_days": None,
        "first_order": None,
        "tenure_days": None,
        "regularity": None,
        "products": 0,
        "average_order": None,
        "share": 0.0,
    }


def test_accounts_that_are_not_in_the_list_still_appear_without_a_name() -> None:
    rows = measured([Line("A", "1", AS_OF, 10.0)], accounts=["B"])
    assert {code: row["name"] for code, row in rows.items()} == {"A": None, "B": "B Ltd"}


def test_credits_count_against_revenue_and_make_no_order() -> None:
    lines = [
        Line("A", "1", date(2024, 1, 1), 100.0, 60.0, "p"),
        Line("A", "2", date(2024, 6, 1), -30.0, -18.0, "q"),
        Line("B", "3", date(2024, 6, 1), -5.0, -3.0, "q"),
    ]
    rows = measured(lines)
    assert (rows["A"]["revenue"], rows["A"]["margin"], rows["A"]["orders"], rows["A"]["products"]) == (70.0, 28.0, 1, 1)
    assert rows["A"]["recency_days"] == 365
    assert (rows["B"]["revenue"], rows["B"]["orders"], rows["B"]["recency_days"]) == (-5.0, 0, None)


def test_one_line_of_unknown_cost_makes_the_margin_unknown() -> None:
    lines = [Line("A", "1", AS_OF, 10.0, 4.0), Line("A", "2", AS_OF, 10.0, None), Line("B", "3", AS_OF, 10.0, 4.0)]
    rows = measured(lines)
    assert (rows["A"]["margin"], rows["A"]["margin_rate"]) == (None, None)
    assert (rows["B"]["margin"], rows["B"]["margin_rate"]) == (6.0, 0.6)


def test_unknown_cost_outside_the_window_does_no_harm() -> None:
    lines = [Line("A", "1", date(2020, 1, 1), 10.0, None), Line("A", "2", AS_OF, 10.0, 4.0)]
    assert measured(lines, window=Window(months=12))["A"]["margin"] == 6.0


def test_products_that_nobody_named_are_unknown_and_not_none() -> None:
    rows = measured([Line("A", "1", AS_OF, 10.0), Line("B", "2", AS_OF, 10.0, product="p"), Line("B", "2", AS_OF, 1.0)])
    assert (rows["A"]["products"], rows["B"]["products"]) == (None, 1)


def test_lines_after_the_as_of_date_are_ignored_and_its_own_count() -> None:
    lines = [Line("A", "1", AS_OF, 10.0), Line("A", "2", date(2025, 1, 1), 99.0)]
    row = measured(lines)["A"]
    assert (row["revenue"], row["orders"], row["recency_days"]) == (10.0, 1, 0)


def test_recency_and_tenure_look_beyond_the_window() -> None:
    lines = [Line("A", "1", date(2021, 12, 31), 10.0), Line("B", "2", date(2024, 12, 1), 10.0)]
    row = measured(lines, window=Window(months=12))["A"]
    assert (row["revenue"], row["orders"], row["recency_days"], row["tenure_days"]) == (0.0, 0, 1096, 1096)


def test_orders_on_evenly_spaced_days_are_fully_regular() -> None:
    lines = [Line("A", str(n), date(2024, 1, 1 + 7 * n), 10.0) for n in range(4)]
    lines += [Line("B", str(n), date(2024, 1, 1 + n * n), 10.0) for n in range(4)]
    rows = measured(lines)
    assert rows["A"]["regularity"] == 1.0
    assert rows["B"]["regularity"] == pytest.approx(1 / (1 + (8 / 3) ** 0.5 / 3))


def test_regularity_is_unknown_under_three_order_dates() -> None:
    lines = [Line("A", n, date(2024, 1, day), 10.0) for n, day in (("1", 1), ("2", 1), ("3", 9))]
    assert measured(lines)["A"]["regularity"] is None


def test_growth_is_unknown_where_nothing_was_bought_before() -> None:
    lines = [
        Line("A", "1", date(2023, 1, 1), 100.0),
        Line("A", "2", date(2024, 1, 1), 150.0),
        Line("B", "3", date(2024, 1, 1), 150.0),
    ]
    rows = measured(lines)
    assert (rows["A"]["growth"], rows["B"]["growth"]) == (0.5, None)


def test_shares_sum_to_one_and_are_unknown_without_revenue() -> None:
    rows = measured([Line("A", "1", AS_OF, 75.0), Line("B", "2", AS_OF, 25.0)])
    assert (rows["A"]["share"], rows["B"]["share"]) == (0.75, 0.25)
    assert measured([Line("A", "1", AS_OF, -75.0)])["A"]["share"] is None


def test_no_lines_at_all_leave_every_listed_account_without_measures() -> None:
    rows = measured([], accounts=["A"])
    assert (rows["A"]["revenue"], rows["A"]["recency_days"], rows["A"]["share"]) == (0.0, None, None)


lines_of_few = st.lists(
    st.builds(
        Line,
        account=st.sampled_from("ABCD"),
        order=st.sampled_from("123456"),
        date=st.dates(date(2021, 1, 1), date(2025, 2, 1)),
        revenue=st.integers(-20_000, 100_000).map(lambda n: n / 100),
        cost=st.none() | st.integers(0, 50_000).map(lambda n: n / 100),
        product=st.none() | st.sampled_from("pqr"),
    ),
    max_size=40,
)
windows = st.sampled_from([ALL, Window(months=12), Window(days=200)])


@settings(max_examples=60)
@given(lines_of_few, windows)
def test_every_measure_agrees_with_the_naive_twin(lines: list[Line], window: Window) -> None:
    rows = measured(lines, accounts=list("ABCDE"), window=window)
    comparison = comparison_in(frame_of(lines), as_of=AS_OF, window=window)
    for account, row in rows.items():
        own = [line for line in lines if line.account == account]
        twin = naive.measure(own, window=window.period(AS_OF), comparison=comparison)
        assert [name for name in twin if not naive.close(row[name], twin[name])] == []


@settings(max_examples=30)
@given(lines_of_few, st.randoms(use_true_random=False))
def test_the_order_of_lines_does_not_matter(lines: list[Line], random: Random) -> None:
    shuffled = random.sample(lines, len(lines))
    assert measured(shuffled, accounts=["A"]) == measured(lines, accounts=["A"])
