"""Wilson's interval holds the share that was counted, and grows narrower the more was counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.intervals import wilson_interval

counted = st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(counted)
def test_the_ends_lie_within_0_and_1_around_the_share(count: tuple[int, int]) -> None:
    hits, of = count
    low, high = wilson_interval(hits, of)
    share = hits / of if of else 0.5
    assert 0 <= low <= share <= high <= 1


@given(counted)
def test_hits_and_misses_are_mirror_images(count: tuple[int, int]) -> None:
    hits, of = count
    low, high = wilson_interval(hits, of)
    assert wilson_interval(of - hits, of) == pytest.approx((1 - high, 1 - low))


@given(counted.filter(lambda count: count[1] > 0))
def test_ten_times_as_many_say_more(count: tuple[int, int]) -> None:
    (low, high), (narrow_low, narrow_high) = (wilson_interval(count[0] * n, count[1] * n) for n in (1, 10))
    assert narrow_high - narrow_low < high - low


@pytest.mark.parametrize(("hits", "of"), [(-1, 3), (4, 3), (0, -1)])
def test_what_cannot_be_counted_is_refused(hits: int, of: int) -> None:
    with pytest.raises(ValueError, match=f"Of {of} there cannot be {hits}"):
        wilson_interval(hits, of)
