"""What a changed mind changes elsewhere: how those stand whom somebody sways."""

from dataclasses import dataclass

from tenure.analytics.board.arrays import Arrays, Exposure, lines_miss
from tenure.analytics.board.position import SCEPTIC, SUPPORTER, exceeds, reaches


@dataclass(frozen=True)
class Ripple:
    """How somebody stands once those who sway them think so; `sway_miss` is the product of 1 - weight against us."""

    sway_miss: float
    attack: float
    defence: float
    robust: bool


@dataclass(frozen=True)
class Waters:
    """A board as ripples need it: all lists by column, what both sides' lines miss, and whom each person sways."""

    arrays: Arrays
    before: Exposure
    ours_miss: list[float]
    theirs_miss: list[float]
    sways: list[list[int]]
    held: list[bool]


def waters_of(arrays: Arrays, before: Exposure) -> Waters:
    """Prepare a board for ripples."""
    sways: list[list[int]] = [[] for _ in arrays.column]
    for source, target, _ in arrays.sway:
        sways[source].append(target)
    parameters = arrays.parameters
    held = [
        reaches(cover, parameters.cover) and reaches(rest, parameters.line)
        for cover, rest in zip(before.cover.tolist(), before.rest.tolist(), strict=True)
    ]
    ours_miss = lines_miss(arrays.ours, parameters.line).tolist()
    theirs_miss = lines_miss(arrays.theirs, parameters.line).tolist()
    return Waters(arrays, before, ours_miss, theirs_miss, sways, held)


def side_of(stance: float) -> int:
    """-1 for who attacks, 1 for who defends, 0 for who does neither.

    >>> side_of(-2), side_of(0), side_of(1)
    (-1, 0, 1)
    """
    return int(stance >= SUPPORTER) - int(stance <= SCEPTIC)


def ripples(waters: Waters, source: int, side: int) -> dict[int, Ripple]:
    """How those stand whom somebody sways, once that somebody is on this side."""
    return {target: _ripple(waters, target, source, side) for target in waters.sways[source]}


def _ripple(waters: Waters, target: int, changed: int, side: int) -> Ripple:
    against, with_us = 1.0, 1.0
    for source, weight in waters.arrays.swayed_by[target]:
        sided = side if source == changed else side_of(waters.arrays.stance[source])
        if sided < 0:
            against *= 1 - weight
        elif sided > 0:
            with_us *= 1 - weight
    attack, defence = 1 - waters.theirs_miss[target] * against, 1 - waters.ours_miss[target] * with_us
    return Ripple(against, attack, defence, waters.held[target] and not exceeds(attack, defence))
