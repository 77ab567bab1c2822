"""How firmly a ranking and its grades stand when the weights, which are opinions, are changed.

Weights may have any positive sum and are normalised to 1 here. Scores are 0 to 10, one row per account and one column
per criterion; an unknown score is None or NaN, and the account is then judged on the criteria that are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import cast

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tenure.analytics.criteria import TOP_SCORE, GradeScheme, Level

Table = NDArray[np.float64]
Keys = NDArray[np.int64]
Scores = Sequence[Sequence[float | None]] | Table

DRAWS = 5000
CONCENTRATION = 50.0
SEED = 1997
_NOISE = 1e-12
_STEPS_PER_POINT = 10**9
_NUMBERS_PER_CHUNK = 2_000_000


@dataclass(frozen=True)
class Swap:
    """The change of one criterion's weight at which two accounts score the same.

    `weight` is today's and `swap_weight` the new one, both as shares of 1; the other criteria keep their proportions.
    `delta` is what to take off today's weight before all weights are normalised again (negative: add), and
    `relative_percent` is delta in percent of today's weight, None for a criterion without weight. All three are None
    when no weight of zero or more makes the two equal.
    """

    criterion: int
    weight: float
    swap_weight: float | None
    delta: float | None
    relative_percent: float | None

    @property
    def feasible(self) -> bool:
        """Whether any weight of zero or more makes the two accounts equal."""
        return self.delta is not None


@dataclass(frozen=True)
class CriticalSwap:
    """The smallest change of a weight that reorders two accounts, the better one first (rows counted from 0)."""

    better: int
    other: int
    swap: Swap


@dataclass(frozen=True)
class NearestSwap:
    """How far one criterion's weight can move before the first two rows of some pairs change places.

    `weight` is today's share of 1. `lower` and `upper` are the nearest shares below and above it at which a pair swaps,
    None where nothing does; `lower_pair` and `upper_pair` say which pair that is (counted from 0).
    """

    criterion: int
    weight: float
    lower: float | None
    lower_pair: int | None
    upper: float | None
    upper_pair: int | None

    @property
    def relative(self) -> float:
        """The smaller of the two changes as a part of today's weight; infinite when nothing swaps. 0 is critical."""
        ends = [abs(end - self.weight) for end in (self.lower, self.upper) if end is not None]
        return min(ends) / self.weight if ends and self.weight else inf


@dataclass(frozen=True)
class GradeSwing:
    """How many accounts change their grade when one criterion counts `factor` times less, and as many times more."""

    criterion: int
    factor: float
    when_less: int
    when_more: int


@dataclass(frozen=True)
class GradeShares:
    """The share of plausible weightings that put each account (row) into each level (column); rows sum to 1."""

    levels: tuple[str, ...]
    shares: Table

    def holding(self, grades: Sequence[str]) -> tuple[float, ...]:
        """Return for each account the share of plausible weightings in which the grade it holds stays the same.

        1 means that no plausible weighting changes it, 0 that none confirms it.

        >>> GradeShares(("a", "b"), np.array([[0.83, 0.17], [0.4, 0.6]])).holding(["a", "b"])
        (0.83, 0.6)

        Raises ValueError when the number of grades is not that of the accounts or a grade is no level.
        """
        if len(grades) != len(self.shares):
            raise ValueError(f"Every account needs one grade; got {len(grades)} for {len(self.shares)} accounts.")
        strangers = set(grades) - set(self.levels)
        if strangers:
            raise ValueError(f"A grade must be one of {', '.join(self.levels)}; got {', '.join(sorted(strangers))}.")
        columns = [self.levels.index(grade) for grade in grades]
        return tuple(self.shares[range(len(columns)), columns].tolist())


def weighted_scores(weights: Sequence[float], scores: Scores) -> Table:
    """Return each account's weighted score over the criteria that are known.

    Between the lowest and the highest of the account's known scores. Formula: P = sum known w s / sum known w.

    >>> weighted_scores([25, 20, 20, 15, 12, 8], [[9, 6, 8, 7, 6, 5], [8, None, 7, 6, 7, None]]).round(3).tolist()
    [7.22, 7.139]

    An account of which nothing is known scores NaN. Raises ValueError when there is not one weight per column, or the
    weights are negative, infinite or all zero.
    """
    shares, table = _checked(weights, scores)
    return np.asarray(_scores_by_draw(shares[None, :], table)[0])


