"""What hurts us most after a move: one competitor's tie, raised by .3."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from tenure.analytics.board.arrays import Arrays, Exposure, Floats, product_without_each, sway_miss
from tenure.analytics.board.position import NOISE, exceeds
from tenure.analytics.board.score import Worth


@dataclass(frozen=True)
class Reply:
    """One competitor's tie to one person raised by .3, and the points by which the score falls."""

    competitor: str
    person: str
    drop: float


@dataclass(frozen=True)
class Now:
    """How one person stands when the opponent replies."""

    place: int
    sway_miss: float
    attack: float
    defence: float
    robust: bool


@dataclass(frozen=True)
class Replies:
    """The replies to a board, all by column: which competitor hurts most there, what their lines then miss, and the
    points that it costs as the board stands; `worst_first` orders the columns by those."""

    worth: Worth
    competitor: list[str]
    lines_miss: list[float]
    drops: list[float]
    worst_first: list[int]


def replies_of(arrays: Arrays, before: Exposure, worth: Worth) -> Replies:
    """Return the worst that each person's position allows. Raises ValueError on a board without competitors."""
    strongest, missed = _strongest(arrays)
    names = arrays.board.competitors
    replies = Replies(worth, [names[row] for row in strongest], missed, [], [])
    against, robust = sway_miss(arrays, against=True).tolist(), before.robust.tolist()
    attack, defence = before.attack.tolist(), before.defence.tolist()
    drops = [
        _drop(replies, Now(place, against[place], attack[place], defence[place], robust[place]))
        for place in range(len(arrays.column))
    ]
    worst_first = sorted(range(len(drops)), key=lambda place: -drops[place])
    return Replies(worth, replies.competitor, missed, drops, worst_first)


def _strongest(arrays: Arrays) -> tuple[list[int], list[float]]:
    """For each person the competitor whose raised tie leaves least, and what all their lines then miss."""
    line = arrays.parameters.line - NOISE
    raised = np.minimum(1.0, arrays.theirs + arrays.parameters.effort.reply_step)
    others = product_without_each(np.where(arrays.theirs >= line, 1 - arrays.theirs, 1.0))
    missed: Floats = others * np.where(raised >= line, 1 - raised, 1.0)
    return missed.argmin(axis=0).tolist(), missed.min(axis=0).tolist()


def best_reply(arrays: Arrays, replies: Replies, changed: Iterable[Now]) -> Reply | None:
    """Return the reply that costs most once some people stand otherwise; None where none costs anything."""
    now = {one.place: one for one in changed}
    costs = {place: _drop(replies, one) for place, one in now.items()}
    unchanged = next((place for place in replies.worst_first if place not in now), None)
    if unchanged is not None:
        costs[unchanged] = replies.drops[unchanged]
    worst = min(costs, key=lambda place: (-costs[place], place))
    if not exceeds(costs[worst], 0):
        return None
    return Reply(replies.competitor[worst], arrays.board.people[worst].id, costs[worst])


def _drop(replies: Replies, now: Now) -> float:
    attack = 1 - replies.lines_miss[now.place] * now.sway_miss
    falls = now.robust and exceeds(attack, now.defence)
    worth = replies.worth
    return worth.king[now.place] * (attack - now.attack) + (worth.robust[now.place] if falls else 0.0)
