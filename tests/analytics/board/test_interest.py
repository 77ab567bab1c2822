"""Power and interest, and where the chips of the grid stand."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.board.interest import (
    MIDDLE,
    Quadrant,
    assumed_interest,
    by_quadrant,
    place_in_band,
    quadrant_of,
)

WIDTH = 0.15


@given(st.floats(0, 1000), st.floats(0, 10_000))
def test_interest_is_one_to_five(contacts: float, since: float) -> None:
    interest = assumed_interest(contacts, since)
    assert interest is not None
    assert 1 <= interest <= 5


@given(st.floats(0, 50), st.floats(0, 1000), st.floats(0, 20))
def test_more_contacts_and_more_recent_ones_never_lower_interest(contacts: float, since: float, more: float) -> None:
    interest = assumed_interest(contacts, since) or 0
    assert (assumed_interest(contacts + more, since) or 0) >= interest
    assert (assumed_interest(contacts, since + more) or 0) <= interest


def test_whoever_never_spoke_with_us_has_no_known_interest() -> None:
    assert assumed_interest(0, None) is None


def test_less_than_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="must be 0 or more"):
        assumed_interest(-1, 3)


@given(st.lists(st.floats(1, 5), max_size=30))
def test_no_chip_of_a_band_lies_over_another_and_each_stays_on_its_side(interests: list[float]) -> None:
    named = {f"p{place}": value for place, value in enumerate(interests)}
    spots = place_in_band(named, WIDTH)
    for one, other in combinations(spots.values(), 2):
        assert one.line != other.line or abs(one.x - other.x) >= WIDTH - 1e-9
    for name, spot in spots.items():
        assert 0 <= spot.x <= 1 - WIDTH + 1e-9
        assert (spot.x >= 0.5) == (named[name] >= MIDDLE)


def test_quadrants_list_the_most_powerful_first() -> None:
    found = by_quadrant([("a", 3, 4), ("b", 5, 3), ("c", 1, 1)])
    assert found[Quadrant.MANAGE_CLOSELY] == ["b", "a"]
    assert found[Quadrant.MONITOR] == ["c"]
    assert found[Quadrant.KEEP_INFORMED] == found[Quadrant.KEEP_SATISFIED] == []
    assert quadrant_of(3, 2.99) is Quadrant.KEEP_SATISFIED
