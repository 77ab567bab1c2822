"""What a board is watched for from day to day."""

from datetime import date, timedelta

from tenure.analytics.board.evaluation import evaluate
from tenure.analytics.board.monitoring import (
    LiveTie,
    WatchKind,
    drifting,
    members_overbooked,
    stale_stances,
    uncovered_key_players,
    watch,
)
from tests.analytics.board.positions import golden

TODAY = date(2026, 6, 1)


def test_a_line_drifts_with_fewer_than_fourteen_days_left() -> None:
    ties = [LiveTie("KAM", str(days), 0.4, days) for days in (13.9, 14.0)]
    assert [one.person for one in drifting(ties)] == ["13.9"]


def test_what_was_said_by_hand_does_not_drift_and_what_was_no_line_neither() -> None:
    assert drifting([LiveTie("KAM", "foss", 0.8), LiveTie("KAM", "krog", 0.2, 0.0)]) == []


def test_a_line_that_is_none_any_more_is_told_once_also_where_nothing_is_left_of_it() -> None:
    found = drifting([LiveTie("KAM", "krog", 0.2, 0.0)], [("KAM", "krog"), ("Eng", "grove")])
    assert [(one.member, one.person, one.value) for one in found] == [("Eng", "grove", 0), ("KAM", "krog", 0)]


def test_a_stance_is_stale_after_ninety_days() -> None:
    held = {str(days): TODAY - timedelta(days=days) for days in (90, 91, 200)}
    assert stale_stances(held, TODAY) == ["200", "91"]


def test_key_players_are_kings_queens_and_rooks() -> None:
    board = golden()
    assert uncovered_key_players(board, evaluate(board).findings) == ["dahl", "eide"]


def test_the_most_urgent_comes_first_and_old_stances_are_one_finding() -> None:
    board = golden()
    held = {person.id: TODAY - timedelta(days=100) for person in board.people}
    found = watch(
        board, evaluate(board).findings, ties=[], lines_before=[], held_on=held, left=["moe"], today=TODAY
    )  # fmt: skip
    assert [(one.kind, one.person, one.value) for one in found] == [
        (WatchKind.LEFT, "moe", None),
        (WatchKind.UNCOVERED, "dahl", None),
        (WatchKind.UNCOVERED, "eide", None),
        (WatchKind.STALE, None, 8),
    ]


def test_hours_that_suffice_for_the_cheapest_ties_are_not_missing() -> None:
    lines = [(1, person) for person in range(70)] + [(2, person) for person in range(71)]
    assert members_overbooked(lines, hours=140) == {2: 2.0}
