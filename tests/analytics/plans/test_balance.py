"""The four needles of the balance gauge."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.plans.balance import NEEDLES, Evidence, Share, Side, balance


def needle(side: Side, *counted: Share) -> float | None:
    """Where one needle stands."""
    return next(one.value for one in balance(counted) if one.side == side)


def test_a_needle_stands_at_its_ends_where_everything_is_on_one_side() -> None:
    assert needle(Side.LONG, Share(Evidence.LONG_HOURS, 40, 40)) == 1
    assert needle(Side.LONG, Share(Evidence.LONG_HOURS, 0, 40)) == -1
    assert needle(Side.LONG, Share(Evidence.LONG_HOURS, 20, 40)) == 0


def test_what_nobody_counted_stays_unknown_and_is_shown_as_such() -> None:
    for found in balance([]):
        assert found.value is None
        assert found.evidence == tuple(Share(kind) for kind in NEEDLES[found.side])


def test_nothing_to_share_is_unknown_and_not_the_short_side() -> None:
    assert needle(Side.RELATIONSHIP, Share(Evidence.RELATIONSHIP_OBJECTIVES, 0, 0)) is None


def test_a_needle_with_two_kinds_of_evidence_is_their_mean_and_one_of_them_alone_moves_it() -> None:
    known, pay = Share(Evidence.KNOWN_BY_TWO, 1, 4), Share(Evidence.SHARED_PAY, 3, 4)
    assert needle(Side.TEAM, known, pay) == 0
    assert needle(Side.TEAM, known) == -0.5


def test_more_than_there_is_and_counting_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="long_hours is 5 of 4; it must be between 0 and 4"):
        balance([Share(Evidence.LONG_HOURS, 5, 4)])
    with pytest.raises(ValueError, match="long_hours is counted twice"):
        balance([Share(Evidence.LONG_HOURS, 1, 4), Share(Evidence.LONG_HOURS, 1, 4)])


@given(st.dictionaries(st.sampled_from(Evidence), st.tuples(st.floats(0, 1), st.floats(0, 1e6))))
def test_no_needle_leaves_its_scale(counted: dict[Evidence, tuple[float, float]]) -> None:
    shares = [Share(kind, part * whole, whole) for kind, (part, whole) in counted.items()]
    for found in balance(shares):
        assert found.value is None or -1 <= found.value <= 1