def swap_weights(weights: Sequence[float], one: Sequence[float | None], other: Sequence[float | None]) -> list[Swap]:
    """Return for each criterion the weight at which two accounts swap their order.

    Formula, all scores known: delta_k = (P_other - P_one) / (s_other,k - s_one,k), relative = 100 delta_k / w_k, and
    after normalising the swap weight is (w_k - delta_k) / (1 - delta_k); feasible if delta_k <= w_k. With unknown
    scores both sides are ratios of straight lines in w_k; of two solutions the nearer to today's weight counts. A swap
    weight of 0 means: as the weight comes close to nothing.

    >>> alder, birch = [9, 6, 8, 7, 6, 5], [7, 8, 6, 6, 9, 4]
    >>> margin = swap_weights([25, 20, 20, 15, 12, 8], alder, birch)[1]
    >>> round(margin.delta, 3), round(margin.relative_percent, 1), round(margin.swap_weight, 4)
    (-0.185, -92.5, 0.3249)

    Accounts that are equal on a criterion, or of which nothing is known, have no swap. Raises ValueError as
    `weighted_scores` does. Source: Triantaphyllou & Sanchez, Decision Sciences 28 (1997).
    """
    shares, table = _checked(weights, [one, other])
    return _swaps(shares, _swapping(shares, table[:1], table[1:])[0])


def tornado(weights: Sequence[float], one: Sequence[float | None], other: Sequence[float | None]) -> list[Swap]:
    """Return the swaps of two accounts as the bars of a tornado chart: the shortest way to a swap first.

    A bar runs from `weight` to `swap_weight`, between 0 and 1; the other weights keep their proportions.
    Formula, all scores known: swap_weight_k = (rest_other - rest_one) / ((s_one,k - rest_one) - (s_other,k -
    rest_other)), where rest is the account's weighted mean over the other criteria.

    >>> alder, birch = [9, 6, 8, 7, 6, 5], [7, 8, 6, 6, 9, 4]
    >>> [(bar.criterion, round(bar.swap_weight, 4)) for bar in tornado([25, 20, 20, 15, 12, 8], alder, birch)[:2]]
    [(4, 0.2166), (1, 0.3249)]

    Criteria that cannot swap the two come last. Raises ValueError as `weighted_scores` does.
    """

    def length(bar: Swap) -> float:
        return inf if bar.swap_weight is None else abs(bar.swap_weight - bar.weight)

    return sorted(swap_weights(weights, one, other), key=length)


def nearest_swaps(weights: Sequence[float], ones: Scores, others: Scores) -> list[NearestSwap]:
    """Return for each criterion the nearest weights, down and up, at which any of the pairs changes places.

    A pair is a row of `ones` and the same row of `others`; crossing a cut is changing places with a row that scores the
    cut in everything. Shares lie between 0 and 1, the other weights keep their proportions. See `swap_weights`.

    >>> swaps = nearest_swaps([3, 1], [[8, 2], [6, 6]], [[6, 6], [5, 8.5]])
    >>> round(swaps[0].lower, 3), swaps[0].lower_pair, swaps[0].upper
    (0.714, 1, None)
    >>> swaps[1].lower, round(swaps[1].upper, 3)
    (None, 0.286)

    No pairs, no swaps. Raises ValueError as `weighted_scores` does, and when the pairs are not rows of equal number.
    Source: Triantaphyllou & Sanchez, Decision Sciences 28 (1997).
    """
    shares, first = _checked(weights, ones)
    _, second = _checked(weights, others)
    if len(first) != len(second):
        raise ValueError(f"Pairs need as many rows on both sides; got {len(first)} and {len(second)}.")
    swapping = _swapping(shares, first, second)
    ends = swapping / (1 - (shares - swapping))
    return [_nearest(criterion, float(share), ends[:, criterion]) for criterion, share in enumerate(shares)]


def _nearest(criterion: int, share: float, ends: Table) -> NearestSwap:
    lower, lower_pair = _closest(np.where(ends < share, ends, np.nan), share)
    upper, upper_pair = _closest(np.where(ends > share, ends, np.nan), share)
    return NearestSwap(criterion, share, lower, lower_pair, upper, upper_pair)


def _closest(ends: Table, share: float) -> tuple[float | None, int | None]:
    if np.isnan(ends).all():
        return None, None
    pair = int(np.nanargmin(np.abs(ends - share)))
    return float(ends[pair]), pair


