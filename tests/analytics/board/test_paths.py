"""Ways from ours to the customer's people."""

from dataclasses import replace

import pytest

from tenure.analytics.board.paths import Crossing, Restricted, find_paths
from tenure.analytics.board.position import Influence, Kind, Piece
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


def test_an_unknown_goal_is_a_programmer_s_mistake() -> None:
    with pytest.raises(KeyError):
        find_paths(golden(), "nobody")
