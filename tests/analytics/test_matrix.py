"""The directional policy matrix puts accounts into the box that the published formula gives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.matrix import (
    Box,
    CutLines,
    Placement,
    attractiveness,
    business_strength,
    place,
    relative_strength,
)

scores = st.floats(0, 10)


def test_the_worked_example_gives_attractiveness_strength_and_relative_strength() -> None:
    own = business_strength([0.5, 0.3, 0.2], [7, 6, 8])
    best = business_strength([0.5, 0.3, 0.2], [8, 7, 5])
    assert attractiveness([0.4, 0.35, 0.25], [8, 6, 9]) == pytest.approx(7.55)
    assert (own, best) == pytest.approx((6.9, 7.1))
    assert relative_strength(own, [best]) == pytest.approx(0.9718, abs=5e-5)


@pytest.mark.parametrize(
    ("attractive", "relative", "box", "label", "strategy"),
    [
        (7.55, 1.2, Box.STRATEGIC, "Strategic", "Invest jointly."),
        (7.55, 0.9718, Box.STAR, "Star", "Invest selectively."),
        (4.0, 1.2, Box.STATUS, "Status", "Maintain proactively."),
        (4.0, 0.5, Box.STREAMLINE, "Streamline", "Manage for cash and serve at low cost."),
        (5.0, 1.0, Box.STRATEGIC, "Strategic", "Invest jointly."),
    ],
)
def test_each_box_has_its_name_and_strategy_and_a_line_belongs_to_the_high_side(
    attractive: float, relative: float, box: Box, label: str, strategy: str
) -> None:
    placed = place(attractive, relative).box
    assert placed is box
    assert (placed.label, placed.strategy) == (label, strategy)


def test_cut_lines_are_the_users() -> None:
    assert place(6.0, 1.1, CutLines(attractiveness=6.5, relative_strength=1.2)).box is Box.STREAMLINE


def test_rounding_noise_does_not_push_an_account_off_the_line() -> None:
    noisy = 0.1 + 0.2 + 4.7 - 1e-15
    assert noisy < 5
    assert place(noisy, 1.0).box is Box.STRATEGIC


@given(scores, st.floats(0, 5))
def test_the_distances_say_on_which_side_of_the_lines_an_account_lies(attractive: float, relative: float) -> None:
    placement = place(attractive, relative)
    assert placement.to_attractiveness_line is not None
    assert placement.to_strength_line is not None
    assert (placement.to_attractiveness_line >= 0) == (placement.box in {Box.STRATEGIC, Box.STAR})
    assert (placement.to_strength_line >= 0) == (placement.box in {Box.STRATEGIC, Box.STATUS})


@pytest.mark.parametrize("competitors", [[], [None], [0.0]])
def test_without_a_competitor_there_is_no_relative_strength_and_no_box(competitors: list[float | None]) -> None:
    relative = relative_strength(6.9, competitors)
    assert relative is None
    assert place(7.5, relative) == Placement(box=None, to_attractiveness_line=2.5, to_strength_line=None)


def test_without_an_own_score_there_is_no_relative_strength() -> None:
    assert relative_strength(None, [7.1]) is None
    assert place(None, 1.5) == Placement(box=None, to_attractiveness_line=None, to_strength_line=0.5)


@given(scores, st.lists(st.one_of(st.none(), scores), max_size=5))
def test_the_order_of_the_competitors_does_not_matter(own: float, competitors: list[float | None]) -> None:
    assert relative_strength(own, competitors) == relative_strength(own, competitors[::-1])


def test_an_unknown_score_is_left_out_and_not_taken_for_zero() -> None:
    assert attractiveness([2, 1], [8, None]) == 8
    assert attractiveness([2, 1], [None, None]) is None


def test_a_score_beyond_the_scale_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^A score must lie between 0 and 10 or be unknown; got 11\.$"):
        attractiveness([1], [11])
    with pytest.raises(ValueError, match=r"^A score must lie between 0 and 10 or be unknown; got -1\.$"):
        relative_strength(5, [-1])
