"""Consensus, opinions that drift, and the card of questions."""

from datetime import date, timedelta

import pytest

from tenure.analytics.board.consensus import Consensus, Role, consensus, project_opinions, projected_stances
from tenure.analytics.board.questions import QUESTIONS, Answer, readiness
from tests.analytics.board.positions import golden, person, position

ROWS: list[list[float]] = [
    [0.220, 0.120, 0.360, 0.300],
    [0.147, 0.215, 0.344, 0.294],
    [0, 0, 1, 0],
    [0.090, 0.178, 0.446, 0.286],
]
TODAY = date(2026, 6, 1)


def test_consensus_is_power_times_stance_and_what_is_unknown_is_fog() -> None:
    roles = [Role("decider", 5, 0), Role("user", 2, 2), Role("buyer", 3, -2), Role("approver"), Role("x", None, 1)]
    assert consensus(roles) == Consensus(total=-2, share=-0.1, fog=0.4)


def test_consensus_of_nobody_is_no_figure() -> None:
    assert consensus([]) == Consensus(0, None, 0.0)
    assert consensus([Role("decider")]) == Consensus(0, None, 1.0)


def test_opinions_settle_where_it_was_published() -> None:
    assert project_opinions(ROWS, [25, 25, 75, 85]) == pytest.approx([60.02, 59.98, 75.00, 74.99], abs=0.005)


def test_who_listens_to_nobody_stays() -> None:
    assert project_opinions([[1, 0], [0, 1]], [-2, 2]) == [-2, 2]


@pytest.mark.parametrize(
    ("weights", "susceptibility"),
    [([[1, 0]], None), ([[0.5, 0.4], [0, 1]], None), ([[2, -1], [0, 1]], None), ([[1, 0], [0, 1]], [0, 2])],
)
def test_impossible_weights_are_a_programmer_s_mistake(
    weights: list[list[float]], susceptibility: list[float] | None
) -> None:
    with pytest.raises(ValueError, match="must be"):
        project_opinions(weights, [0, 0], susceptibility)


def test_people_without_any_opinion_of_their_own_have_no_projection() -> None:
    with pytest.raises(ValueError, match="only listen to one another"):
        project_opinions([[0, 1], [1, 0]], [0, 1], [1, 1])


def test_stances_drift_towards_those_who_sway() -> None:
    drifted = projected_stances(golden())
    assert drifted["juul"] == 1
    assert drifted["eide"] == pytest.approx(0.6 * -1 + 0.4 * -2)
    assert all(-2 <= stance <= 2 for stance in drifted.values())


def test_two_who_sway_each_other_entirely_still_have_a_projection() -> None:
    board = position([person("a", stance=2), person("b", stance=-2)], edges={("a", "b"): 1, ("b", "a"): 1})
    assert projected_stances(board) == pytest.approx({"a": 0.01005, "b": -0.01005}, abs=1e-4)


def test_there_are_twelve_questions() -> None:
    assert len(set(QUESTIONS)) == 12


def test_readiness_counts_what_is_answered_surely_and_freshly() -> None:
    fresh, stale = TODAY - timedelta(days=89), TODAY - timedelta(days=90)
    answers = [Answer(1, 4, fresh), Answer(2, 5, stale), Answer(3, 3, fresh), Answer(4, 5, None), Answer(5, 5, TODAY)]
    assert readiness([*answers, Answer(5, 4, TODAY), Answer(13, 5, TODAY)], TODAY) == pytest.approx(2 / 12)
