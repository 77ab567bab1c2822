"""What hangs on each weight of a criteria set: the grades near a line, and how firmly they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tenure.accounts.models import Account
from tenure.analytics.criteria import Criterion, GradeScheme
from tenure.analytics.reranking import Flags, Numbers
from tenure.analytics.sensitivity import GradeSwing, grade_shares, grade_swings, nearest_swaps
from tenure.insight.queries.preview import Outcome, Trial

# Weights move scores little by little, so who is far from every line changes grade long after those who are near.
NEAREST_TO_A_LINE = 500
BESIDE_A_LINE = 40
SHOWN = 20
DRAWS, DRAWS_WITH_RIVALS = 5_000, 1_000
RIVALS = 2_000
FACTOR = 1.5


@dataclass(frozen=True)
class Change:
    """The weight, as a share of 1, at which the first account changes its grade, and from which to which.

    `account` is None where the member may not see it.
    """

    share: float
    account: Account | None
    label_from: str
    label_to: str


@dataclass(frozen=True)
class WeightBar:
    """One criterion of the tornado: how far its weight can move, down and up, before the first grade changes.

    `when_less` and `when_more` count the grades that change when it counts one and a half times less, or more.
    """

    criterion: Criterion
    share: float
    lower: Change | None
    upper: Change | None
    relative: float | None
    when_less: int
    when_more: int


@dataclass(frozen=True)
class Firmness:
    """An account near a line: its score, the distance to the line, and the share of plausible weightings by grade."""

    account: Account
    rank: int
    label: str
    level: int
    score: float
    line: float
    shares: tuple[tuple[str, float], ...]
    holds: float

    @property
    def distance(self) -> float:
        """How far above (positive) or below the line."""
        return self.score - self.line


@dataclass(frozen=True)
class Swings:
    """The sensitivity of a whole portfolio; the criterion on which most grades hang first.

    `near` are accounts that the member sees.
    """

    bars: tuple[WeightBar, ...]
    near: tuple[Firmness, ...]
    draws: int
    looked_at: int


@dataclass(frozen=True)
class _Line:
    """What parts a level from the next: a cut, or where it is full its last place. `place` is the upper level's."""

    place: int
    score: float
    is_full: bool


@dataclass(frozen=True)
class _Pair:
    """Two rows of scores that change places where the account of `row` changes its grade."""

    row: int
    own: Numbers
    other: Numbers
    label_from: str
    label_to: str


def swings(trial: Trial) -> Swings:
    """What hangs on the weights of a trial; only accounts near a line are taken apart, which costs little.

    A line is a cut, or for a full grade the middle between the last account placed and the first that found no place.
    Hysteresis plays no part: this is about weights, not about the last season.
    """
    lines = _lines(trial)
    nearest = _nearest_line(trial, lines)
    distance = np.where(trial.board.knocked_out, np.nan, np.abs(trial.result.score - nearest))
    order = [int(row) for row in np.argsort(distance, kind="stable")[:NEAREST_TO_A_LINE] if np.isfinite(distance[row])]
    pairs = [pair for line in lines for pair in _pairs_at(trial, line, order)]
    shown = [row for row in order if trial.visible[row]][:SHOWN]
    draws = DRAWS_WITH_RIVALS if _has_places(trial.rules.scheme) else DRAWS
    return Swings(_bars(trial, pairs), tuple(_firmness(trial, nearest, shown, draws)), draws, len(order))


def _lines(trial: Trial) -> list[_Line]:
    lines = []
    for place, level in enumerate(trial.rules.scheme.levels[:-1]):
        inside, outside = _beside(trial, place)
        if level.places is not None and inside and outside:
            middle = (trial.result.score[inside[-1]] + trial.result.score[outside[0]]) / 2
            lines.append(_Line(place, float(middle), is_full=True))
        elif level.cut is not None:
            lines.append(_Line(place, level.cut, is_full=False))
    return lines


def _beside(trial: Trial, place: int) -> tuple[list[int], list[int]]:
    """The accounts in a level, and those that found it full, both in order of rank; those near the line alone."""
    result, order = trial.result, trial.result.order
    inside = order[result.level[order] == place][-BESIDE_A_LINE:]
    turned_away = order[(result.level[order] == place + 1) & result.turned_away[order]][:BESIDE_A_LINE]
    return [int(row) for row in inside], [int(row) for row in turned_away]


def _nearest_line(trial: Trial, lines: Sequence[_Line]) -> Numbers:
    """For each account the score of the line that is nearest; NaN without lines."""
    score, nearest = trial.result.score, np.full(len(trial.result.score), np.nan)
    for line in lines:
        closer = np.isnan(nearest) | (np.abs(score - line.score) < np.abs(score - nearest))
        nearest = np.where(closer, line.score, nearest)
    return nearest


