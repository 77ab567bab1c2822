"""What candidate moves gain, all at once: a move changes one column, and through its stance whom the target sways."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tenure.analytics.board.arrays import (
    Arrays,
    Exposure,
    Floats,
    Places,
    Truths,
    arrays_of,
    exposure_of,
    product_without_each,
    robust,
    sway_miss,
)
from tenure.analytics.board.moves import Move, candidate_moves
from tenure.analytics.board.position import NOISE, STANDARD, Board, Parameters, exceeds
from tenure.analytics.board.replies import Now, Replies, Reply, best_reply, replies_of
from tenure.analytics.board.ripples import Ripple, Waters, ripples, side_of, waters_of
from tenure.analytics.board.score import Worth, worth_of


@dataclass(frozen=True)
class ValuedMove:
    """A move with the points of the score that it gains, the opponent's best reply (None where no reply hurts), and
    whom it turns robust: two or more are a fork of ours."""

    move: Move
    gain: float
    best_reply: Reply | None
    turns_robust: tuple[str, ...]

    @property
    def gain_per_hour(self) -> float | None:
        """Points an hour; None for a move that takes no time."""
        return self.gain / self.move.hours if self.move.hours > 0 else None


def best_moves(board: Board, parameters: Parameters = STANDARD) -> list[ValuedMove]:
    """Return the candidate moves that gain something, most points an hour first, then most points."""
    valued = value_moves(board, candidate_moves(board, parameters), parameters)
    gaining = [one for one in valued if exceeds(one.gain, 0)]
    return sorted(gaining, key=lambda one: (-round(one.gain_per_hour or one.gain, 9), -round(one.gain, 9)))


def value_moves(board: Board, moves: Sequence[Move], parameters: Parameters = STANDARD) -> list[ValuedMove]:
    """Return what each move is worth: E after - E before, and the reply that then costs most.

    The same as evaluating the board anew after every move and every reply, which the tests do; here all moves share
    what they leave as it is. An actor who is not on the board counts as a colleague without a tie yet. Raises KeyError
    for a target that is not on the board.
    """
    arrays = arrays_of(board, parameters)
    before, worth = exposure_of(arrays), worth_of(arrays)
    replies = replies_of(arrays, before, worth) if board.competitors else None
    ledger = _Ledger(arrays, _standing(arrays, before), worth, waters_of(arrays, before), replies, {})
    return [
        _valued(ledger, move, target) for move, target in zip(moves, _targets_after(arrays, before, moves), strict=True)
    ]


@dataclass(frozen=True)
class _Target:
    """How the target of a move stands after it, apart from the stance."""

    now: Now
    cover: float


@dataclass(frozen=True)
class _Ledger:
    """A board before the moves, everybody as they stand, and what all moves share."""

    arrays: Arrays
    before: list[_Target]
    worth: Worth
    waters: Waters
    replies: Replies | None
    ripples: dict[tuple[int, int], dict[int, Ripple]]


def _standing(arrays: Arrays, before: Exposure) -> list[_Target]:
    against = sway_miss(arrays, against=True).tolist()
    rows = zip(
        against, *(each.tolist() for each in (before.attack, before.defence, before.robust, before.cover)), strict=True
    )
    return [
        _Target(Now(place, miss, attack, defence, is_robust), cover)
        for place, (miss, attack, defence, is_robust, cover) in enumerate(rows)
    ]


def _valued(ledger: _Ledger, move: Move, target: _Target) -> ValuedMove:
    place, stance = target.now.place, float(ledger.arrays.stance[target.now.place])
    rippled = _rippled(ledger, place, side_of(move.stance)) if side_of(move.stance) != side_of(stance) else []
    changed = [target.now, *rippled]
    gain = (
        ledger.worth.stance[place] * (move.stance - stance)
        + ledger.worth.cover[place] * (target.cover - ledger.before[place].cover)
        + sum(_gain_of(ledger, now) for now in changed)
    )
    turned = [now.place for now in changed if now.robust and not ledger.before[now.place].now.robust]
    reply = None if ledger.replies is None else best_reply(ledger.arrays, ledger.replies, changed)
    people = ledger.arrays.board.people
    return ValuedMove(move, gain, reply, tuple(people[one].id for one in turned))


def _gain_of(ledger: _Ledger, now: Now) -> float:
    """The points from how somebody's attack, defence and robustness have changed."""
    then = ledger.before[now.place].now
    of_king = (now.defence - then.defence) - (now.attack - then.attack)
    return ledger.worth.king[now.place] * of_king + ledger.worth.robust[now.place] * (now.robust - then.robust)


def _rippled(ledger: _Ledger, source: int, side: int) -> list[Now]:
    """How those stand whom somebody sways, worked out once for each side that somebody may take."""
    if (source, side) not in ledger.ripples:
        ledger.ripples[source, side] = ripples(ledger.waters, source, side)
    return [
        Now(place, one.sway_miss, one.attack, one.defence, one.robust)
        for place, one in ledger.ripples[source, side].items()
    ]


def _targets_after(arrays: Arrays, before: Exposure, moves: Sequence[Move]) -> list[_Target]:
    """How the target stands after each move.

    Two rows without ties are added: one stands for a colleague not on the board, both make sure that every tie has
    others beside it.
    """
    row = {member: place for place, member in enumerate(arrays.board.members)}
    who = np.array([row.get(move.actor or "", len(row)) for move in moves], dtype=int)
    target = np.array([arrays.column[move.target] for move in moves], dtype=int)
    strength = np.array([move.strength for move in moves], dtype=float)
    ours = np.vstack([arrays.ours, np.zeros((2, len(arrays.column)))])
    cover, rest = _covered(ours, who, target, strength)
    defence = _defended(arrays, ours, who, target, strength)
    attack = before.attack[target]
    after = robust(arrays.parameters, attack, defence, cover, rest)
    against = sway_miss(arrays, against=True)[target]
    columns = zip(*(each.tolist() for each in (target, against, attack, defence, after)), strict=True)
    return [_Target(Now(*column), one) for column, one in zip(columns, cover.tolist(), strict=True)]


def _covered(ours: Floats, who: Places, target: Places, strength: Floats) -> tuple[Floats, Floats]:
    """Cover, and cover without the best tie, once a tie of each of these strengths has replaced the one before."""
    others = product_without_each(1 - ours)[who, target]
    best, without_best = (each[who, target] for each in _best_of_others(ours))
    return 1 - others * (1 - strength), 1 - np.where(strength >= best, others, without_best * (1 - strength))


def _defended(arrays: Arrays, ours: Floats, who: Places, target: Places, strength: Floats) -> Floats:
    line = arrays.parameters.line - NOISE
    others = product_without_each(np.where(ours >= line, 1 - ours, 1.0))[who, target]
    own = np.where(strength >= line, 1 - strength, 1.0)
    defence: Floats = 1 - others * own * sway_miss(arrays, against=False)[target]
    return defence


def _best_of_others(ours: Floats) -> tuple[Floats, Floats]:
    """For each tie the strongest of the others to the same person, and what the rest of those miss."""
    order = np.argsort(-ours, axis=0, kind="stable")
    first, second = order[0], order[1]
    place = np.arange(ours.shape[1])
    without_first, without_second = 1 - ours, 1 - ours
    without_first[first, place] = 1.0
    without_second[second, place] = 1.0
    is_first: Truths = np.arange(len(ours))[:, None] == first
    best: Floats = np.where(is_first, ours[second, place], ours[first, place])
    missed: Floats = np.where(is_first, product_without_each(without_second), product_without_each(without_first))
    return best, missed
