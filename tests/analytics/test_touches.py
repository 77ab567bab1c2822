"""Touches that collide and people left out, for any calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.touches import WITHIN_DAYS, Touch, collisions, gaps

DAY = date(2026, 3, 2)
DAYS = st.integers(0, 30).map(lambda days: DAY + timedelta(days=days))
MEMBERS = st.frozensets(st.integers(1, 4), max_size=2)


@st.composite
def calendars(draw: st.DrawFn) -> list[Touch]:
    found = draw(st.lists(st.tuples(DAYS, st.integers(1, 3), MEMBERS, st.booleans()), max_size=14))
    return [Touch(number, *one) for number, one in enumerate(found)]


def by_pairs(touches: list[Touch], within: int) -> set[int]:
    """The touches that collide, found by looking at every two."""

    def key(touch: Touch) -> tuple[date, bool, int, int]:
        return (touch.on, touch.is_planned, touch.number, touch.person)

    return {
        later.number
        for later in touches
        for earlier in touches
        if later.is_planned and earlier.person == later.person and key(earlier) < key(later)
        and (later.on - earlier.on).days <= within
        and earlier.members and later.members and not earlier.members & later.members
    }  # fmt: skip


@given(calendars(), st.integers(0, 10))
def test_what_collides_is_what_every_two_tell(touches: list[Touch], within: int) -> None:
    assert {one.later.number for one in collisions(touches, within=within)} == by_pairs(touches, within)


@given(calendars(), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(touches: list[Touch], random: object) -> None:
    shuffled = sorted(touches, key=lambda _touch: random.random())  # type: ignore[attr-defined]
    assert collisions(shuffled) == collisions(touches)


@given(calendars())
def test_another_touch_takes_no_collision_away(touches: list[Touch]) -> None:
    before = {one.later.number for one in collisions(touches[:-1])}
    assert before <= {one.later.number for one in collisions(touches)}


@given(calendars())
def test_going_together_collides_with_nobody(touches: list[Touch]) -> None:
    together = [Touch(one.number, one.on, one.person, one.members | {9}, one.is_planned) for one in touches]
    assert collisions(together) == []


@given(calendars())
def test_who_is_left_out_has_nothing_planned_and_everybody_else_has(touches: list[Touch]) -> None:
    until = DAY + timedelta(days=20)
    left_out = {gap.person for gap in gaps(dict.fromkeys((1, 2, 3)), touches, today=DAY, until=until)}
    planned = {one.person for one in touches if one.is_planned and one.members and one.on <= until}
    assert left_out == {1, 2, 3} - planned


def test_days_are_counted_from_one_touch_to_the_next() -> None:
    anna, ben = frozenset({1}), frozenset({2})
    last = Touch(2, DAY + timedelta(days=WITHIN_DAYS), 7, ben)
    assert [one.days for one in collisions([Touch(1, DAY, 7, anna, is_planned=False), last])] == [WITHIN_DAYS]
    assert not collisions([Touch(1, DAY - timedelta(days=1), 7, anna), last])
    assert not collisions([Touch(1, DAY, 7, anna), Touch(2, DAY, 7, ben, is_planned=False)][::-1], within=0)[1:]
    with pytest.raises(ValueError, match="not -1"):
        collisions([], within=-1)


def test_those_never_met_come_first() -> None:
    met = {1: DAY, 2: None, 3: DAY - timedelta(days=9), 4: None}
    found = gaps(met, [], today=DAY, until=DAY)
    assert [gap.person for gap in found] == [2, 4, 3, 1]
