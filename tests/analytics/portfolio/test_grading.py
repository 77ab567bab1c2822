from collections.abc import Sequence
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import DEFAULT_SCHEME, GradeScheme, Level
from tenure.analytics.portfolio import grade
from tests.analytics.portfolio import naive

THREE = (Level("a", cut=7.0), Level("b", cut=5.0), Level("c"))


def graded(
    scores: Sequence[float | None],
    scheme: GradeScheme = DEFAULT_SCHEME,
    *,
    revenue: Sequence[float] | None = None,
    lows: Sequence[float] | None = None,
    highs: Sequence[float] | None = None,
    knocked_out: Sequence[bool] | None = None,
    previous: dict[str, str] | None = None,
) -> dict[str, dict[str, Any]]:
    """Grade accounts A, B, C ... of these scores; without lows and highs everything is known."""
    certain = [10.0 if score is None else score for score in scores]
    frame = pl.DataFrame(
        {
            "account": [chr(ord("A") + n) for n in range(len(scores))],
            "revenue": revenue or [0.0] * len(scores),
            "score": scores,
            "low": lows or [0.0 if score is None else score for score in scores],
            "high": highs or certain,
            "knocked_out": knocked_out or [False] * len(scores),
        },
        schema_overrides={"score": pl.Float64, "low": pl.Float64, "high": pl.Float64, "revenue": pl.Float64},
    )
    held = None if previous is None else pl.DataFrame({"account": list(previous), "grade": list(previous.values())})
    return {
        row["account"]: row
        for row in grade(frame, scheme, held).collect().to_native().sort("account").iter_rows(named=True)
    }


def codes(rows: dict[str, dict[str, Any]]) -> str:
    return "".join(row["grade"] for row in rows.values())


def test_a_score_on_the_cut_has_met_it() -> None:
    assert codes(graded([7.0, 6.9999, 5.5, 4.0, 3.99, None])) == "abbcdd"


def test_places_fill_in_order_of_score() -> None:
    scheme = GradeScheme((Level("a", places=1), Level("b", places=2), Level("c")))
    assert codes(graded([1.0, 9.0, 2.0, 3.0, 0.5, None], scheme)) == "cabbcc"


def test_with_cut_and_places_an_account_needs_both() -> None:
    scheme = GradeScheme((Level("a", cut=7.0, places=1), Level("b", cut=5.0, places=2), Level("c")))
    rows = graded([9.0, 8.0, 6.0, 5.5, 4.0], scheme)
    assert codes(rows) == "abbcc"
    assert [row["turned_away"] for row in rows.values()] == [False, True, False, True, False]


def test_free_places_stay_free_when_nobody_meets_the_cut() -> None:
    scheme = GradeScheme((Level("a", cut=7.0, places=3), Level("b", places=1), Level("c")))
    assert codes(graded([6.0, 5.0, 4.0], scheme)) == "bcc"


def test_no_place_is_given_to_an_account_without_a_score() -> None:
    assert codes(graded([None, None], GradeScheme((Level("a", places=2), Level("b"))))) == "bb"


def test_equal_scores_rank_by_revenue_in_cents_and_then_by_code() -> None:
    rows = graded([5.0, 5.0, 5.0, 6.0, None], revenue=[1.001, 2.0, 1.002, 0.0, 9.0])
    assert [row["rank"] for row in rows.values()] == [3, 2, 4, 1, 5]
    assert [row["rank_by_sales"] for row in rows.values()] == [3, 2, 4, 5, 1]


def test_a_held_grade_changes_only_beyond_the_hysteresis() -> None:
    scores = [7.2, 7.3, 6.8, 6.7, 6.69, 7.0, 6.9]
    previous = {"A": "b", "B": "b", "C": "a", "D": "a", "E": "a"}
    assert codes(graded(scores, GradeScheme(THREE), previous=previous)) == "baaabab"


def test_each_cut_that_is_crossed_has_its_own_hysteresis() -> None:
    previous = {"A": "a", "B": "a", "C": "c", "D": "c"}
    assert codes(graded([4.8, 4.6, 7.2, 7.4], GradeScheme(THREE), previous=previous)) == "bcba"


