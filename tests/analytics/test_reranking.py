"""Ranking again by other weights gives what the portfolio's own scoring and grading give, to the last bit."""

import narwhals as nw
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenure.analytics.criteria import Anchor, Criterion, GradeScheme, KnockOut, Level
from tenure.analytics.portfolio import grade, score, score_column
from tenure.analytics.portfolio.frames import cents
from tenure.analytics.reranking import Board, main_causes, rerank

SCALE = (Anchor(0, 0), Anchor(3, 4), Anchor(7, 8), Anchor(11, 10))
CODES = ("fit", "size", "pace")
SCHEMES = (
    GradeScheme((Level("a", cut=7.0), Level("b", cut=5.5), Level("c", cut=4.0), Level("d"))),
    GradeScheme((Level("a", cut=6.0, places=2), Level("b", places=3), Level("c")), hysteresis=0.5, key_levels=1),
    GradeScheme((Level("a", places=1), Level("b", cut=5.0, places=0), Level("c", cut=3.0), Level("d"))),
)
MEASURED = st.one_of(st.none(), st.floats(0, 11, width=32), st.sampled_from([0.0, 3.0, 7.0, 11.0]))


@st.composite
def portfolios(draw: st.DrawFn) -> pl.DataFrame:
    rows = draw(st.lists(st.tuples(MEASURED, MEASURED, MEASURED, st.integers(0, 4)), min_size=1, max_size=12))
    return pl.DataFrame(
        [(number, float(revenue), *values) for number, (*values, revenue) in enumerate(rows, start=1)],
        schema={"account": pl.Int64, "revenue": pl.Float64, **dict.fromkeys(CODES, pl.Float64)},
        orient="row",
    )


def criteria(weights: tuple[float, ...]) -> list[Criterion]:
    limits = {"fit": KnockOut(minimum=1.0)}
    return [
        Criterion(code, code, code, weight, anchors=SCALE, knock_out=limits.get(code))
        for code, weight in zip(CODES, weights, strict=True)
    ]


def board_of(scored: pl.DataFrame, held: pl.DataFrame | None, scheme: GradeScheme) -> Board:
    position = {level.code: place for place, level in enumerate(scheme.levels)}
    grades = {} if held is None else dict(held.iter_rows())
    return Board(
        accounts=scored["account"].to_numpy(),
        revenue=nw.from_native(scored).select(cents(nw.col("revenue")))["revenue"].to_numpy(),
        scores=scored.select(pl.col(score_column(code)).fill_null(np.nan) for code in CODES).to_numpy(),
        knocked_out=scored["knocked_out"].to_numpy(),
        held=np.array([position.get(grades.get(account, ""), -1) for account in scored["account"]]),
    )


@settings(max_examples=150, deadline=None)
@given(
    frame=portfolios(),
    weights=st.tuples(*[st.floats(0, 100, width=32)] * 3).filter(lambda some: sum(some) > 0),
    scheme=st.sampled_from(SCHEMES),
    codes=st.none() | st.lists(st.sampled_from("abcdx"), min_size=12, max_size=12),
)
def test_it_equals_the_portfolios_own_ranking(
    frame: pl.DataFrame, weights: tuple[float, ...], scheme: GradeScheme, codes: list[str] | None
) -> None:
    held = None if codes is None else pl.DataFrame({"account": frame["account"], "grade": codes[: frame.height]})
    scored = score(frame, criteria(weights)).collect().to_native()
    wanted = grade(scored, scheme, held).collect().to_native().sort("account")
    found = rerank(board_of(scored.sort("account"), held, scheme), weights, scheme)
    for name in ("rank", "level", "provisional", "turned_away", "low", "high"):
        assert getattr(found, name).tolist() == wanted[name].to_list(), name
    assert [None if np.isnan(score) else score for score in found.score.tolist()] == wanted["score"].to_list()


def test_a_hundred_thousand_scores_are_rounded_as_the_portfolio_rounds_them() -> None:
    random = np.random.default_rng(7)
    frame = pl.DataFrame(
        {
            "account": np.arange(100_000),
            "revenue": random.random(100_000),
            **{c: random.random(100_000) * 11 for c in CODES},
        }
    )
    weights = (33.3, 12.7, 54.1)
    scored = score(frame, criteria(weights)).collect().to_native()
    found = rerank(board_of(scored, None, SCHEMES[0]), weights, SCHEMES[0])
    for name in ("score", "low", "high"):
        assert (getattr(found, name) == scored[name].to_numpy()).all(), name


def test_weights_that_cannot_rank_are_refused() -> None:
    board = Board(np.array([1]), np.zeros(1), np.ones((1, 2)), np.zeros(1, bool), np.full(1, -1))
    with pytest.raises(ValueError, match="got 1 for 2 criteria"):
        rerank(board, [1], SCHEMES[0])
    for weights in ([0, 0], [-1, 5]):
        with pytest.raises(ValueError, match="at least one above 0"):
            rerank(board, weights, SCHEMES[0])


def test_a_changed_scale_can_be_the_cause_of_a_move() -> None:
    accounts, flags, held = np.array([1, 2]), np.zeros(2, bool), np.full(2, -1)
    before = Board(accounts, np.zeros(2), np.array([[5.0, 5.0], [5.0, 5.0]]), flags, held)
    now = Board(accounts, np.zeros(2), np.array([[5.0, 9.0], [5.0, 5.0]]), flags, held)
    (cause,) = main_causes([0], before, [50, 50], now, [50, 50])
    assert cause is not None
    assert (cause.criterion, cause.score_before, cause.score_now) == (1, 5.0, 9.0)
    assert main_causes([0], before, [50, 50], before, [50, 50]) == [None]
