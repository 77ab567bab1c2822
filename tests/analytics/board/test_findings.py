"""Each finding by its definition, one position each, and all of those of the worked example."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.findings import Finding, FindingKind, fog_share
from tenure.analytics.board.position import Board, Fog, Influence, Kind, Piece
from tenure.analytics.board.tempo import Dates, dated_findings, is_stalemate, tempo, time_trouble
from tests.analytics.board.positions import golden, person, position

KING = person("king", Piece.KING)


def found(board: Board, kind: FindingKind) -> list[Finding]:
    return [finding for finding in evaluate(board).findings if finding.kind is kind]


def whom(board: Board, kind: FindingKind) -> list[str | None]:
    return [finding.person for finding in found(board, kind)]


def evidence(board: Board, kind: FindingKind) -> Any:
    (finding,) = found(board, kind)
    return finding.evidence


def test_the_golden_king_is_contested_and_doubly_attacked_but_not_in_check() -> None:
    contested = evidence(golden(), FindingKind.CONTESTED)
    assert (contested["attack"], contested["defence"]) == pytest.approx((0.650, 0.675))
    assert [side["by"] for side in contested["attackers"]] == ["Rivalco", "eide"]
    assert [side["by"] for side in contested["defenders"]] == ["KAM", "foss"]
    assert whom(golden(), FindingKind.DOUBLE_ATTACK) == ["dahl"]
    assert not {FindingKind.CHECK, FindingKind.DOUBLE_CHECK} & {one.kind for one in evaluate(golden()).findings}


def test_the_golden_people_have_the_worked_findings() -> None:
    assert whom(golden(), FindingKind.ROBUST) == ["foss"]
    assert whom(golden(), FindingKind.UNCOVERED) == ["dahl", "eide", "iversen"]
    assert whom(golden(), FindingKind.SINGLE_THREADED) == ["dahl", "grove", "holm", "juul", "krog"]
    assert whom(golden(), FindingKind.HANGING) == []
    assert whom(golden(), FindingKind.PIN) == []
    assert [one.evidence["pieces"] for one in found(golden(), FindingKind.FORK)] == [
        ["dahl", "eide", "holm"],
        ["eide", "grove"],
    ]
    assert whom(golden(), FindingKind.FORK) == [None, "holm"]


def test_a_king_attacked_harder_than_defended_is_in_check() -> None:
    board = position([KING], {("KAM", "king"): 0.4}, {("R", "king"): 0.5})
    assert whom(board, FindingKind.CHECK) == ["king"]
    assert whom(board, FindingKind.CONTESTED) == []


def test_a_king_attacked_by_less_than_a_line_is_neither_in_check_nor_contested() -> None:
    board = position([KING], rivals={("R", "king"): 0.29})
    assert {finding.kind for finding in evaluate(board).findings} == {FindingKind.UNCOVERED}


def test_two_attackers_make_a_check_double() -> None:
    board = position([KING], rivals={("R", "king"): 0.5, ("S", "king"): 0.3})
    assert whom(board, FindingKind.DOUBLE_CHECK) == ["king"]


def test_in_check_without_a_way_to_the_king_is_mate_danger() -> None:
    ally, edge = person("ally", stance=0), {("ally", "king"): 0.5}
    lost = position([KING, ally], {("KAM", "ally"): 0.3}, {("R", "king"): 0.5}, edge)
    held = position([KING, ally], {("KAM", "ally"): 0.4}, {("R", "king"): 0.5}, edge)
    against = replace(held, people=(KING, replace(ally, stance=-1)))
    assert [bool(whom(board, FindingKind.MATE_DANGER)) for board in (lost, held, against)] == [True, False, True]


def test_an_ally_attacked_harder_than_defended_hangs_and_a_neutral_one_does_not() -> None:
    rivals = {("R", "ally"): 0.6, ("R", "other"): 0.6}
    board = position([KING, person("ally", stance=1), person("other")], {("KAM", "ally"): 0.5}, rivals)
    assert whom(board, FindingKind.HANGING) == ["ally"]


def test_an_ally_through_whom_every_way_to_the_king_runs_is_pinned() -> None:
    board = position([KING, person("ally", stance=1)], {("KAM", "ally"): 0.8}, edges={("ally", "king"): 0.5})
    pin = evidence(board, FindingKind.PIN)
    assert (pin["king"], pin["path"]["people"]) == ("king", ["ally", "king"])
    beside = position(
        [KING, person("ally", stance=1)], {("KAM", "ally"): 0.8, ("KAM", "king"): 0.3}, edges={("ally", "king"): 0.5}
    )
    assert whom(beside, FindingKind.PIN) == []


def test_a_fork_needs_two_pieces_of_value_three() -> None:
    people = [person("knight", Piece.KNIGHT), person("rook", Piece.ROOK), person("pawn")]
    assert evidence(position(people, rivals={("R", one.id): 0.3 for one in people}), FindingKind.FORK) == {
        "by": "R",
        "side": "competitor",
        "pieces": ["knight", "rook"],
    }
    assert found(position(people, rivals={("R", "rook"): 0.3, ("R", "pawn"): 0.3}), FindingKind.FORK) == []


def test_a_sponsor_s_tie_and_one_more_line_castle_the_king() -> None:
    board = position([KING], {("Dir", "king"): 0.5, ("KAM", "king"): 0.3})
    assert evidence(board, FindingKind.CASTLED) == {"sponsor": "Dir", "others": ["KAM"]}
    assert whom(position([KING], {("Dir", "king"): 0.5, ("KAM", "king"): 0.2}), FindingKind.CASTLED) == []
    assert whom(replace(board, sponsors=frozenset({"KAM"})), FindingKind.CASTLED) == []


def test_fog_is_the_weight_of_unknown_squares() -> None:
    board = replace(position([KING, person("twin")]), fog=(Fog(4, "a", 2.0), Fog(4, "b")))
    assert fog_share(board) == pytest.approx(3 / 4)
    assert evidence(board, FindingKind.FOG)["share"] == pytest.approx(3 / 4)
    assert fog_share(position([KING])) == 0


def test_a_board_without_a_king_says_so() -> None:
    assert whom(position([person("p")]), FindingKind.NO_KING) == [None]


def test_restrictions_and_tensions_are_found() -> None:
    edges = (Influence("p", "king", 1.0, Kind.RESTRICTS_ACCESS), Influence("p", "king", 0.4, Kind.TENSION))
    board = replace(position([KING, person("p")]), influence=edges)
    assert found(board, FindingKind.RESTRICTED_ACCESS)[0] == Finding(
        FindingKind.RESTRICTED_ACCESS, "king", {"by": ["p"]}
    )
    assert evidence(board, FindingKind.TENSION) == {"with": "king", "weight": 0.4}


def test_each_of_a_shared_crown_is_judged_alone() -> None:
    board = position([KING, person("queen", Piece.KING)], rivals={("R", "king"): 0.5})
    assert whom(board, FindingKind.CHECK) == ["king"]


def test_a_move_is_late_after_its_cadence() -> None:
    assert not tempo(date(2026, 1, 1), date(2026, 1, 31), cadence=30).lost
    assert tempo(date(2026, 1, 1), date(2026, 2, 1), cadence=30).lost
    with pytest.raises(ValueError, match="no later than"):
        tempo(date(2026, 1, 2), date(2026, 1, 1), cadence=30)


def test_time_is_short_when_the_moves_need_more_working_days_than_are_left() -> None:
    friday, tuesday = date(2026, 11, 20), date(2026, 11, 24)
    assert time_trouble(friday, tuesday, 2).left == 2
    assert not time_trouble(friday, tuesday, 2).trouble
    assert time_trouble(friday, tuesday, 2, holidays=[date(2026, 11, 23)]).trouble
    assert time_trouble(tuesday, friday, 0).left == 0


def test_ninety_quiet_days_are_a_stalemate() -> None:
    opened = date(2026, 1, 1)
    assert not is_stalemate(date(2026, 3, 31), opened)
    assert is_stalemate(date(2026, 4, 1), opened)
    assert not is_stalemate(date(2026, 4, 1), opened, [date(2026, 2, 1)])


def test_the_days_of_a_board_become_findings() -> None:
    today = date(2026, 6, 1)
    quiet = Dates(date(2026, 1, 1), decision=date(2026, 6, 3), needed=3)
    assert [(one.kind, dict(one.evidence)) for one in dated_findings(quiet, today)] == [
        (FindingKind.TIME_TROUBLE, {"left": 2, "needed": 3}),
        (FindingKind.TEMPO, {"days": 151, "cadence": 30}),
        (FindingKind.STALEMATE, {"days": 151}),
    ]
    lively = replace(quiet, last_move=today, needed=2, changes=(today,))
    assert dated_findings(lively, today) == []
