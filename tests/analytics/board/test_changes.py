"""What changed between two positions."""

from dataclasses import replace

import pytest

from tenure.analytics.board.changes import LineChange, PieceChange, StanceChange, changes_between
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.leaving import departure
from tenure.analytics.board.position import Piece, Tie
from tests.analytics.board.positions import golden


def test_nothing_changed_is_nothing_told() -> None:
    found = changes_between(golden(), golden())
    assert (found.gain, found.arrived, found.left, found.stances, found.pieces) == (0, (), (), (), ())
    assert (found.lines, found.competitor_lines, found.appeared, found.gone) == ((), (), (), ())


def test_a_changed_mind_and_a_promotion_are_told() -> None:
    board = golden()
    changed = [
        replace(person, stance=0)
        if person.id == "eide"
        else replace(person, piece=Piece.ROOK)
        if person.id == "krog"
        else person
        for person in board.people
    ]
    found = changes_between(board, replace(board, people=tuple(changed)))
    assert found.stances == (StanceChange("eide", -1, 0),)
    assert found.pieces == (PieceChange("krog", Piece.PAWN, Piece.ROOK),)


def test_a_tie_that_became_a_line_or_ceased_to_be_one_is_told() -> None:
    board = golden()
    faded = tuple(replace(tie, strength=0.2) if tie.person == "dahl" else tie for tie in board.ties)
    rivals = (*board.competitor_ties, Tie("Rivalco", "foss", 0.4))
    found = changes_between(board, replace(board, ties=faded, competitor_ties=rivals))
    assert found.lines == (LineChange("KAM", "dahl", 0.35, 0.2),)
    assert found.competitor_lines == (LineChange("Rivalco", "foss", 0.0, 0.4),)
    assert (FindingKind.CHECK, "dahl") in {(one.kind, one.person) for one in found.appeared}


def test_who_left_or_arrived_is_told_once() -> None:
    board = golden()
    found = changes_between(board, departure(board, "foss").board)
    assert (found.left, found.arrived, found.lines) == (("foss",), (), ())
    assert found.gain == pytest.approx(-31.66 + 12.36, abs=0.01)
    assert changes_between(departure(board, "foss").board, board).arrived == ("foss",)
