"""Random boards for claims that hold on every board.

A board is read from bytes, one draw for all of it: thousands of boards take seconds, and nought bytes are the simplest
board, so that a claim that fails shrinks to little.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations

from hypothesis import strategies as st

from tenure.analytics.board.position import Board, Influence, Kind, Person, Piece, Tie

MEMBERS, RIVALS = ("KAM", "Eng", "Serv"), ("Rivalco", "Other")
LIMITS = (0.0, 0.1, 0.2, 0.29, 0.3, 0.31, 0.49, 0.5, 0.51, 0.7, 0.9, 1.0)
"""Strengths on both sides of every limit of the rules."""
PIECES = (Piece.PAWN, Piece.KING, *Piece)
MOST_PEOPLE = 6
LONGEST = 1 + 2 * MOST_PEOPLE + 5 * MOST_PEOPLE + 2 * MOST_PEOPLE * (MOST_PEOPLE - 1)


def strength(byte: int) -> float:
    """No tie for many bytes, a strength near a limit for some, any other for the rest."""
    if byte < 80:
        return 0.0
    return LIMITS[byte % len(LIMITS)] if byte < 200 else (byte - 200) / 55


def board_of(code: bytes, most: int = MOST_PEOPLE) -> Board:
    """The board that these bytes stand for: up to `most` people with any ties and influence, kings or none."""
    bytes_left = iter(code)
    people = tuple(_people(1 + next(bytes_left) % most, bytes_left))
    names = [person.id for person in people]
    return Board(
        people=people,
        members=MEMBERS,
        ties=_ties(MEMBERS, names, bytes_left),
        competitor_ties=_ties(RIVALS, names, bytes_left),
        influence=tuple(_influence(names, bytes_left)),
    )


def _people(count: int, code: Iterator[int]) -> Iterator[Person]:
    for place in range(count):
        piece, stance = PIECES[next(code) % len(PIECES)], next(code) % 5
        yield Person(f"p{place}", f"P{place}", (0, 1, -1, 2, -2)[stance], 3, "plant", piece)


def _ties(holders: Sequence[str], names: Sequence[str], code: Iterator[int]) -> tuple[Tie, ...]:
    ties = [Tie(holder, name, strength(next(code))) for holder in holders for name in names]
    return tuple(tie for tie in ties if tie.strength > 0)


def _influence(names: Sequence[str], code: Iterator[int]) -> Iterator[Influence]:
    for one, other in permutations(names, 2):
        weight, kind = strength(next(code)), list(Kind)[next(code) % len(Kind)]
        if weight > 0:
            yield Influence(one, other, weight, kind)


codes = st.binary(min_size=LONGEST, max_size=LONGEST)
byte = st.integers(0, 255)