def grade_swings(
    weights: Sequence[float], scores: Scores, scheme: GradeScheme, *, factor: float = 1.5
) -> list[GradeSwing]:
    """Return for each criterion how many accounts change grade when it counts that many times less, and more.

    0 means that no grade hangs on this weight. The weight is divided and multiplied by the factor, then all are
    normalised again. Grades are given as in `grade_shares`: rows in order of rank, no hysteresis.

    >>> scheme = GradeScheme((Level("key", cut=6), Level("other")))
    >>> swings = grade_swings([50, 50], [[7, 4.5], [2, 10]], scheme, factor=2)
    >>> [(swing.when_less, swing.when_more) for swing in swings]
    [(0, 2), (2, 0)]

    Raises ValueError as `weighted_scores` does, and for a factor that is not above 1.
    """
    if not 1 < factor < inf:
        raise ValueError(f"A swing needs a factor above 1; got {factor:g}.")
    shares, table = _checked(weights, scores)
    swung = [
        shares * np.where(np.arange(len(shares)) == k, f, 1) for k in range(len(shares)) for f in (1 / factor, factor)
    ]
    drawn = np.asarray([shares, *(each / each.sum() for each in swung)])
    today, *changed = _levels_by_draw(drawn, table, scheme.levels[:-1])
    counts = [int((levels != today).sum()) for levels in changed]
    return [GradeSwing(k, factor, counts[2 * k], counts[2 * k + 1]) for k in range(len(shares))]


def percent_top(weights: Sequence[float], scores: Scores) -> CriticalSwap | None:
    """Return the smallest relative change of one weight that unseats the best account.

    A relative change near 0 % means that the first place is a matter of taste. Formula: the smallest |relative_percent|
    over all criteria and all pairs of the best account with another.

    >>> critical = percent_top([3, 1], [[8, 2], [6, 6], [5, 8.5]])
    >>> critical.better, critical.other, critical.swap.criterion, round(critical.swap.relative_percent, 1)
    (0, 2, 0, 27.8)

    None with fewer than two scored accounts or when nothing unseats the best. Raises ValueError as `weighted_scores`
    does. Source: Triantaphyllou & Sanchez, Decision Sciences 28 (1997).
    """
    shares, table = _checked(weights, scores)
    order = _ranking(shares, table)
    return _critical(shares, table, np.repeat(order[:1], max(len(order) - 1, 0)), order[1:])


def percent_any(weights: Sequence[float], scores: Scores) -> CriticalSwap | None:
    """Return the smallest relative change of one weight that reorders any two accounts.

    A relative change near 0 % means that some two places are a matter of taste. Formula: the smallest
    |relative_percent| over all criteria and all pairs of accounts.

    >>> critical = percent_any([3, 1], [[8, 2], [6, 6], [5, 8.5]])
    >>> critical.better, critical.other, critical.swap.criterion, round(critical.swap.relative_percent, 1)
    (1, 2, 0, 16.7)

    None with fewer than two scored accounts or when nothing reorders any. Raises ValueError as `weighted_scores` does.
    Source: Triantaphyllou & Sanchez, Decision Sciences 28 (1997).
    """
    # Scores move without jumps as a weight moves, so the first two accounts to meet are neighbours in today's ranking:
    # comparing neighbours finds the smallest change over all pairs.
    shares, table = _checked(weights, scores)
    order = _ranking(shares, table)
    return _critical(shares, table, order[:-1], order[1:])


def plausible_weightings(
    weights: Sequence[float], *, draws: int = DRAWS, concentration: float = CONCENTRATION, seed: int = SEED
) -> Table:
    """Draw weightings around the given one, one per row, as other reasonable people might have chosen them.

    Rows sum to 1; a criterion without weight keeps none. The larger the concentration, the closer the draws: with 50 a
    weight of .20 has a standard deviation of .056. Formula: w ~ Dirichlet(concentration * weights).

    >>> plausible_weightings([60, 40, 0], draws=5000).mean(axis=0).round(2).tolist()
    [0.6, 0.4, 0.0]

    A single criterion always has the weight 1. The same seed gives the same draws. Raises ValueError as
    `weighted_scores` does and when draws or concentration are not positive.
    """
    if draws < 1 or not 0 < concentration < inf:
        raise ValueError(f"Draws and concentration must be positive; got {draws} and {concentration:g}.")
    shares = _shares(weights)
    drawn = np.zeros((draws, len(shares)))
    weighty = shares > 0
    drawn[:, weighty] = np.random.default_rng(seed).dirichlet(concentration * shares[weighty], size=draws)
    return drawn


