"""A position as arrays, people along the columns: what every sum over the whole board starts from."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from tenure.analytics.board.position import (
    NOISE,
    SCEPTIC,
    STANDARD,
    SUPPORTER,
    Board,
    Parameters,
    Piece,
    Tie,
)

Floats: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int_]
Sway: TypeAlias = tuple[int, int, float]
"""Who sways whom, by their columns, and how strongly."""


@dataclass(frozen=True)
class Arrays:
    """The numbers of a board of p people, m of ours and k competitors.

    `value` and `stance` are (p,), `king` too; `ours` is (m, p) and `theirs` (k, p), strengths of 0 to 1. `sway` holds
    the influence that counts as a line, the strongest of each pair; `swayed_by` the same by the column of whom it
    reaches, as columns and weights of whom it comes from.
    """

    board: Board
    parameters: Parameters
    column: dict[str, int]
    value: Floats
    stance: Floats
    king: Truths
    ours: Floats
    theirs: Floats
    sway: tuple[Sway, ...]
    swayed_by: tuple[tuple[tuple[int, float], ...], ...]


@dataclass(frozen=True)
class Exposure:
    """What stands against and for each person, all (p,): attack, defence and cover of 0 to 1, `rest` without the best
    tie, and whether the person is robust."""

    attack: Floats
    defence: Floats
    cover: Floats
    rest: Floats
    robust: Truths


def arrays_of(board: Board, parameters: Parameters = STANDARD) -> Arrays:
    """Write a board as arrays."""
    column = {person.id: place for place, person in enumerate(board.people)}
    sway = _sway(board, column, parameters.line)
    swayed_by: list[list[tuple[int, float]]] = [[] for _ in board.people]
    for source, target, weight in sway:
        swayed_by[target].append((source, weight))
    return Arrays(
        board=board,
        parameters=parameters,
        column=column,
        value=np.array([parameters.values[person.piece] for person in board.people], dtype=float),
        stance=np.array([person.stance for person in board.people], dtype=float),
        king=np.array([person.piece is Piece.KING for person in board.people], dtype=bool),
        ours=_matrix(board.ties, board.members, column),
        theirs=_matrix(board.competitor_ties, board.competitors, column),
        sway=sway,
        swayed_by=tuple(map(tuple, swayed_by)),
    )


def _matrix(ties: tuple[Tie, ...], holders: tuple[str, ...], column: dict[str, int]) -> Floats:
    row = {holder: place for place, holder in enumerate(holders)}
    matrix = np.zeros((len(holders), len(column)))
    for tie in ties:
        matrix[row[tie.holder], column[tie.person]] = tie.strength
    return matrix


def _sway(board: Board, column: dict[str, int], line: float) -> tuple[Sway, ...]:
    strongest: dict[tuple[int, int], float] = {}
    for edge in board.influence:
        if edge.kind.sways and edge.weight >= line - NOISE:
            ends = column[edge.source], column[edge.target]
            strongest[ends] = max(edge.weight, strongest.get(ends, 0.0))
    return tuple((*ends, weight) for ends, weight in strongest.items())


def exposure_of(arrays: Arrays) -> Exposure:
    """Return what stands against and for everybody.

    Attackers of a person are the competitors' ties and the influence of sceptics and blockers that count as lines,
    defenders our ties and the influence of supporters and champions that do: A and D = 1 - prod (1 - strength). Cover
    counts all our ties. Robust is who is covered, not single-threaded, and has A <= D.
    """
    miss = 1 - arrays.ours
    attack = 1 - lines_miss(arrays.theirs, arrays.parameters.line) * sway_miss(arrays, against=True)
    defence = 1 - lines_miss(arrays.ours, arrays.parameters.line) * sway_miss(arrays, against=False)
    cover = 1 - miss.prod(axis=0)
    rest = 1 - np.sort(miss, axis=0)[1:].prod(axis=0)
    return Exposure(attack, defence, cover, rest, robust(arrays.parameters, attack, defence, cover, rest))


def robust(parameters: Parameters, attack: Floats, defence: Floats, cover: Floats, rest: Floats) -> Truths:
    """Who is covered, not single-threaded, and no more attacked than defended."""
    return (cover >= parameters.cover - NOISE) & (rest >= parameters.line - NOISE) & (attack <= defence + NOISE)


def lines_miss(strengths: Floats, line: float) -> Floats:
    """The product of 1 - strength down each column, of the strengths that count as lines."""
    missed: Floats = np.where(strengths >= line - NOISE, 1 - strengths, 1.0).prod(axis=0)
    return missed


def sway_miss(arrays: Arrays, *, against: bool) -> Floats:
    """The product of 1 - weight over whoever sways each person against us, or for us."""
    missed = np.ones(len(arrays.column))
    for source, target, weight in arrays.sway:
        if arrays.stance[source] <= SCEPTIC if against else arrays.stance[source] >= SUPPORTER:
            missed[target] *= 1 - weight
    return missed


def product_without_each(factors: Floats) -> Floats:
    """For each row the product of all other rows; right where factors are 0, too.

    >>> product_without_each(np.array([[2.0], [3.0], [0.0]])).ravel().tolist()
    [0.0, 0.0, 6.0]
    """
    one = np.ones((1, factors.shape[1]))
    before: Floats = np.cumprod(np.vstack([one, factors[:-1]]), axis=0, dtype=np.float64)[: len(factors)]
    after: Floats = np.cumprod(np.vstack([one, factors[:0:-1]]), axis=0, dtype=np.float64)[::-1][: len(factors)]
    return before * after