def _pairs_at(trial: Trial, line: _Line, near: Sequence[int]) -> list[_Pair]:
    """Crossing a cut is changing places with an account that scores the cut in everything; a full grade is entered by
    overtaking one that is in it."""
    scores, upper, lower = trial.board.scores, trial.labels[line.place], trial.labels[line.place + 1]
    if line.is_full:
        inside, outside = _beside(trial, line.place)
        return [_Pair(rival, scores[rival], scores[row], lower, upper) for row in inside for rival in outside]
    flat, levels = np.full(scores.shape[1], line.score), trial.result.level
    return [
        _Pair(row, scores[row], flat, *((upper, lower) if levels[row] == line.place else (lower, upper)))
        for row in near
        if levels[row] in (line.place, line.place + 1)
    ]


def _has_places(scheme: GradeScheme) -> bool:
    return any(level.places is not None for level in scheme.levels[:-1])


def _bars(trial: Trial, pairs: Sequence[_Pair]) -> tuple[WeightBar, ...]:
    """Per criterion how many grades would swing, and the exact weights of the first change among the pairs."""
    swung = _swung(trial.outcome, trial.rules.scheme)
    width = trial.board.scores.shape[1]
    ones, others = (np.reshape([getattr(pair, side) for pair in pairs], (-1, width)) for side in ("own", "other"))
    exact = nearest_swaps(trial.weights, ones, others)
    ends = [pair for swap in exact for pair in (swap.lower_pair, swap.upper_pair) if pair is not None]
    seen = _seen_accounts(trial, [pairs[pair].row for pair in ends])
    bars = [
        WeightBar(
            criterion=trial.scored.criteria[swap.criterion],
            share=swap.weight,
            lower=_change(pairs, swap.lower, swap.lower_pair, seen),
            upper=_change(pairs, swap.upper, swap.upper_pair, seen),
            relative=swap.relative if np.isfinite(swap.relative) else None,
            when_less=swing.when_less,
            when_more=swing.when_more,
        )
        for swap, swing in zip(exact, swung, strict=True)
    ]
    return tuple(sorted(bars, key=_importance))


@lru_cache(maxsize=2)
def _swung(outcome: Outcome, scheme: GradeScheme) -> tuple[GradeSwing, ...]:
    """How many grades would swing with each weight; every account is graded anew for every weight, so it is kept."""
    order = outcome.result.order
    counted = np.where(outcome.board.knocked_out[order][:, None], np.nan, outcome.board.scores[order])
    return tuple(grade_swings(outcome.weights, counted, scheme, factor=FACTOR))


def _importance(bar: WeightBar) -> tuple[int, float]:
    return -(bar.when_less + bar.when_more), float("inf") if bar.relative is None else bar.relative


def _seen_accounts(trial: Trial, rows: Sequence[int]) -> dict[int, Account]:
    numbers = {int(trial.scored.accounts[row]): row for row in rows}
    found = Account.objects.visible_to(trial.member).in_bulk(list(numbers))
    return {numbers[number]: account for number, account in found.items()}


def _change(pairs: Sequence[_Pair], share: float | None, pair: int | None, seen: dict[int, Account]) -> Change | None:
    if share is None or pair is None:
        return None
    return Change(share, seen.get(pairs[pair].row), pairs[pair].label_from, pairs[pair].label_to)


def _firmness(trial: Trial, lines: Numbers, rows: Sequence[int], draws: int) -> list[Firmness]:
    if not rows:
        return []
    shares = _shares(trial.outcome, trial.rules.scheme, tuple(rows), draws)
    seen = _seen_accounts(trial, rows)
    return [
        Firmness(
            account=seen[row],
            rank=int(trial.result.rank[row]),
            label=trial.labels[trial.result.level[row]],
            level=int(trial.result.level[row]),
            score=float(trial.result.score[row]),
            line=float(lines[row]),
            shares=tuple(zip(trial.labels, (float(one) for one in share), strict=True)),
            holds=float(share[trial.result.level[row]]),
        )
        for row, share in zip(rows, shares, strict=True)
        if row in seen
    ]


@lru_cache(maxsize=64)
def _shares(outcome: Outcome, scheme: GradeScheme, rows: tuple[int, ...], draws: int) -> Numbers:
    """The share of plausible weightings by grade of these rows: the same for whoever is shown the same rows."""
    among, places = _contenders(outcome, scheme, rows)
    scores = np.where(outcome.board.knocked_out[among][:, None], np.nan, outcome.board.scores[among])
    return grade_shares(outcome.weights, scores, scheme, draws=draws).shares[places]


def _contenders(outcome: Outcome, scheme: GradeScheme, rows: Sequence[int]) -> tuple[list[int], list[int]]:
    """The rows that compete, in order of rank, and where the asked ones are among them.

    Without places nobody competes. With places the first two thousand beyond the last place do: nobody further down
    comes that far in any plausible weighting.
    """
    if not _has_places(scheme):
        return list(rows), list(range(len(rows)))
    taken = sum(level.places or 0 for level in scheme.levels[:-1])
    inside: Flags = outcome.result.rank <= taken + RIVALS
    inside[list(rows)] = True
    order = outcome.result.order
    among = [int(row) for row in order[inside[order]]]
    place = {row: index for index, row in enumerate(among)}
    return among, [place[row] for row in rows]
