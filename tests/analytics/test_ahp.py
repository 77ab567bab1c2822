"""Pairwise comparison gives the published weights and catches judgements that contradict each other."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics import ahp

DRINKS = ahp.pairwise_matrix(
    [
        *(9, 5, 2, 1, 1, 1 / 2),
        *(1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9),
        *(1 / 3, 1 / 4, 1 / 3, 1 / 9),
        *(1 / 2, 1, 1 / 3),
        *(2, 1 / 2),
        1 / 3,
    ]
)
LEADER = ahp.pairwise_matrix([4, 3, 7, 1 / 3, 3, 5])
LEADER_CANDIDATES: list[list[float]] = [[1 / 4, 4, 9], [3, 1 / 5, 1 / 7], [5, 9, 4], [1 / 3, 5, 9]]
HOUSE = ahp.pairwise_matrix(
    [
        *(5, 3, 7, 6, 6, 1 / 3, 1 / 4),
        *(1 / 3, 5, 3, 3, 1 / 5, 1 / 7),
        *(6, 3, 4, 6, 1 / 5),
        *(1 / 3, 1 / 4, 1 / 7, 1 / 8),
        *(1 / 2, 1 / 5, 1 / 6),
        *(1 / 5, 1 / 6),
        1 / 2,
    ]
)

scale = st.sampled_from([*range(1, 10), *(1 / value for value in range(2, 10))])


@st.composite
def judged_matrices(draw: st.DrawFn, least: int = 2, most: int = 7) -> ahp.Matrix:
    size = draw(st.integers(least, most))
    pairs = size * (size - 1) // 2
    return ahp.pairwise_matrix(draw(st.lists(scale, min_size=pairs, max_size=pairs)))


def test_drink_consumption_gives_the_published_weights() -> None:
    result = ahp.weighting(DRINKS)
    assert result.weights == pytest.approx([0.1775, 0.0191, 0.0418, 0.1164, 0.1896, 0.1288, 0.3268], abs=5e-5)
    assert result.lambda_max == pytest.approx(7.1766, abs=5e-5)
    assert result.consistency_index == pytest.approx(0.0294, abs=5e-5)
    assert result.consistency_ratio == pytest.approx(0.0223, abs=5e-5)
    assert result.acceptable


def test_choosing_a_leader_gives_the_published_weights_and_totals() -> None:
    result = ahp.weighting(LEADER)
    assert result.weights == pytest.approx([0.5476, 0.1266, 0.2699, 0.0559], abs=5e-5)
    assert result.lambda_max == pytest.approx(4.1184, abs=5e-5)
    assert result.consistency_ratio == pytest.approx(0.044, abs=5e-4)
    candidates = [ahp.eigenvector_weights(ahp.pairwise_matrix(upper)) for upper in LEADER_CANDIDATES]
    assert np.dot(result.weights, candidates) == pytest.approx([0.3581, 0.4928, 0.1491], abs=5e-5)


def test_buying_a_house_gives_the_published_weights_and_is_not_acceptable() -> None:
    result = ahp.weighting(HOUSE)
    expected = [0.1730, 0.0540, 0.1881, 0.0175, 0.0310, 0.0363, 0.1668, 0.3332]
    assert result.weights == pytest.approx(expected, abs=5e-5)
    assert result.lambda_max == pytest.approx(9.6689, abs=5e-5)
    assert result.consistency_index == pytest.approx(0.2384, abs=5e-5)
    assert result.consistency_ratio == pytest.approx(0.1691, abs=5e-5)
    assert not result.acceptable


def test_mending_the_worst_comparison_of_the_house_makes_it_more_consistent() -> None:
    worst = ahp.worst_comparison(HOUSE)
    assert worst is not None
    assert (worst.row, worst.column, worst.value) == (2, 6, 6.0)
    mended = HOUSE.copy()
    mended[worst.row, worst.column] = worst.consistent
    mended[worst.column, worst.row] = 1 / worst.consistent
    assert ahp.consistency_ratio(mended) < ahp.consistency_ratio(HOUSE)


@pytest.mark.parametrize("upper", [[], [1 / 9], [7]])
def test_one_or_two_criteria_are_always_consistent(upper: list[float]) -> None:
    result = ahp.weighting(ahp.pairwise_matrix(upper))
    assert (result.consistency_index, result.consistency_ratio, result.worst) == (0.0, 0.0, None)
    assert sum(result.weights) == pytest.approx(1)


def test_a_ratio_of_exactly_the_limit_is_acceptable_and_the_table_is_the_first_of_saaty() -> None:
    assert ahp.ACCEPTABLE_RATIO == 0.10
    assert ahp.RANDOM_INDEX == (0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)


@given(st.lists(st.floats(1, 9), min_size=1, max_size=10))
def test_the_ratios_of_a_weight_vector_return_it_without_contradiction(raw: list[float]) -> None:
    weights = np.array(raw) / sum(raw)
    result = ahp.weighting(weights[:, None] / weights[None, :])
    assert result.weights == pytest.approx(weights.tolist(), abs=1e-9)
    assert result.geometric_mean_weights == pytest.approx(weights.tolist(), abs=1e-9)
    assert result.consistency_ratio == pytest.approx(0, abs=1e-9)
    assert result.worst is None


@given(judged_matrices())
def test_weights_sum_to_one_and_the_ratio_is_never_negative(matrix: ahp.Matrix) -> None:
    result = ahp.weighting(matrix)
    assert sum(result.weights) == pytest.approx(1)
    assert min(result.weights) > 0
    assert result.consistency_ratio >= 0


@given(judged_matrices(), st.data())
def test_the_order_of_the_criteria_does_not_matter(matrix: ahp.Matrix, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(matrix))))
    shuffled = ahp.weighting(matrix[np.ix_(order, order)])
    straight = ahp.weighting(matrix)
    assert shuffled.weights == pytest.approx([straight.weights[place] for place in order], abs=1e-9)
    assert shuffled.consistency_ratio == pytest.approx(straight.consistency_ratio, abs=1e-9)


@given(judged_matrices(most=3))
def test_up_to_three_criteria_the_geometric_mean_equals_the_eigenvector(matrix: ahp.Matrix) -> None:
    assert ahp.geometric_mean_weights(matrix) == pytest.approx(ahp.eigenvector_weights(matrix), abs=1e-9)


@given(st.lists(st.lists(scale, min_size=6, max_size=6), min_size=1, max_size=4))
def test_a_group_matrix_is_reciprocal_and_does_not_depend_on_who_speaks_first(people: list[list[float]]) -> None:
    matrices = [ahp.pairwise_matrix(upper) for upper in people]
    group = ahp.aggregate(matrices)
    assert group * group.T == pytest.approx(np.ones((4, 4)))
    assert group == pytest.approx(ahp.aggregate(matrices[::-1]))


@pytest.mark.parametrize(
    ("matrix", "sentence"),
    [
        ([[1, 2, 3], [1 / 2, 1, 1]], "A pairwise matrix must be square; got the shape (2, 3)."),
        ([[1, 2], [0.5]], "A pairwise matrix must be rows of equally many numbers; got [[1, 2], [0.5]]."),
        ([[1, -2], [-0.5, 1]], "A pairwise judgement must be a positive number; got -2."),
        ([[1, float("nan")], [1, 1]], "A pairwise judgement must be a positive number; got nan."),
        ([[1, 10], [0.1, 1]], "A pairwise judgement must lie between 1/9 and 9; got 10."),
        (np.ones((11, 11)), "A pairwise matrix must compare 1 to 10 criteria; got 11."),
        (np.ones((0, 0)), "A pairwise matrix must compare 1 to 10 criteria; got 0."),
        (
            [[1, 3], [0.5, 1]],
            "A pairwise matrix must be reciprocal, a_ij * a_ji = 1; got 3 at (1, 2) and 0.5 at (2, 1).",
        ),
        (
            [[2]],
            "A pairwise matrix must be reciprocal, a_ij * a_ji = 1; got 2 at (1, 1) and 2 at (1, 1).",
        ),
    ],
)
def test_what_is_not_a_pairwise_matrix_is_refused_with_a_sentence(matrix: object, sentence: str) -> None:
    with pytest.raises(ValueError) as refusal:
        ahp.checked(matrix)  # type: ignore[arg-type]
    assert str(refusal.value) == sentence


def test_two_judgements_fit_no_matrix() -> None:
    with pytest.raises(ValueError, match=r"must number n\(n-1\)/2 \(1, 3, 6, 10 \.\.\.\); got 2\.$"):
        ahp.pairwise_matrix([1, 2])


def test_a_judgement_of_zero_is_refused_before_it_is_inverted() -> None:
    with pytest.raises(ValueError, match=r"must be a positive number; got 0\.$"):
        ahp.pairwise_matrix([0])


@pytest.mark.parametrize(("matrices", "seen"), [([], "none"), ([np.ones((2, 2)), np.ones((3, 3))], "2, 3")])
def test_a_group_needs_matrices_of_one_size(matrices: list[ahp.Matrix], seen: str) -> None:
    with pytest.raises(ValueError, match=f"all of one size; got sizes: {seen}"):
        ahp.aggregate(matrices)
