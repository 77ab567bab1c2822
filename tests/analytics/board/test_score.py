"""The position score and its four parts."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tenure.analytics.board.arrays import arrays_of, exposure_of
from tenure.analytics.board.position import Board, Influence, Kind, Piece
from tenure.analytics.board.score import Score, score_of
from tests.analytics.board import naive
from tests.analytics.board.boards import board_of, codes
from tests.analytics.board.positions import golden, person, position


def score(board: Board) -> Score:
    arrays = arrays_of(board)
    return score_of(arrays, exposure_of(arrays))


def test_the_golden_position_has_the_worked_score() -> None:
    found = score(golden())
    assert found.position == pytest.approx(-12.36, abs=0.005)
    parts = (found.material, found.king, found.control, found.structure)
    assert parts == pytest.approx((0.0185, 0.0125, -0.2432, -0.7297), abs=5e-5)


def test_the_golden_people_are_attacked_and_defended_as_worked_out() -> None:
    arrays = arrays_of(golden())
    found = exposure_of(arrays)
    king, queen = arrays.column["dahl"], arrays.column["eide"]
    assert (found.attack[king], found.defence[king]) == pytest.approx((0.650, 0.675))
    assert (found.attack[queen], found.cover[queen]) == pytest.approx((0.760, 0))
    assert [
        board_person.id for board_person in arrays.board.people if found.robust[arrays.column[board_person.id]]
    ] == ["foss"]


def test_without_a_king_the_king_s_part_is_unknown_and_adds_nothing() -> None:
    found = score(position([person("p", stance=2)], {("a", "p"): 1.0, ("b", "p"): 1.0}))
    assert found.king is None
    assert (found.position, found.material, found.control, found.structure) == pytest.approx((70, 1, 1, 1))


def test_a_king_alone_has_no_material() -> None:
    assert score(position([person("k", Piece.KING, 2)])).material == 0


def test_a_shared_crown_counts_as_its_mean() -> None:
    found = score(position([person("k", Piece.KING, 2), person("l", Piece.KING, -2)], rivals={("R", "l"): 1.0}))
    assert found.king == pytest.approx((0.5 - 0.5 - 0.5) / 2)


def test_tension_and_restricted_access_sway_nobody() -> None:
    board = golden()
    hostile = tuple(Influence("holm", "foss", 1.0, kind) for kind in (Kind.TENSION, Kind.RESTRICTS_ACCESS))
    assert score(replace(board, influence=board.influence + hostile)) == score(board)


def test_of_several_influences_between_two_people_the_strongest_counts_once() -> None:
    board = golden()
    again = Influence("foss", "dahl", 0.4, Kind.FRIEND)
    assert score(replace(board, influence=(again, *board.influence))) == score(board)


@settings(max_examples=500, deadline=None)
@given(code=codes)
def test_scores_agree_with_the_naive_twin(code: bytes) -> None:
    assert score(board_of(code)).position == pytest.approx(naive.position_score(board_of(code)), abs=1e-9)
