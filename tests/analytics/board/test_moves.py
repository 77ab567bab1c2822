"""Candidate moves: which there are, what they gain, and what the opponent then does."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tenure.analytics.board.gains import ValuedMove, best_moves, value_moves
from tenure.analytics.board.moves import Move, MoveKind, apply_move, candidate_moves
from tenure.analytics.board.position import Board, Piece
from tests.analytics.board import naive
from tests.analytics.board.boards import board_of, codes
from tests.analytics.board.positions import golden, person, position

CFO_CASE = Move(MoveKind.NEUTRALISE, "Dir", "eide", 0.5, 0, 16)
CASTLE = Move(MoveKind.CASTLE, "Dir", "dahl", 0.5, 0, 12)
SECOND_LINE = Move(MoveKind.NEW_TIE, "KAM", "grove", 0.5, 1, 6)
WIN = Move(MoveKind.WIN, "KAM", "iversen", 0.5, 1, 10)


@pytest.mark.parametrize(
    ("move", "gain", "per_hour"),
    [(CFO_CASE, 17.16, 1.07), (CASTLE, 12.23, 1.02), (SECOND_LINE, 3.72, 0.62), (WIN, 5.92, 0.59)],
)
def test_the_golden_moves_gain_what_was_worked_out(move: Move, gain: float, per_hour: float) -> None:
    (valued,) = value_moves(golden(), [move])
    assert valued.gain == pytest.approx(gain, abs=0.005)
    assert valued.gain_per_hour == pytest.approx(per_hour, abs=0.005)


def test_the_golden_moves_are_candidates_with_the_worked_hours() -> None:
    board = replace(golden(), members=(*golden().members, "Dir"))
    candidates = candidate_moves(board)
    assert [move in candidates for move in (CFO_CASE, CASTLE, SECOND_LINE, WIN)] == [True] * 4


def moves(board: Board, target: str, actor: str | None = "KAM") -> dict[MoveKind, Move]:
    return {move.kind: move for move in candidate_moves(board) if (move.target, move.actor) == (target, actor)}


def test_an_existing_line_can_be_made_stronger_for_half_the_hours() -> None:
    made = moves(golden(), "foss")
    assert list(made) == [MoveKind.STRONGER_TIE]
    assert (made[MoveKind.STRONGER_TIE].strength, made[MoveKind.STRONGER_TIE].hours) == (1.0, 3)


def test_the_strongest_tie_has_no_stronger_one() -> None:
    assert moves(position([person("p", stance=1)], {("KAM", "p"): 1.0}), "p") == {}


def test_an_ally_on_whom_we_have_a_line_introduces_us() -> None:
    introduction = moves(golden(), "dahl", "Serv")[MoveKind.INTRODUCTION]
    assert (introduction.via, introduction.hours, introduction.strength) == ("foss", 6, 0.5)
    assert MoveKind.INTRODUCTION not in moves(golden(), "dahl", "Eng")


def test_a_known_attacker_is_neutralised_without_a_new_line() -> None:
    neutralise = moves(golden(), "holm")[MoveKind.NEUTRALISE]
    assert (neutralise.stance, neutralise.strength, neutralise.hours) == (0, 0.5, 8)


def test_a_blocker_who_sways_nobody_is_not_neutralised() -> None:
    assert list(moves(position([person("p", stance=-2)], {("KAM", "p"): 0.1}), "p")) == [MoveKind.NEW_TIE]


def test_only_a_second_line_castles_and_only_once() -> None:
    king = person("king", Piece.KING, 1)
    alone = position([king], {("KAM", "king"): 0.2, ("Dir", "king"): 0.0})
    assert list(moves(alone, "king")) == [MoveKind.NEW_TIE]
    second = position([king], {("KAM", "king"): 0.3, ("Dir", "king"): 0.0})
    assert list(moves(second, "king", "Dir")) == [MoveKind.CASTLE]
    castled = position([king], {("KAM", "king"): 0.3, ("Dir", "king"): 0.5, ("Eng", "king"): 0.0})
    assert list(moves(castled, "king", "Eng")) == [MoveKind.NEW_TIE]
    assert list(moves(replace(second, sponsors=frozenset({"KAM"})), "king", "Dir")) == [MoveKind.NEW_TIE]


def test_where_each_of_ours_has_a_line_a_colleague_brings_the_next() -> None:
    board = position([person("p", stance=1)], {("KAM", "p"): 0.5})
    (move,) = moves(board, "p", None).values()
    assert (move.kind, move.strength) == (MoveKind.NEW_TIE, 0.5)
    assert moves(position([person("p", stance=1)], {("KAM", "p"): 0.5, ("Eng", "p"): 0.1}), "p", None) == {}
    assert len(apply_move(board, move).members) == 2


def test_the_best_moves_gain_most_an_hour_first() -> None:
    found = best_moves(golden())
    rates = [round(one.gain_per_hour or 0, 9) for one in found]
    assert rates == sorted(rates, reverse=True)
    assert min(one.gain for one in found) > 0


def test_a_move_that_turns_two_robust_is_a_fork_of_ours() -> None:
    people = [person("foe", Piece.QUEEN, -1), person("a", Piece.ROOK), person("b", Piece.ROOK)]
    ties = {(member, name): 0.5 for member in ("KAM", "Eng") for name in ("a", "b")}
    board = position(people, ties, edges={("foe", "a"): 1.0, ("foe", "b"): 1.0})
    (valued,) = value_moves(board, [Move(MoveKind.NEUTRALISE, "KAM", "foe", 0.5, 0, 16)])
    assert valued.turns_robust == ("a", "b")


def test_without_a_competitor_there_is_no_reply() -> None:
    assert {one.best_reply for one in best_moves(replace(golden(), competitor_ties=()))} == {None}


def test_the_best_reply_to_castling_is_against_the_king() -> None:
    (valued,) = value_moves(golden(), [CASTLE])
    reply = valued.best_reply
    assert reply is not None
    assert (reply.competitor, reply.person) == ("Rivalco", "dahl")
    assert reply.drop == pytest.approx(naive.worst_drop(apply_move(golden(), CASTLE)))


@settings(max_examples=250, deadline=None)
@given(code=codes)
def test_moves_are_worth_what_a_naive_evaluation_says(code: bytes) -> None:
    board = board_of(code, most=4)
    for valued in value_moves(board, candidate_moves(board)):
        check(board, valued)


def check(board: Board, valued: ValuedMove) -> None:
    after = apply_move(board, valued.move)
    assert valued.gain == pytest.approx(naive.gain(board, valued.move), abs=1e-7)
    assert set(valued.turns_robust) == naive.turned_robust(board, valued.move)
    drop = 0.0 if valued.best_reply is None else valued.best_reply.drop
    assert drop == pytest.approx(naive.worst_drop(after), abs=1e-7)
