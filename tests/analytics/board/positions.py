"""Positions that the tests of the board share."""

from pathlib import Path

from tenure.analytics.board.document import parse_board
from tenure.analytics.board.position import Board, Influence, Kind, Person, Piece, Tie

GOLDEN_FILE = Path(__file__).with_name("golden.json")


def golden() -> Board:
    """The worked example of docs/board.md."""
    return parse_board(GOLDEN_FILE.read_bytes())


def person(code: str, piece: Piece = Piece.PAWN, stance: int = 0, level: int = 3, function: str = "plant") -> Person:
    """Somebody named as the id, in capitals."""
    return Person(code, code.upper(), stance, level, function, piece)


def position(
    people: list[Person],
    ties: dict[tuple[str, str], float] | None = None,
    rivals: dict[tuple[str, str], float] | None = None,
    edges: dict[tuple[str, str], float] | None = None,
) -> Board:
    """A board of these people; ties and edges by who holds them and whom they reach."""
    ours = tuple(Tie(holder, reached, strength) for (holder, reached), strength in (ties or {}).items())
    theirs = tuple(Tie(holder, reached, strength) for (holder, reached), strength in (rivals or {}).items())
    return Board(
        people=tuple(people),
        members=tuple(dict.fromkeys(tie.holder for tie in ours)),
        ties=ours,
        competitor_ties=theirs,
        influence=tuple(Influence(*ends, weight, Kind.INFLUENCES) for ends, weight in (edges or {}).items()),
    )