def test_a_grade_of_a_scheme_no_longer_used_counts_as_none() -> None:
    assert codes(graded([7.0], GradeScheme(THREE), previous={"A": "gold"})) == "a"


def test_the_knocked_out_get_the_last_level_and_take_no_place() -> None:
    scheme = GradeScheme((Level("a", places=1), Level("b")))
    rows = graded([9.0, 8.0], scheme, knocked_out=[True, False], lows=[0.0, 8.0], highs=[10.0, 8.0])
    assert codes(rows) == "ba"
    assert rows["A"]["rank"] == 1
    assert not rows["A"]["provisional"]


def test_a_grade_is_provisional_while_the_interval_spans_a_cut() -> None:
    rows = graded([6.0, 6.0, 6.0, 7.0], lows=[5.6, 5.4, 5.6, 7.0], highs=[6.9, 6.9, 7.0, 7.0])
    assert [row["provisional"] for row in rows.values()] == [False, True, True, False]


def test_a_grade_is_provisional_while_the_interval_spans_the_last_place() -> None:
    scheme = GradeScheme((Level("a", places=1), Level("b")))
    rows = graded([8.0, 6.0, 5.0], scheme, lows=[8.0, 5.0, 4.0], highs=[8.0, 8.5, 7.9])
    assert [row["provisional"] for row in rows.values()] == [False, True, False]


def test_places_that_are_not_all_taken_bound_nothing() -> None:
    scheme = GradeScheme((Level("a", places=5), Level("b")))
    rows = graded([8.0, 6.0], scheme, lows=[0.0, 5.0], highs=[8.0, 9.0])
    assert [row["provisional"] for row in rows.values()] == [False, False]


def test_key_levels_are_counted_from_the_best_and_never_hold_the_last() -> None:
    assert [row["key"] for row in graded([8.0, 6.0, 5.0, 1.0]).values()] == [True, True, False, False]
    two = GradeScheme((Level("a", cut=5.0), Level("b")), key_levels=2)
    assert [row["key"] for row in graded([8.0, 1.0], two).values()] == [True, False]


levels = st.sampled_from(
    [
        THREE,
        (Level("a", cut=7.0, places=1), Level("b", cut=5.0, places=2), Level("c")),
        (Level("a", places=2), Level("b", cut=4.0), Level("c")),
        (Level("a", cut=8.0), Level("b", places=0), Level("c")),
    ]
)
some_scores = st.lists(st.none() | st.integers(0, 20).map(lambda n: n / 2), min_size=1, max_size=8)


@settings(max_examples=60)
@given(some_scores, levels)
def test_grades_agree_with_the_naive_twin(scores: list[float | None], levels: tuple[Level, ...]) -> None:
    rows = sorted(graded(scores, GradeScheme(levels)).values(), key=lambda row: row["rank"])
    assert [row["grade"] for row in rows] == naive.grades([row["score"] for row in rows], levels)


@settings(max_examples=60)
@given(some_scores, levels, st.integers(0, 7), st.integers(1, 10))
def test_a_better_score_never_lowers_rank_or_grade(
    scores: list[float | None], levels: tuple[Level, ...], chosen: int, gain: int
) -> None:
    chosen %= len(scores)
    better = [min(10.0, (s or 0.0) + gain) if n == chosen else s for n, s in enumerate(scores)]
    account = chr(ord("A") + chosen)
    before, after = (graded(s, GradeScheme(levels))[account] for s in (scores, better))
    assert after["rank"] <= before["rank"]
    assert after["level"] <= before["level"]


@pytest.mark.parametrize(
    ("levels", "complaint"),
    [
        ((), "needs at least one level and different codes"),
        ((Level("a"), Level("a")), "needs at least one level and different codes"),
        (
            (Level("a", cut=5.0), Level("b", cut=5.0)),
            r"must fall from the best level to the last, but they are \[5.0, 5.0\]",
        ),
        ((Level("a", places=-1), Level("b")), "cannot have -1 places; it must be 0 or more"),
    ],
)
def test_a_scheme_that_cannot_grade_is_refused(levels: tuple[Level, ...], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        graded([1.0], GradeScheme(levels))
