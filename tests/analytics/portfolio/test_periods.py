from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.portfolio import Period, Window
from tenure.analytics.portfolio.periods import comparison_for, months_before

days = st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "months", "first_day"),
    [
        (date(2024, 2, 29), 12, date(2023, 3, 1)),
        (date(2025, 2, 28), 12, date(2024, 3, 1)),
        (date(2023, 2, 28), 12, date(2022, 3, 1)),
        (date(2024, 3, 31), 1, date(2024, 3, 1)),
        (date(2024, 3, 30), 1, date(2024, 3, 1)),
        (date(2024, 4, 30), 1, date(2024, 4, 1)),
        (date(2024, 1, 15), 1, date(2023, 12, 16)),
        (date(2024, 12, 31), 24, date(2023, 1, 1)),
    ],
)
def test_calendar_months_begin_the_day_after_the_same_day_earlier(as_of: date, months: int, first_day: date) -> None:
    assert Window(months=months).period(as_of) == Period(first_day, as_of)


@given(days, st.integers(1, 48))
def test_windows_of_months_lie_end_to_end_without_gap_or_overlap(as_of: date, months: int) -> None:
    window = Window(months=months)
    this_start = window.period(as_of).start
    assert this_start is not None
    assert (this_start - window.before(as_of)).days == 1


@given(days, st.integers(1, 400))
def test_a_window_of_days_holds_that_many_days(as_of: date, count: int) -> None:
    start = Window(days=count).period(as_of).start
    assert start is not None
    assert (as_of - start).days + 1 == count


def test_everything_has_no_first_day() -> None:
    assert Window.parse("all").period(date(2024, 1, 1)) == Period(None, date(2024, 1, 1))


@pytest.mark.parametrize("text", ["all", "1m", "12m", "1200m", "365d"])
def test_a_window_prints_as_it_was_written(text: str) -> None:
    assert str(Window.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "0m", "0d", "12", "m", "-3m", "1y", "1201m", "99999d", "12m 3d", "١٢m", "999999999999m"]
)
def test_any_other_window_is_refused_with_what_is_allowed(text: str) -> None:
    with pytest.raises(ValueError, match=r'is not understood: allowed are "all", "1m" to "1200m"'):
        Window.parse(text)


def test_months_before_the_calendar_began_stop_at_its_first_day() -> None:
    assert months_before(date(5, 5, 5), 1200) == date.min


def test_growth_compares_the_window_with_the_one_before_it() -> None:
    comparison = comparison_for(Window(months=6), as_of=date(2024, 6, 30), first=date(2020, 1, 1))
    assert comparison.recent == Period(date(2024, 1, 1), date(2024, 6, 30))
    assert comparison.earlier == Period(date(2023, 7, 1), date(2023, 12, 31))
    assert not comparison.shortened


def test_a_history_of_exactly_two_lengths_is_long_enough() -> None:
    comparison = comparison_for(Window(), as_of=date(2024, 12, 31), first=date(2023, 1, 1))
    assert comparison.earlier == Period(date(2023, 1, 1), date(2023, 12, 31))
    assert not comparison.shortened


@given(st.dates(min_value=date(2023, 1, 2), max_value=date(2024, 12, 31)))
def test_a_shorter_history_is_cut_into_equal_halves_that_lie_within_it(first: date) -> None:
    comparison = comparison_for(Window(), as_of=date(2024, 12, 31), first=first)
    recent, earlier = comparison.recent, comparison.earlier
    assert recent.start is not None
    assert earlier.start is not None
    assert comparison.shortened
    assert recent.end - recent.start == earlier.end - earlier.start
    assert (recent.start - earlier.end).days == 1
    assert earlier.start >= first or first == date(2024, 12, 31)
