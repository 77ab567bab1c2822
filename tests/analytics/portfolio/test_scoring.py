from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import Anchor, Criterion, Direction, KnockOut, Normalisation
from tenure.analytics.portfolio import contribution_column, score, score_column
from tests.analytics.portfolio import naive

LADDER = (Anchor(0, 0), Anchor(250_000, 4), Anchor(1_000_000, 8), Anchor(3_000_000, 10))
TEN = (Anchor(0, 0), Anchor(10, 10))
SIX = (25, 20, 20, 15, 12, 8)


def scores_of(
    raw: Sequence[float | None],
    normalisation: Normalisation,
    direction: Direction = Direction.BENEFIT,
    anchors: tuple[Anchor, ...] = (),
) -> list[float | None]:
    """Score one column of raw values by one criterion, in shares of one, to four decimals."""
    criterion = Criterion("x", "x", "x", 1, direction, normalisation, anchors)
    frame = pl.DataFrame({"account": [str(n) for n in range(len(raw))], "x": raw}, schema_overrides={"x": pl.Float64})
    column = score(frame, [criterion]).collect().to_native().sort("account")[score_column("x")]
    return [None if value is None else round(value / 10, 4) for value in column]


def weighted(rows: dict[str, Sequence[float | None]], weights: Sequence[float] = SIX) -> dict[str, dict[str, Any]]:
    """Weigh given scores of 0 to 10; one dictionary per account."""
    criteria = [Criterion(f"c{n}", f"c{n}", f"c{n}", weight, anchors=TEN) for n, weight in enumerate(weights)]
    data = {c.code: [row[n] for row in rows.values()] for n, c in enumerate(criteria)}
    frame = pl.DataFrame({"account": list(rows)} | data, schema_overrides=dict.fromkeys(data, pl.Float64))
    return {row["account"]: row for row in score(frame, criteria).collect().to_native().iter_rows(named=True)}


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [
        (Normalisation.MIN_MAX, [0.8571, 0.5714, 1, 0.2857, 0.7143, 0]),
        (Normalisation.MAX, [0.9, 0.7, 1, 0.5, 0.8, 0.3]),
        (Normalisation.SUM, [0.2143, 0.1667, 0.2381, 0.1190, 0.1905, 0.0714]),
        (Normalisation.VECTOR, [0.4969, 0.3865, 0.5522, 0.2761, 0.4417, 0.1656]),
        (Normalisation.PERCENTILE, [0.8, 0.4, 1, 0.2, 0.6, 0]),
    ],
)
def test_benefits_are_normalised_as_published(normalisation: Normalisation, expected: list[float]) -> None:
    assert scores_of([900, 700, 1000, 500, 800, 300], normalisation) == expected


@pytest.mark.parametrize(
    ("normalisation", "expected"),
    [
        (Normalisation.MIN_MAX, [1, 0, 0.6667]),
        (Normalisation.MAX, [1, 0.5714, 0.8]),
        (Normalisation.SUM, [0.4217, 0.241, 0.3373]),
        (Normalisation.VECTOR, [0.5784, 0.2621, 0.473]),
        (Normalisation.PERCENTILE, [1, 0, 0.5]),
    ],
)
def test_costs_are_normalised_as_published(normalisation: Normalisation, expected: list[float]) -> None:
    assert scores_of([20, 35, 25], normalisation, Direction.COST) == expected


def test_the_anchored_scale_is_linear_between_anchors_and_level_beyond_them() -> None:
    raw = [-5, 0, 125_000, 250_000, 625_000, 1_000_000, 2_000_000, 3_000_000, 9_000_000]
    assert scores_of(raw, Normalisation.ANCHORED, anchors=LADDER) == [0, 0, 0.2, 0.4, 0.6, 0.8, 0.9, 1, 1]


def test_an_anchored_cost_follows_its_anchors_downwards() -> None:
    falling = (Anchor(0, 10), Anchor(30, 4), Anchor(90, 0))
    assert scores_of([0, 15, 30, 60, 365], Normalisation.ANCHORED, Direction.COST, falling) == [1, 0.7, 0.4, 0.2, 0]


@pytest.mark.parametrize("normalisation", list(Normalisation))
@pytest.mark.parametrize("direction", list(Direction))
def test_unknown_stays_unknown_and_no_score_leaves_its_scale(
    normalisation: Normalisation, direction: Direction
) -> None:
    scores = scores_of([None, -3, 0, 2, 2, 7, None], normalisation, direction, TEN)
    assert [scores[0], scores[-1]] == [None, None]
    assert all(value is None or 0 <= value <= 1 for value in scores)


def test_equal_values_all_earn_the_full_min_max_score() -> None:
    assert scores_of([5, 5, None], Normalisation.MIN_MAX) == [1, 1, None]


def test_ties_share_a_percentile_and_one_account_alone_has_the_best() -> None:
    assert scores_of([1, 2, 2, 3], Normalisation.PERCENTILE) == [0, 0.5, 0.5, 1]
    assert scores_of([7, None], Normalisation.PERCENTILE) == [1, None]


def test_values_of_zero_have_no_reciprocal_and_so_no_score_as_a_cost() -> None:
    assert scores_of([0, 10, 20], Normalisation.MAX, Direction.COST) == [None, 1, 0.5]


def test_the_published_example_ranks_cedar_first_although_one_criterion_is_failed() -> None:
    rows = weighted(
        {
            "Alder": (9, 6, 8, 7, 6, 5),
            "Birch": (7, 8, 6, 6, 9, 4),
            "Cedar": (10, 9, 9, 0, 8, 7),
            "Dogwood": (5, 5, 6, 9, 4, 9),
            "Elm": (8, None, 7, 6, 7, None),
            "Fir": (3, 4, 2, 5, 3, 2),
        }
    )
    expected = {"Alder": 7.22, "Birch": 6.85, "Cedar": 7.62, "Dogwood": 6.0, "Elm": 7.139, "Fir": 3.22}
    assert {name: round(row["score"], 3) for name, row in rows.items()} == expected
    assert max(rows, key=lambda name: rows[name]["score"]) == "Cedar"


