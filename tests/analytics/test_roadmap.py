"""The line of days of a roadmap: everything stands on it, in the order of its days, under as many months as fit."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.roadmap import Way, timeline

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@st.composite
def ways(draw: st.DrawFn) -> Way:
    due = draw(DAYS)
    begins = draw(st.one_of(st.none(), st.integers(0, 4000).map(lambda days: due - timedelta(days=days))))
    return Way(begins, due)


@given(st.lists(ways(), max_size=12), DAYS)
def test_everything_stands_on_the_line_and_is_done_up_to_today(found: list[Way], today: date) -> None:
    line = timeline(found, today)
    assert all(0 <= place.begins <= place.done <= place.ends <= 100 for place in line.places)
    assert 0 <= line.today <= 100


@given(st.lists(ways(), min_size=2, max_size=12), DAYS)
def test_what_is_due_later_stands_further_on(found: list[Way], today: date) -> None:
    line = timeline(found, today)
    by_day = sorted(zip(found, line.places, strict=True), key=lambda pair: pair[0].due)
    ends = [place.ends for _way, place in by_day]
    assert ends == sorted(ends)


@given(st.lists(ways(), max_size=12), DAYS)
def test_at_most_thirteen_months_are_marked_at_even_distances(found: list[Way], today: date) -> None:
    ticks = timeline(found, today).ticks
    assert 1 <= len(ticks) <= 13
    assert {tick.day.day for tick in ticks} == {1}
    months = [tick.day.year * 12 + tick.day.month for tick in ticks]
    assert len({later - earlier for earlier, later in pairwise(months)}) <= 1


def test_without_anything_on_the_way_the_line_is_the_month_of_today() -> None:
    line = timeline([], date(2026, 3, 1))
    assert ([tick.day for tick in line.ticks], line.places, line.today) == ([date(2026, 3, 1)], [], 0.0)