def grade_shares(
    weights: Sequence[float],
    scores: Scores,
    scheme: GradeScheme,
    *,
    draws: int = DRAWS,
    concentration: float = CONCENTRATION,
    seed: int = SEED,
) -> GradeShares:
    """Return in what share of plausible weightings each account lands in each level of the grade scheme.

    1 means in all of them, 0 in none. Per draw an account takes the best level whose cut it meets and that has a free
    place, better scores choosing first and equal ones in the order of the rows; the last level takes all who are left.
    Hysteresis plays no part: this is about the weights, not about last season.

    >>> scheme = GradeScheme((Level("gold", cut=7), Level("silver", places=1), Level("entrant")))
    >>> result = grade_shares([60, 40], [[9, 8], [10, 0], [1, 2]], scheme)
    >>> result.shares.round(1).tolist()
    [[1.0, 0.0, 0.0], [0.1, 0.9, 0.0], [0.0, 0.1, 0.9]]

    An account of which nothing is known is always in the last level and takes no place; pass a knocked-out account as
    such a row. No accounts give no rows. 100,000 accounts need some 150 MB whatever the number of draws.

    Raises ValueError as `plausible_weightings` does, when a score is not between 0 and 10 and when the scheme has no
    level.
    Source: Butler, Jia & Dyer, European Journal of Operational Research 103 (1997).
    """
    if not scheme.levels:
        raise ValueError("A grade scheme must have at least one level; got none.")
    drawn = plausible_weightings(weights, draws=draws, concentration=concentration, seed=seed)
    table = _checked(weights, scores)[1]
    _check_scale(table)
    reached = np.full((len(scheme.levels) + 1, len(table)), draws)
    reached[0] = 0
    reached[1:-1] = _times_reached(drawn, table, scheme.levels[:-1])
    return GradeShares(tuple(level.code for level in scheme.levels), np.diff(reached, axis=0).T / draws)


def _shares(weights: Sequence[float]) -> Table:
    array = np.asarray(weights, dtype=float)
    if array.ndim != 1 or not np.isfinite(array).all() or (array < 0).any() or array.sum() <= 0:
        raise ValueError(f"Weights must be finite, zero or more and not all zero; got {list(weights)}.")
    return np.asarray(array / array.sum())


def _checked(weights: Sequence[float], scores: Scores) -> tuple[Table, Table]:
    shares = _shares(weights)
    # NumPy reads None as NaN, which its type stubs do not know.
    table = np.asarray(cast(ArrayLike, scores), dtype=float)
    table = table if table.size else table.reshape(0, len(shares))
    if table.ndim != 2 or table.shape[1] != len(shares):
        raise ValueError(f"Scores must be rows of one per criterion, here {len(shares)}; got the shape {table.shape}.")
    return shares, table


def _check_scale(table: Table) -> None:
    off = table[(table < 0) | (table > TOP_SCORE)]
    if off.size:
        raise ValueError(f"A score must lie between 0 and {TOP_SCORE:g} or be unknown; got {off[0]:g}.")


def _scores_by_draw(drawn: Table, table: Table) -> Table:
    known = ~np.isnan(table)
    sums = drawn @ np.where(known, table, 0).T
    if known.all():
        return np.asarray(sums)
    with np.errstate(invalid="ignore"):
        return np.asarray(sums / (drawn @ known.T))


def _ranking(shares: Table, table: Table) -> NDArray[np.intp]:
    scores = _scores_by_draw(shares[None, :], table)[0]
    order = np.argsort(-scores, kind="stable")
    return np.asarray(order[~np.isnan(scores[order])])


def _critical(shares: Table, table: Table, better: NDArray[np.intp], other: NDArray[np.intp]) -> CriticalSwap | None:
    swapping = _swapping(shares, table[better], table[other])
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.abs(swapping / shares - 1)
    relative[~np.isfinite(relative)] = np.inf
    if np.isinf(relative).all():
        return None
    row, criterion = np.unravel_index(relative.argmin(), relative.shape)
    return CriticalSwap(int(better[row]), int(other[row]), _swaps(shares, swapping[row])[criterion])


def _swaps(shares: Table, swapping: Table) -> list[Swap]:
    pairs = zip(shares.tolist(), swapping.tolist(), strict=True)
    return [_swap(criterion, *pair) for criterion, pair in enumerate(pairs)]


def _swap(criterion: int, weight: float, swapping: float) -> Swap:
    if np.isnan(swapping):
        return Swap(criterion, weight, None, None, None)
    delta = weight - swapping
    return Swap(
        criterion=criterion,
        weight=weight,
        swap_weight=swapping / (1 - delta),
        delta=delta,
        relative_percent=100 * delta / weight if weight else None,
    )