def test_unknown_criteria_open_an_interval_around_the_score() -> None:
    elm = weighted({"Elm": (8, None, 7, 6, 7, None)})["Elm"]
    assert (elm["low"], elm["high"], elm["completeness"]) == (5.14, 7.94, 0.72)
    fir = weighted({"Fir": (3, 4, 2, 5, 3, 2)})["Fir"]
    assert (fir["low"], fir["score"], fir["high"], fir["completeness"]) == (3.22, 3.22, 3.22, 1.0)


def test_an_account_of_which_nothing_is_known_has_no_score() -> None:
    row = weighted({"A": (None,) * 6})["A"]
    assert (row["score"], row["low"], row["high"], row["completeness"]) == (None, 0.0, 10.0, 0.0)


def test_without_criteria_nothing_is_known() -> None:
    row = score(pl.DataFrame({"account": ["A"]}), []).collect().to_native().row(0, named=True)
    assert (row["score"], row["low"], row["high"], row["completeness"]) == (None, 0.0, 10.0, 0.0)


known_scores = st.none() | st.integers(0, 100).map(lambda n: n / 10)


@settings(max_examples=50)
@given(
    st.lists(st.lists(known_scores, min_size=3, max_size=3), min_size=1, max_size=6),
    st.lists(st.integers(1, 9), min_size=3, max_size=3),
)
def test_totals_agree_with_the_naive_twin_and_contributions_sum_to_the_score(
    rows: list[list[float | None]], weights: list[int]
) -> None:
    scored = weighted({str(n): row for n, row in enumerate(rows)}, weights)
    for own, row in zip(rows, scored.values(), strict=True):
        twin = naive.weigh(own, weights)
        assert naive.close(row["score"], twin.score)
        assert naive.close(row["low"], twin.low)
        assert naive.close(row["high"], twin.high)
        assert naive.close(row["completeness"], twin.completeness)
        parts = [row[contribution_column(f"c{n}")] for n in range(3) if row[contribution_column(f"c{n}")] is not None]
        assert naive.close(sum(parts) if parts else None, row["score"])


@settings(max_examples=50)
@given(st.lists(st.none() | st.integers(-50, 5000), min_size=1, max_size=6))
def test_the_anchored_scale_agrees_with_the_naive_twin(raw: list[int | None]) -> None:
    criterion = Criterion("x", "x", "x", 1, anchors=(Anchor(-10, 1), Anchor(0, 2.5), Anchor(700, 6), Anchor(4000, 9)))
    found = scores_of(raw, Normalisation.ANCHORED, anchors=criterion.anchors)
    twin = [naive.anchored(value, criterion) for value in raw]
    assert found == [None if value is None else pytest.approx(value / 10, abs=1e-4) for value in twin]


@settings(max_examples=50)
@given(st.lists(st.none() | st.integers(-50, 5000), min_size=1, max_size=6), st.integers(-50, 5000))
def test_anchored_scores_do_not_change_when_an_account_is_added(raw: list[int | None], extra: int) -> None:
    alone = scores_of(raw, Normalisation.ANCHORED, anchors=TEN)
    assert scores_of([*raw, extra], Normalisation.ANCHORED, anchors=TEN)[: len(raw)] == alone


def test_money_is_scored_in_cents() -> None:
    frame = pl.DataFrame({"account": ["A", "B"], "revenue": [0.005, 0.014]})
    criterion = Criterion("revenue", "revenue", "revenue", 1, anchors=(Anchor(0, 0), Anchor(0.1, 10)))
    assert score(frame, [criterion]).collect().to_native()["score"].to_list() == [1.0, 1.0]


def test_only_a_known_value_beyond_a_limit_knocks_out() -> None:
    limited = Criterion("x", "x", "x", 1, anchors=TEN, knock_out=KnockOut(minimum=2, maximum=8))
    frame = pl.DataFrame({"account": list("ABCDE"), "x": [1.9, 2, 8, 8.1, None]})
    assert score(frame, [limited]).collect().to_native()["knocked_out"].to_list() == [True, False, False, True, False]


@pytest.mark.parametrize(
    ("criteria", "complaint"),
    [
        ([Criterion("x", "x", "x", 1, anchors=TEN)] * 2, "'x' is used more than once"),
        ([Criterion("x", "x", "y", 1, anchors=TEN)], "asks for the measure 'y'; there are: account, x"),
        ([Criterion("x", "x", "x", -1, anchors=TEN)], "has the weight -1; it must be 0 or more"),
        ([Criterion("x", "x", "x", float("nan"), anchors=TEN)], "has the weight nan; it must be 0 or more"),
        ([Criterion("x", "x", "x", 0, anchors=TEN)], "sum to 0; at least one weight must be above 0"),
        ([Criterion("x", "x", "x", 1)], "has 0 anchors; an anchored scale needs at least two"),
        ([Criterion("x", "x", "x", 1, anchors=(TEN[1], TEN[0]))], "must increase strictly"),
        ([Criterion("x", "x", "x", 1, anchors=(TEN[0], Anchor(5, 11)))], "must score between 0 and 10"),
    ],
)
def test_unusable_criteria_are_refused_in_one_sentence(criteria: list[Criterion], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        score(pl.DataFrame({"account": ["A"], "x": [1.0]}), criteria)
