"""Ways from ours to the customer's people."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.paths import Crossing, Restricted, find_paths, wishes_against
from tenure.analytics.board.position import Influence, Kind, Piece
from tests.analytics.board import naive
from tests.analytics.board.boards import board_of, codes
from tests.analytics.board.positions import golden, person, position


def test_the_golden_paths_to_the_king_are_as_worked_out() -> None:
    paths = find_paths(golden(), "dahl", least=0.2)
    assert [(path.member, path.people) for path in paths] == [
        ("KAM", ("foss", "dahl")),
        ("KAM", ("dahl",)),
        ("Serv", ("foss", "dahl")),
    ]
    assert [path.strength for path in paths] == pytest.approx([0.40, 0.35, 0.20])


def test_a_path_never_goes_through_somebody_against_us_but_may_end_there() -> None:
    people = [person("far"), person("foe", stance=-1)]
    board = position(people, {("KAM", "foe"): 1.0}, edges={("foe", "far"): 1.0})
    assert find_paths(board, "far") == []
    assert [path.people for path in find_paths(board, "foe")] == [("foe",)]


def test_of_several_ways_from_one_line_the_strongest_is_given() -> None:
    people = [person("a"), person("b"), person("c"), person("goal", Piece.KING)]
    edges = {("a", "goal"): 0.3, ("a", "b"): 0.9, ("b", "c"): 0.9, ("c", "goal"): 0.9}
    (path,) = find_paths(position(people, {("KAM", "a"): 1.0}, edges=edges), "goal")
    assert path.people == ("a", "b", "c", "goal")
    assert path.strength == pytest.approx(0.9**3)


def test_a_restriction_is_told_or_avoided() -> None:
    board = golden()
    wish = Influence("holm", "foss", 1.0, Kind.RESTRICTS_ACCESS)
    board = replace(board, influence=(*board.influence, wish))
    warned = find_paths(board, "dahl", least=0.2)
    assert [path.crossings for path in warned] == [(Crossing("holm", "foss"),), (), (Crossing("holm", "foss"),)]
    avoided = find_paths(board, "dahl", Restricted.AVOID, least=0.2)
    assert [(path.member, path.people) for path in avoided] == [("KAM", ("dahl",))]
    assert find_paths(board, "foss", Restricted.AVOID) == []


def test_whoever_restricts_access_minds_a_new_line_but_not_one_that_is_there() -> None:
    board = golden()
    wish = Influence("holm", "foss", 1.0, Kind.RESTRICTS_ACCESS)
    board = replace(board, influence=(*board.influence, wish))
    assert [wishes_against(board, member, "foss") for member in ("KAM", "Eng", None)] == [(), ("holm",), ("holm",)]
    assert wishes_against(board, "Eng", "dahl") == ()


def test_an_unknown_goal_is_a_programmer_s_mistake() -> None:
    with pytest.raises(KeyError):
        find_paths(golden(), "nobody")


@settings(max_examples=400, deadline=None)
@given(code=codes)
def test_paths_are_those_that_trying_all_ways_finds(code: bytes) -> None:
    board = board_of(code)
    goal = board.people[0].id
    found = find_paths(board, goal)
    assert {(path.member, path.people[0]): path.strength for path in found} == pytest.approx(naive.paths(board, goal))
    assert [path.people[-1] for path in found] == [goal] * len(found)


@settings(max_examples=400, deadline=None)
@given(code=codes)
def test_pins_and_mate_danger_are_those_that_trying_all_ways_finds(code: bytes) -> None:
    board = board_of(code)
    findings = evaluate(board).findings
    kings = [person.id for person in board.people if person.piece is Piece.KING]
    pins = {(one.person, one.evidence["king"]) for one in findings if one.kind is FindingKind.PIN}
    assert pins == {(ally, king) for king in kings for ally in naive.pinned(board, king)}
    checked = {one.person for one in findings if one.kind is FindingKind.CHECK}
    mated = {one.person for one in findings if one.kind is FindingKind.MATE_DANGER}
    assert mated == {king for king in checked if king is not None and not naive.is_open(board, king)}
