"""A board without what only the account team may know: stances, pieces, power, influence and the competitors."""

from dataclasses import replace

from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.position import NEUTRAL, Board, Piece

SHARED_FINDINGS = frozenset({FindingKind.UNCOVERED, FindingKind.SINGLE_THREADED})
"""The findings that tell of our ties alone."""


def without_judgement(board: Board) -> Board:
    """Return the same board as anybody may see it: everybody is a neutral pawn, and ours alone have lines.

    What is worked out from it reveals nothing of how people are judged.

    >>> from tenure.analytics.board.position import Person
    >>> board = without_judgement(Board((Person("d", "Dahl", -2, 5, "ops", Piece.KING, power=5),)))
    >>> board.people[0].stance, board.people[0].piece.value, board.people[0].power
    (0, 'pawn', None)
    """
    return replace(
        board,
        people=tuple(replace(person, stance=NEUTRAL, piece=Piece.PAWN, power=None) for person in board.people),
        competitor_ties=(),
        influence=(),
        sponsors=None,
    )
