from collections.abc import Sequence

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import Anchor, Criterion, Direction, KnockOut, Normalisation
from tenure.analytics.portfolio import AnchoredCriteria, propose_anchors, score
from tenure.analytics.portfolio.scoring import check_anchors

REVENUE = Criterion("revenue", "revenue", "revenue", 1)
RECENCY = Criterion("recency", "recency", "revenue", 1, direction=Direction.COST)


def proposed(values: Sequence[float | None], criterion: Criterion = REVENUE) -> AnchoredCriteria:
    frame = pl.DataFrame({"revenue": values}, schema={"revenue": pl.Float64})
    return propose_anchors(frame, [criterion])


def pairs(answer: AnchoredCriteria) -> list[tuple[float, float]]:
    return [(anchor.value, anchor.score) for anchor in answer.criteria[0].anchors]


def test_anchors_are_the_quantiles_in_two_significant_digits() -> None:
    values = [float(n * n) for n in range(101)]
    assert pairs(proposed(values)) == [(25, 0), (2500, 4), (5600, 6), (9000, 8), (9800, 10)]


def test_for_a_cost_the_lowest_values_earn_the_ten() -> None:
    values = [float(n) for n in range(101)]
    assert pairs(proposed(values, RECENCY)) == [(1, 10), (5, 8), (25, 6), (50, 4), (95, 0)]


def test_given_anchors_are_frozen() -> None:
    frozen = Criterion("revenue", "revenue", "revenue", 1, anchors=(Anchor(0, 0), Anchor(1, 10)))
    assert proposed([5.0, 500.0], frozen) == AnchoredCriteria((frozen,))
    assert proposed([None, None], frozen) == AnchoredCriteria((frozen,))


def test_a_measure_unknown_for_everybody_is_left_out_with_a_notice() -> None:
    assert proposed([None, None]) == AnchoredCriteria((), ("Revenue is unknown for every account, so it is left out.",))


def test_a_measure_that_is_the_same_for_everybody_is_left_out_with_a_notice() -> None:
    notice = "Revenue is 7 wherever it is known, so it has no say."
    assert proposed([7.0, None, 7.0]) == AnchoredCriteria((), (notice,))


def test_a_measure_that_is_the_same_for_everybody_keeps_its_limit_and_loses_its_weight() -> None:
    limited = Criterion("revenue", "revenue", "revenue", 5, knock_out=KnockOut(minimum=10))
    criteria = proposed([7.0, 7.0], limited).criteria
    other = Criterion("size", "size", "size", 1, anchors=(Anchor(0, 0), Anchor(1, 10)))
    frame = pl.DataFrame({"revenue": [7.0, 7.0], "size": [1.0, 0.5]})
    scored = score(frame, [*criteria, other]).collect().to_native()
    assert scored["knocked_out"].to_list() == [True, True]
    assert scored["score"].to_list() == [10.0, 5.0]


def test_other_scales_need_no_anchors_but_a_known_measure_that_differs() -> None:
    least_to_most = Criterion("revenue", "revenue", "revenue", 1, normalisation=Normalisation.MIN_MAX)
    assert proposed([1.0, 2.0], least_to_most) == AnchoredCriteria((least_to_most,))
    assert proposed([None], least_to_most).criteria == ()


def test_equal_quantiles_become_one_anchor_the_worst_keeping_its_zero() -> None:
    values = [1.0] * 80 + [2.0] * 15 + [9.0] * 5
    assert pairs(proposed(values)) == [(1, 0), (2.4, 8), (9, 10)]


def test_a_single_account_that_stands_out_earns_the_ten() -> None:
    assert pairs(proposed([1.0] * 999 + [50.0])) == [(1, 0), (50, 10)]
    assert pairs(proposed([30.0] * 999 + [2.0], RECENCY)) == [(2, 10), (30, 0)]


def test_a_single_account_that_falls_short_gets_the_zero() -> None:
    assert pairs(proposed([0.0] + [1.0] * 200)) == [(0, 0), (1, 10)]
    assert pairs(proposed([9.0] + [1.0] * 200, RECENCY)) == [(1, 10), (9, 0)]


def test_values_that_two_digits_cannot_tell_apart_get_more_digits() -> None:
    assert [value for value, _ in pairs(proposed([1000.0 + n for n in range(101)]))] == [1005, 1050, 1075, 1095, 1099]


@settings(max_examples=60)
@given(
    st.lists(st.none() | st.integers(-(10**9), 10**9).map(lambda n: n / 100), min_size=1, max_size=30),
    st.sampled_from([REVENUE, RECENCY]),
)
def test_every_proposal_can_be_scored_with_and_keeps_the_direction(
    values: list[float | None], criterion: Criterion
) -> None:
    answer = proposed(values, criterion)
    assert len(answer.criteria) + len(answer.notices) == 1
    for made in answer.criteria:
        check_anchors(made.code, made.anchors)
        scores = [anchor.score for anchor in made.anchors]
        assert scores == sorted(scores, reverse=criterion.direction is Direction.COST)
        assert {0.0, 10.0} == {min(scores), max(scores)}


def test_half_of_a_skewed_portfolio_stays_at_four_or_less() -> None:
    values = [2.0**n for n in range(40)]
    criteria = proposed(values).criteria
    scores = score(pl.DataFrame({"revenue": values}), criteria).collect().to_native()["score"]
    assert (scores <= 4.1).sum() >= 20
    assert (scores >= 8).sum() <= 3
