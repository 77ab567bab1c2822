"""The arithmetic of pages: how numbers are written, where bars stand."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.commerce.queries import MonthlyRevenue
from tenure.core.figures import THIN_SPACE
from tenure.insight.queries import CriterionRow
from tenure.web.components.explanation import criterion_bars
from tenure.web.components.month_chart import PLOT_HEIGHT, month_chart
from tenure.web.components.sparkline import HEIGHT, sparkline
from tenure.web.templatetags import figures

MONTHS = [date(2023 + month // 12, month % 12 + 1, 1) for month in range(24)]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("2410000"), "2.41 m"),
        (999_500, "1.00 m"),
        (999_499, "999 k"),
        (10_000, "10 k"),
        (9_840, "9,840"),
        (12.5, "12.50"),
        (0, "0"),
        (-12_500, "−13 k"),
        (Decimal("-0.001"), "0.00"),
    ],
)
def test_money_is_written_in_as_many_digits_as_a_reader_takes_in(value: Decimal, written: str) -> None:
    assert figures.money(value).replace(THIN_SPACE, " ") == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.09, "+9 %"), (-0.123, "−12 %"), (0.0, "0 %"), (0.004, "0 %"), (-0.004, "0 %")]
)
def test_a_change_shows_its_direction(value: float, written: str) -> None:
    assert figures.change(value).replace(THIN_SPACE, " ") == written


@pytest.mark.parametrize(("value", "written"), [(0.5, "50 %"), (0.047, "4.7 %"), (0.05, "5 %"), (0.0, "0 %")])
def test_a_share_shows_a_decimal_only_while_it_is_small(value: float, written: str) -> None:
    assert figures.percent(value).replace(THIN_SPACE, " ") == written


def test_scores_are_rounded_half_up_and_not_cut() -> None:
    assert (figures.score(7.35), figures.score(7.449), figures.points(0.005)) == ("7.4", "7.4", "+0.01")


@pytest.mark.parametrize("name", [*figures.MEASURES, "rating:access"])
def test_an_unknown_measure_is_the_word_unknown(name: str) -> None:
    assert figures.measured(None, name) == '<span class="unknown">unknown</span>'


def test_a_window_is_said_in_words() -> None:
    assert [figures.window_words(window) for window in ("12m", "365d", "all")] == ["12 months", "365 days", "all time"]


@given(st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=24))
def test_a_sparkline_stays_in_its_box(values: list[float]) -> None:
    line = sparkline(values)
    assert line is not None
    heights = [float(point.split(",")[1]) for point in line.points.split()]
    assert len(heights) == len(values)
    assert all(0 <= height <= HEIGHT for height in heights)


def months(*revenues: int) -> list[MonthlyRevenue]:
    return [MonthlyRevenue(month, Decimal(revenue)) for month, revenue in zip(MONTHS, revenues, strict=True)]


def test_each_bar_stands_on_zero_beside_the_month_a_year_before() -> None:
    chart = month_chart(months(*([50] * 12), *([100] * 12)), until=date(2024, 12, 31))
    assert chart is not None
    assert (chart.revenue, chart.last_year, chart.zero_y) == (Decimal(1200), Decimal(600), PLOT_HEIGHT)
    assert {(bar.y, bar.height, bar.mark_y) for bar in chart.bars} == {(0, PLOT_HEIGHT, PLOT_HEIGHT / 2)}
    assert chart.bars[0].month == date(2024, 1, 1)


def test_credit_notes_hang_below_zero() -> None:
    chart = month_chart(months(*([0] * 23), -100), until=date(2024, 12, 31))
    assert chart is not None
    assert (chart.zero_y, chart.bars[-1].y, chart.bars[-1].height) == (0, 0, PLOT_HEIGHT)


def test_a_month_that_is_not_over_is_marked() -> None:
    amounts = months(*([1] * 24))
    running = month_chart(amounts, until=date(2024, 12, 30))
    over = month_chart(amounts, until=date(2024, 12, 31))
    assert running is not None
    assert over is not None
    assert [bar.so_far for bar in running.bars] == [False] * 11 + [True]
    assert not any(bar.so_far for bar in over.bars)


def test_two_years_without_orders_have_no_chart_and_other_spans_are_refused() -> None:
    assert month_chart(months(*([0] * 24)), until=date(2024, 12, 31)) is None
    with pytest.raises(ValueError, match="24 months, not 3"):
        month_chart(months(*([1] * 24))[:3], until=date(2024, 12, 31))


def test_filled_lengths_compare_as_the_contributions_do_and_the_unknown_comes_last() -> None:
    known = CriterionRow("a", "a", "revenue", 0.5, 1.0, 4.0, 2.0, unknown=False, despite=False, objective="")
    rows = [
        replace(known, code="u", weight=0.3, score=None, contribution=None, unknown=True),
        known,
        replace(known, code="b", weight=0.2, score=10.0),
    ]
    bars = criterion_bars(rows)
    assert [bar.row.code for bar in bars] == ["a", "b", "u"]
    assert [(bar.width, bar.filled) for bar in bars] == [(100, 40), (40, 40), (60, 0)]