def _swapping(shares: Table, ones: Table, others: Table) -> Table:
    """Return the weights, before normalising, at which each pair of rows is equal; NaN where there is none.

    With weight t on criterion k a row scores (a + b t) / (c + d t), so that two rows are equal where a polynomial of
    second degree in t is zero.
    """
    a1, b1, c1, d1 = _fraction(shares, ones)
    a2, b2, c2, d2 = _fraction(shares, others)
    roots = _roots(b1 * d2 - b2 * d1, a1 * d2 + b1 * c2 - a2 * d1 - b2 * c1, a1 * c2 - a2 * c1)
    distance = np.where(roots >= 0, np.abs(roots - shares), np.inf)
    nearest = np.take_along_axis(roots, distance.argmin(axis=0)[None], axis=0)[0]
    return np.where(np.isfinite(distance).any(axis=0), nearest, np.nan)


def _fraction(shares: Table, table: Table) -> tuple[Table, Table, Table, Table]:
    known = (~np.isnan(table)).astype(float)
    scores = np.where(known, table, 0)
    others = shares[:, None] * (1 - np.eye(len(shares)))
    sums, weights = scores @ others, known @ others
    # A row that is known on this criterion alone scores the same however small the weight becomes.
    alone = (weights == 0) & (known > 0)
    return np.where(alone, scores, sums), np.where(alone, 0, scores), np.where(alone, 1, weights), known * ~alone


def _roots(square: Table, linear: Table, constant: Table) -> Table:
    # Coefficients that are only rounding noise would give solutions where there are none. Dividing by zero is meant:
    # it gives infinity or NaN exactly where there is no (second) solution.
    square, linear, constant = (np.where(np.abs(part) < _NOISE, 0, part) for part in (square, linear, constant))
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        half = -(linear + np.copysign(np.sqrt(linear**2 - 4 * square * constant), linear)) / 2
        roots = np.stack([half / square, constant / half])
    roots[~np.isfinite(roots)] = np.nan
    return np.where(np.abs(roots) < _NOISE, 0, roots)


def _times_reached(drawn: Table, table: Table, levels: Sequence[Level]) -> Keys:
    """Count for each level and account the draws in which the account is in that level or a better one."""
    times = np.zeros((len(levels), len(table)), dtype=np.int64)
    # Chunks of draws, because draws x accounts is the one thing here that does not fit in memory.
    step = max(1, _NUMBERS_PER_CHUNK // max(1, len(table)))
    for start in range(0, len(drawn), step):
        keys = _keys(_scores_by_draw(drawn[start : start + step], table))
        for level, threshold in enumerate(_thresholds(keys, levels)):
            times[level] += (keys >= threshold[:, None]).sum(axis=0)
    return times


def _levels_by_draw(drawn: Table, table: Table, levels: Sequence[Level]) -> Keys:
    """Return the level, 0 the best, of each account (column) in each draw (row)."""
    keys = _keys(_scores_by_draw(drawn, table))
    short = [keys < threshold[:, None] for threshold in _thresholds(keys, levels)]
    return np.sum(short, axis=0, dtype=np.int64) if short else np.zeros(keys.shape, dtype=np.int64)


def _keys(scores: Table) -> Keys:
    """Turn scores into whole numbers that are all different within a draw; below zero where nothing is known.

    A billionth of a point is one step, which swallows rounding noise; within a step the earlier row is ahead.
    """
    accounts = scores.shape[1]
    steps = np.rint(np.nan_to_num(scores * _STEPS_PER_POINT, nan=-1.0)).astype(np.int64)
    return np.asarray(steps * accounts + np.arange(accounts - 1, -1, -1))


def _thresholds(keys: Keys, levels: Sequence[Level]) -> list[Keys]:
    """Return per level the key from which on an account is in that level or a better one, one per draw."""
    threshold = np.full(len(keys), np.iinfo(np.int64).max)
    taken = np.zeros(len(keys), dtype=np.int64)
    thresholds = []
    for level in levels:
        cut = round((level.cut or 0) * _STEPS_PER_POINT) * keys.shape[1]
        eligible = np.maximum(taken, (keys >= cut).sum(axis=1))
        threshold = np.minimum(threshold, cut)
        taken = eligible if level.places is None else np.minimum(eligible, taken + level.places)
        short = taken < eligible
        if short.any():
            threshold[short] = _nth_best(keys[short], taken[short])
        thresholds.append(threshold)
    return thresholds


def _nth_best(keys: Keys, places: Keys) -> Keys:
    ranks = keys.shape[1] - np.maximum(places, 1)
    ordered = np.partition(keys, np.unique(ranks), axis=1)
    # Without any place not even the best gets in.
    return np.asarray(ordered[np.arange(len(keys)), ranks] + (places == 0))
