"""How many relationships there are and what they take."""

from dataclasses import replace

import pytest

from tenure.analytics.board.budget import complexity, keep_warm, relationship_budget
from tenure.analytics.board.position import Piece
from tests.analytics.board.positions import golden, person, position


def test_ten_of_ours_and_a_hundred_contacts_are_a_thousand_relationships() -> None:
    counted = complexity(10, 100)
    assert (counted.dyads, counted.internal_pairs) == (1000, 4950)
    assert complexity(0, 0).internal_pairs == 0


def test_the_hours_of_ten_carry_the_published_number_of_ties() -> None:
    budget = relationship_budget(1400, live=1000)
    assert budget.carries == (175, 700)
    assert budget.needs == (2000, 8000)


def test_whether_hours_suffice_may_depend_on_what_a_tie_takes() -> None:
    assert [relationship_budget(1400, live).suffices for live in (175, 176, 700, 701)] == [True, None, None, False]


def test_a_first_line_is_kept_before_a_second_one() -> None:
    people = [person("rook", Piece.ROOK), person("pawn")]
    ties = {("A", "rook"): 0.9, ("B", "rook"): 0.8, ("A", "pawn"): 0.9}
    warmth = keep_warm(position(people, ties), hours=10, hours_each=5)
    assert [(tie.holder, tie.person) for tie in warmth.keep] == [("A", "rook"), ("A", "pawn")]
    assert [(tie.holder, tie.person) for tie in warmth.sleep] == [("B", "rook")]
    assert warmth.hours == 10


def test_all_ties_are_kept_where_hours_suffice_and_none_without_hours() -> None:
    assert len(keep_warm(golden(), hours=1000).keep) == 7
    assert len(keep_warm(golden(), hours=0).sleep) == 7
    assert keep_warm(replace(golden(), ties=()), hours=5).keep == ()


def test_ties_are_kept_in_the_order_of_what_each_adds() -> None:
    board = golden()
    value = {"dahl": 10, "foss": 5, "grove": 5, "holm": 3, "juul": 1, "krog": 1}
    missed = dict.fromkeys(value, 1.0)
    added = []
    for tie in keep_warm(board, hours=1000).keep:
        added.append(value[tie.person] * tie.strength * missed[tie.person])
        missed[tie.person] *= 1 - tie.strength
    assert added == sorted(added, reverse=True)


@pytest.mark.parametrize(("hours", "live", "low", "high"), [(-1, 1, 2, 8), (1, -1, 2, 8), (1, 1, 0, 8), (1, 1, 8, 2)])
def test_impossible_hours_are_a_programmer_s_mistake(hours: float, live: int, low: float, high: float) -> None:
    with pytest.raises(ValueError, match="must be 0 or more"):
        relationship_budget(hours, live, low, high)
