"""What we could do next: candidate moves over the whole board, each with what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from tenure.analytics.board.arrays import Arrays, arrays_of
from tenure.analytics.board.findings import castling
from tenure.analytics.board.position import (
    NEUTRAL,
    SCEPTIC,
    STANDARD,
    SUPPORTER,
    Board,
    Effort,
    Parameters,
    Tie,
    reaches,
)


class MoveKind(StrEnum):
    """A new or stronger tie, an introduction by an ally, an attacker neutralised, somebody won, the king castled."""

    NEW_TIE = "new_tie"
    STRONGER_TIE = "stronger_tie"
    INTRODUCTION = "introduction"
    NEUTRALISE = "neutralise"
    WIN = "win"
    CASTLE = "castle"


@dataclass(frozen=True)
class Move:
    """One move: afterwards the actor's tie to the target has `strength`, and the target `stance`.

    `actor` is None for a colleague who is not on the board yet, where each of ours has a line there already. `via` is
    the ally who introduces. `hours` are what the move takes.
    """

    kind: MoveKind
    actor: str | None
    target: str
    strength: float
    stance: int
    hours: float
    via: str | None = None


COLLEAGUE = ""
"""The id of a colleague who is not on the board yet: one that nobody on it can have."""


def apply_move(board: Board, move: Move) -> Board:
    """The board after a move."""
    actor = COLLEAGUE if move.actor is None else move.actor
    others = tuple(tie for tie in board.ties if (tie.holder, tie.person) != (actor, move.target))
    return replace(
        board,
        people=tuple(
            replace(person, stance=move.stance) if person.id == move.target else person for person in board.people
        ),
        members=tuple(dict.fromkeys([*board.members, actor])),
        ties=(*others, Tie(actor, move.target, move.strength)),
    )


def candidate_moves(board: Board, parameters: Parameters = STANDARD) -> list[Move]:
    """Return every candidate move of the rules, by target, actor and kind, good or not.

    For each of ours and each person: without a line, a new tie of .5, which castles the king where another line is
    there; with one, a stronger tie by .2. Somebody neutral can be won: a tie of .5 and one point of stance. An attacker
    can be neutralised: a tie of .5 and stance 0. An ally with a line of ours and influence on somebody we have no line
    to can introduce: a tie of .5 for half the hours. Where each of ours has a line, a new tie is a further colleague's.
    """
    ground = _ground_of(arrays_of(board, parameters))
    return [move for place in range(len(board.people)) for move in _moves_to(ground, place)]


@dataclass(frozen=True)
class _Ground:
    """A board as the rules of moves look at it: who attacks somebody, and which allies sway whom."""

    arrays: Arrays
    strengths: dict[str | None, list[float]]
    attackers: frozenset[int]
    allies: dict[int, list[tuple[int, float]]]

    def strength(self, member: str | None, place: int) -> float:
        return self.strengths[member][place]

    def has_line(self, member: str | None, place: int) -> bool:
        return reaches(self.strengths[member][place], self.arrays.parameters.line)


def _ground_of(arrays: Arrays) -> _Ground:
    strengths: dict[str | None, list[float]] = {None: [0.0] * len(arrays.column)}
    strengths |= zip(arrays.board.members, arrays.ours.tolist(), strict=True)
    allies: dict[int, list[tuple[int, float]]] = {}
    for source, target, weight in arrays.sway:
        if arrays.stance[source] >= SUPPORTER:
            allies.setdefault(target, []).append((source, weight))
    attackers = frozenset(source for source, _, _ in arrays.sway if arrays.stance[source] <= SCEPTIC)
    return _Ground(arrays, strengths, attackers, allies)


def _moves_to(ground: _Ground, place: int) -> Iterator[Move]:
    members = ground.arrays.board.members
    for member in members:
        yield from _line(ground, member, place)
        yield from _change_of_mind(ground, member, place)
        yield from _introduction(ground, member, place)
    if all(ground.has_line(member, place) for member in members):
        yield from _line(ground, None, place)


def _line(ground: _Ground, member: str | None, place: int) -> Iterator[Move]:
    """A new tie or a stronger one, or the move that castles the king."""
    strength, person, effort = ground.strength(member, place), ground.arrays.board.people[place], _effort(ground)
    if reaches(strength, 1):
        return
    has_line = ground.has_line(member, place)
    kind = MoveKind.STRONGER_TIE if has_line else MoveKind.NEW_TIE
    to = min(1.0, strength + effort.step) if has_line else effort.new_strength
    if _castles(ground, member, place):
        kind, to = MoveKind.CASTLE, effort.new_strength
    yield Move(kind, member, person.id, to, person.stance, _line_hours(ground, member, place))


def _castles(ground: _Ground, member: str | None, place: int) -> bool:
    to, board, limit = _effort(ground).new_strength, ground.arrays.board, ground.arrays.parameters.cover
    if not ground.arrays.king[place] or reaches(ground.strength(member, place), to):
        return False
    lines = {one: ground.strength(one, place) for one in board.members if ground.has_line(one, place)}
    after = {**lines, member or COLLEAGUE: to}
    return castling(board, lines, limit) is None and castling(board, after, limit) is not None


def _change_of_mind(ground: _Ground, member: str, place: int) -> Iterator[Move]:
    """Somebody neutral won, or an attacker neutralised."""
    person, effort = ground.arrays.board.people[place], _effort(ground)
    if person.stance == NEUTRAL:
        kind, stance = MoveKind.WIN, SUPPORTER
    elif place in ground.attackers:
        kind, stance = MoveKind.NEUTRALISE, NEUTRAL
    else:
        return
    strength, hours = ground.strength(member, place), effort.stance_hours * (stance - person.stance)
    if not reaches(strength, effort.new_strength):
        strength, hours = effort.new_strength, hours + _line_hours(ground, member, place)
    yield Move(kind, member, person.id, strength, stance, hours)


def _introduction(ground: _Ground, member: str, place: int) -> Iterator[Move]:
    """A new tie through the ally on the strongest way there."""
    if ground.has_line(member, place):
        return
    ways = {
        ally: ground.strength(member, ally) * weight
        for ally, weight in ground.allies.get(place, ())
        if ground.has_line(member, ally)
    }
    if ways:
        person, effort = ground.arrays.board.people[place], _effort(ground)
        via = ground.arrays.board.people[max(ways, key=lambda ally: ways[ally])].id
        hours = effort.line_hours[person.piece] * effort.easier
        yield Move(MoveKind.INTRODUCTION, member, person.id, effort.new_strength, person.stance, hours, via)


def _line_hours(ground: _Ground, member: str | None, place: int) -> float:
    effort = _effort(ground)
    hours = effort.line_hours[ground.arrays.board.people[place].piece]
    return hours * effort.easier if ground.has_line(member, place) else hours


def _effort(ground: _Ground) -> Effort:
    return ground.arrays.parameters.effort
