"""Ranking a scored portfolio once more by other weights, fast enough to follow a hand that moves a slider.

It is the arithmetic of `portfolio.scoring` and `portfolio.grading` on arrays, operation by operation in the same order,
so that both give the same to the last bit; a test holds them together. Nothing here scores a criterion: how raw values
become scores does not depend on weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import add

import numpy as np
from numpy.typing import NDArray

from tenure.analytics import unusable
from tenure.analytics.criteria import TOP_SCORE, GradeScheme

Numbers = NDArray[np.float64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOT_HELD = -1
_STEADY_DIGITS = 10
_NO_SCORE = 1.0


@dataclass(frozen=True)
class Board:
    """What a ranking needs besides weights, one entry per account.

    `scores` has a row per account and a column per criterion, 0 to 10, NaN where unknown. `revenue` is in whole cents
    of money. `held` is the position of the grade held until now (0 is best), -1 without one.
    """

    accounts: Places
    revenue: Numbers
    scores: Numbers
    knocked_out: Flags
    held: Places

    @cached_property
    def by_revenue(self) -> Places:
        """The rows in the order of equal scores: by revenue, then by account."""
        return np.lexsort((self.accounts, 0.0 - self.revenue))

    @cached_property
    def means(self) -> Numbers:
        """The average known score of each criterion; 0 where nothing is known."""
        known = ~np.isnan(self.scores)
        sums = np.where(known, self.scores, 0.0).sum(axis=0)
        return np.asarray(sums / np.maximum(known.sum(axis=0), 1))


@dataclass(frozen=True)
class Reranked:
    """Where each account of a board comes out, in the board's order; `rank` is 1 for the first, `level` 0 the best.

    `score` is NaN where nothing is known. `known` is the sum of the weights of what is known.
    """

    rank: Places
    level: Places
    score: Numbers
    low: Numbers
    high: Numbers
    known: Numbers
    provisional: Flags
    turned_away: Flags

    @cached_property
    def order(self) -> Places:
        """The rows of the board from the first rank to the last."""
        order = np.empty(len(self.rank), dtype=np.int64)
        order[self.rank - 1] = np.arange(len(self.rank))
        return order


def rerank(board: Board, weights: Sequence[float], scheme: GradeScheme) -> Reranked:
    """Rank and grade every account of the board by these weights, as `score` and `grade` of the portfolio would.

    Scores lie between 0 (worst in everything known) and 10; score = known(W s) / known(W).

    >>> elm_and_fir = Board(
    ...     accounts=np.array([1, 2]), revenue=np.array([5.0, 9.0]), scores=np.array([[8.0, np.nan], [2.0, 6.0]]),
    ...     knocked_out=np.array([False, False]), held=np.array([-1, -1]))
    >>> from tenure.analytics.criteria import Level
    >>> by_size = rerank(elm_and_fir, [60, 40], GradeScheme((Level("key", cut=6.0), Level("other"))))
    >>> by_size.rank.tolist(), by_size.score.tolist(), by_size.low.tolist(), by_size.provisional.tolist()
    ([1, 2], [8.0, 3.6], [4.8, 3.6], [True, False])

    Raises ValueError when there is not one weight per criterion or they do not sum to more than 0.
    Source: METHODS 2.1.
    """
    _check_weights(board, weights)
    unknown = np.isnan(board.scores)
    known = reduce(add, (np.where(unknown[:, k], 0.0, weight) for k, weight in enumerate(weights)))
    points = reduce(add, (np.where(unknown[:, k], 0.0, board.scores[:, k]) * w for k, w in enumerate(weights)))
    everything = reduce(add, weights, 0.0)
    score = _steady(np.divide(points, known, out=np.full(len(points), np.nan), where=known > 0))
    low, high = _steady(points / everything), _steady((points + TOP_SCORE * (everything - known)) / everything)
    rank = _ranks(board, score)
    level, turned_away, last_placed = _levels(board, scheme, score, rank)
    provisional = _provisional(board, scheme, low, high, last_placed)
    return Reranked(rank, level, score, low, high, known, provisional, turned_away)


def _check_weights(board: Board, weights: Sequence[float]) -> None:
    if len(weights) != board.scores.shape[1]:
        raise ValueError(unusable.MISSING_WEIGHTS.format(weights=len(weights), criteria=board.scores.shape[1]))
    if not all(weight >= 0 for weight in weights) or not sum(weights) > 0:
        raise ValueError(unusable.BAD_WEIGHTS.format(weights=list(weights)))


def _steady(score: Numbers) -> Numbers:
    return np.round(score, _STEADY_DIGITS)


def _ranks(board: Board, score: Numbers) -> Places:
    """Number the accounts by score, equal ones by revenue, then by account; without a score last."""
    by_score = np.where(np.isnan(score), _NO_SCORE, 0.0 - score)
    # Whoever moves a weight again and again has equal scores in the same order every time.
    order = board.by_revenue[np.argsort(by_score[board.by_revenue], kind="stable")]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    return rank


def _cut_as_held(board: Board, scheme: GradeScheme, index: int) -> Numbers | None:
    cut, spread = scheme.levels[index].cut, scheme.hysteresis
    if cut is None:
        return None
    below = np.where(board.held > index, cut + spread, cut)
    return np.where((board.held != NOT_HELD) & (board.held <= index), cut - spread, below)


def _levels(
    board: Board, scheme: GradeScheme, score: Numbers, rank: Places
) -> tuple[Places, Flags, dict[int, float | None]]:
    """Fill the levels from the best down, those with places in order of rank.

    Also says who found a better level full, and for each level with places the last score that still got one, None
    when nobody was turned away.
    """
    last = len(scheme.levels) - 1
    level = np.full(len(score), last, dtype=np.int64)
    free = ~board.knocked_out & ~np.isnan(score)
    turned_away = np.zeros(len(score), dtype=bool)
    last_placed: dict[int, float | None] = {}
    for index, step in enumerate(scheme.levels[:last]):
        cut = _cut_as_held(board, scheme, index)
        candidate = free if cut is None else free & (score >= cut)
        taken = candidate if step.places is None else candidate & (_turn(candidate, rank) <= step.places)
        if step.places is not None:
            refused = candidate & ~taken
            turned_away |= refused
            last_placed[index] = float(score[taken].min()) if refused.any() and taken.any() else None
        level[taken] = index
        free = free & ~taken
    return level, turned_away, last_placed


def _turn(candidate: Flags, rank: Places) -> Places:
    """Whose turn it is among the candidates, in order of rank, from 1."""
    in_order = np.zeros(len(rank), dtype=np.int64)
    in_order[rank - 1] = candidate
    return np.asarray(np.cumsum(in_order)[rank - 1])


def _provisional(
    board: Board, scheme: GradeScheme, low: Numbers, high: Numbers, last_placed: dict[int, float | None]
) -> Flags:
    """Tell whether what is unknown could move an account over a cut, or over the last score that found a place."""
    spans = np.zeros(len(low), dtype=bool)
    for index in range(len(scheme.levels) - 1):
        bound = _cut_as_held(board, scheme, index)
        placed = last_placed.get(index)
        if placed is not None:
            bound = np.full(len(low), placed) if bound is None else np.maximum(bound, placed)
        if bound is not None:
            spans |= (low < bound) & (bound <= high)
    return spans & ~board.knocked_out


@dataclass(frozen=True)
class Cause:
    """The criterion that moved an account most: its share of all weights and the account's score, before and now.

    `usual` is what the other accounts score in it on average now; scores are None where unknown.
    """

    criterion: int
    share_before: float
    share_now: float
    score_before: float | None
    score_now: float | None
    usual: float


def main_causes(
    rows: Sequence[int], before: Board, weights_before: Sequence[float], now: Board, weights_now: Sequence[float]
) -> list[Cause | None]:
    """Name for each row the criterion whose new weight or scale carried it past others, or let others past it.

    Both boards hold the same accounts and criteria. Each criterion adds share * score to the whole; what it adds now
    less what it added before, set against the average account's change, is its pull; the strongest pull in the
    direction of the account's own move is the cause.

    >>> board = Board(np.array([1, 2]), np.zeros(2), np.array([[9.0, 1.0], [2.0, 6.0]]), np.zeros(2, bool),
    ...               np.full(2, -1))
    >>> (cause,) = main_causes([0], board, [50, 50], board, [80, 20])
    >>> cause.criterion, cause.share_before, cause.share_now, cause.score_now, cause.usual
    (0, 0.5, 0.8, 9.0, 5.5)

    None when nothing pulls, as with equal weights and scores. Unknown scores count as the average, so they do not pull.
    """
    chosen, usual = list(rows), now.means
    shares_before, shares_now = (np.asarray(w, dtype=float) / sum(w) for w in (weights_before, weights_now))
    gains_before = shares_before * np.nan_to_num(before.scores[chosen] - before.means)
    pulls = shares_now * np.nan_to_num(now.scores[chosen] - usual) - gains_before
    return [
        _cause(pull, shares_before, shares_now, before.scores[row], now.scores[row], usual)
        for row, pull in zip(chosen, pulls, strict=True)
    ]


def _cause(
    pull: Numbers, shares_before: Numbers, shares_now: Numbers, before: Numbers, now: Numbers, usual: Numbers
) -> Cause | None:
    if not np.abs(pull).max(initial=0.0) > 0:
        return None
    chosen = int(np.argmax(pull * np.sign(pull.sum() or 1.0)))
    return Cause(
        criterion=chosen,
        share_before=float(shares_before[chosen]),
        share_now=float(shares_now[chosen]),
        score_before=_known(before[chosen]),
        score_now=_known(now[chosen]),
        usual=float(usual[chosen]),
    )


def _known(score: float) -> float | None:
    return None if np.isnan(score) else float(score)
