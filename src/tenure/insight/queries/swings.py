"""What hangs on each weight of a criteria set: the grades near a line, and how firmly they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tenure.accounts.models import Account
from tenure.analytics.criteria import Criterion
from tenure.analytics.reranking import Flags, Numbers, Places
from tenure.analytics.sensitivity import NearestSwap, grade_shares, grade_swings, nearest_swaps
from tenure.insight.queries.preview import Trial

# Weights move scores little by little, so who is far from every line changes grade long after those who are near.
NEAREST_TO_A_LINE = 2_000
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
    """The sensitivity of a whole portfolio; the most critical criterion first. `near` are accounts the member sees."""

    bars: tuple[WeightBar, ...]
    near: tuple[Firmness, ...]
    draws: int
    looked_at: int


@dataclass(frozen=True)
class _Lines:
    """For every account the line that is nearest to its score, and which two levels it parts."""

    line: Numbers
    above: Places


def swings(trial: Trial) -> Swings:
    """What hangs on the weights of a trial; only accounts near a line are taken apart, which costs little.

    A line is a cut, or for grades with places the score of the last account placed. Hysteresis plays no part: this is
    about weights, not about the last season.
    """
    lines = _lines(trial)
    distance = np.abs(trial.result.score - lines.line)
    distance = np.where(np.isfinite(distance) & ~trial.board.knocked_out, distance, np.inf)
    near = _nearest(distance, NEAREST_TO_A_LINE)
    bars = _bars(trial, lines, near) if len(near) else ()
    shown = [row for row in near if trial.visible[row]][:SHOWN]
    draws = DRAWS_WITH_RIVALS if _has_places(trial) else DRAWS
    return Swings(bars, tuple(_firmness(trial, lines, shown, draws)), draws, len(near))


def _nearest(distance: Numbers, most: int) -> list[int]:
    order = np.argsort(distance, kind="stable")[:most]
    return [int(row) for row in order if np.isfinite(distance[row])]


def _lines(trial: Trial) -> _Lines:
    score = trial.result.score
    line, above = np.full(len(score), np.nan), np.zeros(len(score), dtype=np.int64)
    for place, bound in _bounds(trial):
        closer = np.isnan(line) | (np.abs(score - bound) < np.abs(score - line))
        line, above = np.where(closer, bound, line), np.where(closer, place, above)
    return _Lines(line, above)


def _bounds(trial: Trial) -> list[tuple[int, float]]:
    """The score that parts each level from the next: its cut, or the last placed score where a level is full."""
    levels, result = trial.rules.scheme.levels, trial.result
    bounds = []
    for place, level in enumerate(levels[:-1]):
        inside = result.level == place
        full = level.places is not None and int(inside.sum()) >= level.places > 0 and result.turned_away.any()
        if full:
            bounds.append((place, float(np.nanmin(result.score[inside]))))
        elif level.cut is not None:
            bounds.append((place, level.cut))
    return bounds


def _has_places(trial: Trial) -> bool:
    return any(level.places is not None for level in trial.rules.scheme.levels[:-1])


def _bars(trial: Trial, lines: _Lines, near: Sequence[int]) -> tuple[WeightBar, ...]:
    """Per criterion the exact weights of the first change among the nearest accounts, and how many grades would swing.

    Crossing a line is changing places with an account that scores the line in everything.
    """
    ones = trial.board.scores[near]
    others = np.repeat(lines.line[near][:, None], ones.shape[1], axis=1)
    exact = nearest_swaps(trial.weights, ones, others)
    counted = trial.board.scores[trial.result.order]
    counted = np.where(trial.board.knocked_out[trial.result.order][:, None], np.nan, counted)
    swung = grade_swings(trial.weights, counted, trial.rules.scheme, factor=FACTOR)
    seen = _seen_accounts(trial, [near[pair] for swap in exact for pair in _pairs(swap)])
    bars = [
        WeightBar(
            criterion=trial.scored.criteria[swap.criterion],
            share=swap.weight,
            lower=_change(trial, lines, near, swap.lower, swap.lower_pair, seen),
            upper=_change(trial, lines, near, swap.upper, swap.upper_pair, seen),
            relative=swap.relative if np.isfinite(swap.relative) else None,
            when_less=swing.when_less,
            when_more=swing.when_more,
        )
        for swap, swing in zip(exact, swung, strict=True)
    ]
    return tuple(sorted(bars, key=lambda bar: float("inf") if bar.relative is None else bar.relative))


def _pairs(swap: NearestSwap) -> list[int]:
    return [pair for pair in (swap.lower_pair, swap.upper_pair) if pair is not None]


def _seen_accounts(trial: Trial, rows: Sequence[int]) -> dict[int, Account]:
    numbers = {int(trial.scored.accounts[row]): row for row in rows}
    found = Account.objects.visible_to(trial.member).in_bulk(list(numbers))
    return {numbers[number]: account for number, account in found.items()}


def _change(
    trial: Trial,
    lines: _Lines,
    near: Sequence[int],
    share: float | None,
    pair: int | None,
    seen: dict[int, Account],
) -> Change | None:
    if share is None or pair is None:
        return None
    row = near[pair]
    upper, lower = trial.labels[lines.above[row]], trial.labels[lines.above[row] + 1]
    falls = trial.result.score[row] >= lines.line[row]
    return Change(share, seen.get(row), upper if falls else lower, lower if falls else upper)


def _firmness(trial: Trial, lines: _Lines, rows: Sequence[int], draws: int) -> list[Firmness]:
    if not rows:
        return []
    among, places = _contenders(trial, rows)
    scores = np.where(trial.board.knocked_out[among][:, None], np.nan, trial.board.scores[among])
    shares = grade_shares(trial.weights, scores, trial.rules.scheme, draws=draws).shares[places]
    seen = _seen_accounts(trial, rows)
    return [
        Firmness(
            account=seen[row],
            rank=int(trial.result.rank[row]),
            label=trial.labels[trial.result.level[row]],
            level=int(trial.result.level[row]),
            score=float(trial.result.score[row]),
            line=float(lines.line[row]),
            shares=tuple(zip(trial.labels, (float(one) for one in share), strict=True)),
            holds=float(share[trial.result.level[row]]),
        )
        for row, share in zip(rows, shares, strict=True)
        if row in seen
    ]


def _contenders(trial: Trial, rows: Sequence[int]) -> tuple[list[int], list[int]]:
    """The rows that compete, in order of rank, and where the asked ones are among them.

    Without places nobody competes. With places the first two thousand beyond the last place do: nobody further down
    comes that far in any plausible weighting.
    """
    if not _has_places(trial):
        return list(rows), list(range(len(rows)))
    taken = sum(level.places or 0 for level in trial.rules.scheme.levels[:-1])
    inside: Flags = trial.result.rank <= taken + RIVALS
    inside[list(rows)] = True
    order = trial.result.order
    among = [int(row) for row in order[inside[order]]]
    place = {row: index for index, row in enumerate(among)}
    return among, [place[row] for row in rows]
