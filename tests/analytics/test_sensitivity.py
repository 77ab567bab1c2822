"""Swap weights agree with the published example and really swap; grade shares agree with a naive twin."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from tenure.analytics import sensitivity
from tenure.analytics.criteria import DEFAULT_SCHEME, GradeScheme, Level

Row = list[float | None]

PUBLISHED_WEIGHTS = [0.3277, 0.3058, 0.2876, 0.0790]
PUBLISHED_SCORES = [
    [0.3088, 0.2897, 0.3867, 0.1922],
    [0.2163, 0.3458, 0.1755, 0.6288],
    [0.4509, 0.2473, 0.1194, 0.0575],
    [0.0240, 0.1172, 0.3184, 0.1215],
]
WEIGHTS = [25.0, 20.0, 20.0, 15.0, 12.0, 8.0]
REVENUE, MARGIN, FIT, ACCESS, GROWTH, REPUTATION = range(6)
ALDER: Row = [9, 6, 8, 7, 6, 5]
BIRCH: Row = [7, 8, 6, 6, 9, 4]
CEDAR: Row = [10, 9, 9, 0, 8, 7]
DOGWOOD: Row = [5, 5, 6, 9, 4, 9]
ELM: Row = [8, None, 7, 6, 7, None]
FIR: Row = [3, 4, 2, 5, 3, 2]
UNKNOWN: Row = [None] * 6
PLACES = GradeScheme((Level("gold", places=1), Level("silver", places=2), Level("entrant")))
BOTH = GradeScheme(
    (Level("gold", cut=7.0, places=1), Level("silver", cut=5.5), Level("bronze", places=1), Level("rest"))
)

weight_lists = st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any)
score = st.one_of(st.none(), st.integers(0, 20).map(lambda half: half / 2))
tables = st.lists(st.lists(score, min_size=3, max_size=3), min_size=2, max_size=7)
level = st.builds(
    Level,
    st.just("x"),
    cut=st.one_of(st.none(), st.sampled_from([4, 5, 7.5])),
    places=st.one_of(st.none(), st.integers(0, 3)),
)
schemes = st.lists(level, min_size=0, max_size=3).map(lambda levels: GradeScheme((*levels, Level("last"))))


def scores_at(weights: list[float], rows: list[Row]) -> list[float]:
    return list(sensitivity.weighted_scores(weights, rows))


def test_the_published_alternatives_score_as_published() -> None:
    scores = sensitivity.weighted_scores(PUBLISHED_WEIGHTS, PUBLISHED_SCORES)
    assert scores == pytest.approx([0.3162, 0.2768, 0.2623, 0.1449], abs=1e-4)


def test_the_published_swaps_of_the_first_and_second_alternative() -> None:
    swaps = sensitivity.swap_weights(PUBLISHED_WEIGHTS, PUBLISHED_SCORES[0], PUBLISHED_SCORES[1])
    assert not swaps[0].feasible
    assert [swap.relative_percent for swap in swaps[1:]] == pytest.approx([-229.7, 64.9, -114.3], abs=0.2)


def test_the_published_swaps_of_the_first_and_third_alternative() -> None:
    swaps = sensitivity.swap_weights(PUBLISHED_WEIGHTS, PUBLISHED_SCORES[0], PUBLISHED_SCORES[2])
    assert [swaps[0].relative_percent, swaps[2].relative_percent] == pytest.approx([-115.8, 70.1], abs=0.1)


def test_the_published_most_critical_criteria() -> None:
    top = sensitivity.percent_top(PUBLISHED_WEIGHTS, PUBLISHED_SCORES)
    anywhere = sensitivity.percent_any(PUBLISHED_WEIGHTS, PUBLISHED_SCORES)
    assert top is not None
    assert anywhere is not None
    assert (top.better, top.other, top.swap.criterion) == (0, 1, 2)
    assert top.swap.relative_percent == pytest.approx(64.9, abs=0.05)
    assert (anywhere.better, anywhere.other, anywhere.swap.criterion) == (1, 2, 0)
    assert anywhere.swap.relative_percent == pytest.approx(-18.9, abs=0.05)


def test_the_tornado_of_alder_and_birch() -> None:
    bars = sensitivity.tornado(WEIGHTS, ALDER, BIRCH)
    assert [bar.criterion for bar in bars[:4]] == [GROWTH, MARGIN, REVENUE, FIT]
    assert [bar.swap_weight for bar in bars[:4]] == pytest.approx([0.2166, 0.3249, 0.0798, 0.0184], abs=5e-5)
    assert [bar.weight for bar in bars[:4]] == pytest.approx([0.12, 0.20, 0.25, 0.20])
    assert {bar.criterion for bar in bars if not bar.feasible} == {ACCESS, REPUTATION}


@given(weight_lists, tables)
def test_the_swap_weight_makes_the_two_scores_equal(weights: list[float], rows: list[Row]) -> None:
    total = sum(weights)
    for swap in sensitivity.swap_weights(weights, rows[0], rows[1]):
        if swap.swap_weight is None or swap.delta is None:
            continue
        taken_off = [weight / total for weight in weights]
        # A weight next to nothing, because without any an account known on this criterion alone has no score.
        taken_off[swap.criterion] = max(taken_off[swap.criterion] - swap.delta, 1e-9)
        one, other = scores_at(taken_off, rows[:2])
        assert one == pytest.approx(other, abs=1e-6)
        assert swap.swap_weight == pytest.approx(taken_off[swap.criterion] / sum(taken_off), abs=1e-8)


@given(weight_lists, st.lists(st.lists(st.integers(0, 10), min_size=3, max_size=3), min_size=2, max_size=2))
def test_known_scores_swap_exactly_where_the_two_published_formulas_say(
    weights: list[float], rows: list[list[float]]
) -> None:
    shares = np.array(weights) / sum(weights)
    first, second = np.array(rows)
    for k, swap in enumerate(sensitivity.swap_weights(weights, rows[0], rows[1])):
        others = 1 - shares[k]
        if first[k] == second[k] or others == 0:
            assert not swap.feasible
            continue
        delta = (shares @ second - shares @ first) / (second[k] - first[k])
        assert swap.feasible == (delta <= shares[k] + 1e-12)
        if swap.feasible:
            rest_one, rest_other = ((shares @ row - shares[k] * row[k]) / others for row in (first, second))
            weight = (rest_other - rest_one) / ((first[k] - rest_one) - (second[k] - rest_other))
            assert (swap.delta, swap.swap_weight) == pytest.approx((delta, weight), abs=1e-9)


@given(weight_lists, tables)
def test_neighbours_in_the_ranking_are_enough_to_find_the_most_critical_swap(
    weights: list[float], rows: list[Row]
) -> None:
    every = [
        abs(swap.relative_percent)
        for one, other in combinations(rows, 2)
        for swap in sensitivity.swap_weights(weights, one, other)
        if swap.relative_percent is not None
    ]
    critical = sensitivity.percent_any(weights, rows)
    if critical is None or critical.swap.relative_percent is None:
        assert every == []
    else:
        assert abs(critical.swap.relative_percent) == pytest.approx(min(every), abs=1e-6)


@given(weight_lists, tables)
def test_the_winner_is_harder_to_unseat_than_any_two_are_to_swap(weights: list[float], rows: list[Row]) -> None:
    top, anywhere = sensitivity.percent_top(weights, rows), sensitivity.percent_any(weights, rows)
    assume(top is not None)
    assert top is not None
    assert anywhere is not None
    assert top.swap.relative_percent is not None
    assert anywhere.swap.relative_percent is not None
    assert abs(anywhere.swap.relative_percent) <= abs(top.swap.relative_percent) + 1e-6


def test_an_account_with_unknown_scores_has_a_swap_weight_too() -> None:
    swap = sensitivity.swap_weights(WEIGHTS, ALDER, ELM)[REVENUE]
    assert swap.delta is not None
    new = [swap_weight / 100 for swap_weight in WEIGHTS]
    new[REVENUE] -= swap.delta
    alder, elm = scores_at(new, [ALDER, ELM])
    assert alder == pytest.approx(elm)


def test_an_account_known_on_one_criterion_alone_keeps_its_score_down_to_no_weight_at_all() -> None:
    swap = sensitivity.swap_weights([5, 2, 4], [None, None, 1.5], [None, 1.5, 0])[2]
    assert (swap.swap_weight, swap.relative_percent) == pytest.approx((0, 100))


def test_equal_accounts_an_unknown_account_and_a_single_criterion_have_no_swap() -> None:
    assert not any(swap.feasible for swap in sensitivity.swap_weights(WEIGHTS, ALDER, ALDER))
    assert not any(swap.feasible for swap in sensitivity.swap_weights(WEIGHTS, ALDER, UNKNOWN))
    assert not sensitivity.swap_weights([1], [9], [3])[0].feasible
    assert sensitivity.percent_top(WEIGHTS, [ALDER]) is None
    assert sensitivity.percent_any(WEIGHTS, []) is None


def test_a_criterion_without_weight_can_swap_two_accounts_but_has_no_relative_change() -> None:
    swap = sensitivity.swap_weights([1, 0], [6, 2], [5, 9])[1]
    assert swap.delta == pytest.approx(-1 / 7)
    assert swap.relative_percent is None


def naive_grade(scores: list[float], scheme: GradeScheme) -> list[int]:
    """Let the accounts walk up one by one, best first, and take the best level that lets them in."""
    free = [len(scores) if level.places is None else level.places for level in scheme.levels]
    grades = [len(scheme.levels) - 1] * len(scores)
    for account in sorted(range(len(scores)), key=lambda row: -round(scores[row], 9)):
        for place, level in enumerate(scheme.levels[:-1]):
            if free[place] and (level.cut is None or round(scores[account], 9) >= level.cut):
                free[place] -= 1
                grades[account] = place
                break
    return grades


@given(weight_lists, tables, schemes)
def test_grade_shares_are_those_of_accounts_graded_one_by_one(
    weights: list[float], rows: list[Row], scheme: GradeScheme
) -> None:
    known = [row for row in rows if any(s is not None and w > 0 for s, w in zip(row, weights, strict=True))]
    assume(known)
    counts = np.zeros((len(known), len(scheme.levels)))
    for drawn in sensitivity.plausible_weightings(weights, draws=20).tolist():
        for account, grade in enumerate(naive_grade(scores_at(drawn, known), scheme)):
            counts[account, grade] += 1
    assert sensitivity.grade_shares(weights, known, scheme, draws=20).shares.tolist() == (counts / 20).tolist()


@given(weight_lists, tables, schemes)
def test_the_shares_of_every_account_sum_to_one(weights: list[float], rows: list[Row], scheme: GradeScheme) -> None:
    shares = sensitivity.grade_shares(weights, rows, scheme, draws=20).shares
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert shares.min() >= 0


@pytest.mark.parametrize("scheme", [DEFAULT_SCHEME, PLACES, BOTH])
def test_the_order_of_the_accounts_does_not_matter(scheme: GradeScheme) -> None:
    rows = [ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FIR, UNKNOWN]
    straight = sensitivity.grade_shares(WEIGHTS, rows, scheme, draws=500).shares
    backwards = sensitivity.grade_shares(WEIGHTS, rows[::-1], scheme, draws=500).shares
    assert backwards[::-1].tolist() == straight.tolist()


@pytest.mark.parametrize("scheme", [DEFAULT_SCHEME, PLACES, BOTH])
def test_cutting_the_work_into_chunks_changes_nothing(scheme: GradeScheme, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [ALDER, BIRCH, CEDAR, DOGWOOD, ELM, FIR]
    whole = sensitivity.grade_shares(WEIGHTS, rows, scheme, draws=100).shares
    monkeypatch.setattr(sensitivity, "_NUMBERS_PER_CHUNK", 20)
    assert sensitivity.grade_shares(WEIGHTS, rows, scheme, draws=100).shares.tolist() == whole.tolist()


def test_two_criteria_give_the_share_that_the_beta_distribution_gives() -> None:
    result = sensitivity.grade_shares([60, 40], [[10, 0]], GradeScheme((Level("a", cut=5.5), Level("b"))))
    exact = stats.beta(50 * 0.6, 50 * 0.4).sf(0.55)
    assert result.shares[0, 0] == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / 5000))


def test_a_grade_that_no_weighting_changes_holds_in_all_of_them() -> None:
    result = sensitivity.grade_shares(WEIGHTS, [[9] * 6, FIR], DEFAULT_SCHEME)
    assert result.levels == ("a", "b", "c", "d")
    assert result.holding(["a", "d"])[0] == 1.0
    assert result.holding(["b", "d"])[0] == 0.0


def test_equal_scores_take_the_last_place_in_the_order_of_the_rows() -> None:
    assert sensitivity.grade_shares(WEIGHTS, [ALDER, ALDER], PLACES, draws=50).shares[:, 0].tolist() == [1.0, 0.0]


def test_an_account_of_which_nothing_is_known_takes_no_place() -> None:
    shares = sensitivity.grade_shares(WEIGHTS, [UNKNOWN, FIR], PLACES, draws=50).shares
    assert shares.tolist() == [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]


def test_no_accounts_give_no_shares() -> None:
    assert sensitivity.grade_shares(WEIGHTS, [], DEFAULT_SCHEME).shares.shape == (0, 4)


def test_plausible_weightings_sum_to_one_centre_on_the_weights_and_repeat() -> None:
    drawn = sensitivity.plausible_weightings([*WEIGHTS, 0])
    assert drawn.shape == (5000, 7)
    assert drawn.sum(axis=1) == pytest.approx(np.ones(5000))
    assert drawn.mean(axis=0) == pytest.approx([*(weight / 100 for weight in WEIGHTS), 0], abs=0.005)
    assert drawn[:, MARGIN].std() == pytest.approx(np.sqrt(0.2 * 0.8 / 51), rel=0.05)
    assert drawn.tolist() == sensitivity.plausible_weightings([*WEIGHTS, 0]).tolist()


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [1, float("nan")], [1, float("inf")]])
def test_weights_that_cannot_be_shares_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match=r"^Weights must be finite, zero or more and not all zero; got \["):
        sensitivity.weighted_scores(weights, [])


def test_scores_that_do_not_fit_the_criteria_or_the_scale_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^Scores must be rows of one per criterion, here 2; got the shape \(1, 3\)\.$"
    ):
        sensitivity.weighted_scores([1, 1], [[1, 2, 3]])
    with pytest.raises(ValueError, match=r"^A score must lie between 0 and 10 or be unknown; got 11\.$"):
        sensitivity.grade_shares([1, 1], [[1, 11]], DEFAULT_SCHEME)


def test_draws_concentration_and_levels_must_be_there() -> None:
    with pytest.raises(ValueError, match=r"must be positive; got 0 and 50\.$"):
        sensitivity.plausible_weightings([1, 1], draws=0)
    with pytest.raises(ValueError, match=r"must be positive; got 5000 and 0\.$"):
        sensitivity.plausible_weightings([1, 1], concentration=0)
    with pytest.raises(ValueError, match=r"at least one level; got none\.$"):
        sensitivity.grade_shares([1], [[1]], GradeScheme(()))


def test_holding_wants_one_known_grade_per_account() -> None:
    result = sensitivity.grade_shares(WEIGHTS, [ALDER], DEFAULT_SCHEME, draws=10)
    with pytest.raises(ValueError, match=r"one grade; got 2 for 1 accounts\.$"):
        result.holding(["a", "b"])
    with pytest.raises(ValueError, match=r"one of a, b, c, d; got gold\.$"):
        result.holding(["gold"])
