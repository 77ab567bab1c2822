"""Concentration and capacity say how much hangs on how few, and how much was promised beyond the hours there are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.concentration import (
    Demand,
    KeyShare,
    capacity,
    effective_number,
    herfindahl,
    key_share,
)

amounts = st.lists(st.integers(0, 10**6), min_size=1, max_size=20)
demands = st.lists(
    st.builds(Demand, st.just("x"), st.integers(0, 30), st.integers(0, 80).map(lambda h: h / 10)), max_size=4
)


def test_five_shares_give_the_worked_index_and_effective_number() -> None:
    assert herfindahl([0.4, 0.25, 0.15, 0.1, 0.1]) == pytest.approx(2650)
    assert effective_number([0.4, 0.25, 0.15, 0.1, 0.1]) == pytest.approx(3.77, abs=0.005)


@given(st.integers(1, 50), st.floats(0.01, 1e6))
def test_equal_accounts_are_as_many_as_they_are(number: int, revenue: float) -> None:
    assert effective_number([revenue] * number) == pytest.approx(number)


@given(amounts)
def test_the_effective_number_lies_between_one_and_all_whatever_the_order(values: list[int]) -> None:
    number = effective_number(values)
    assert number == pytest.approx(effective_number(values[::-1]))
    assert number is None or 1 - 1e-9 <= number <= len(values) + 1e-9


@pytest.mark.parametrize("values", [[], [0, 0]])
def test_nothing_sold_has_no_concentration(values: list[float]) -> None:
    assert (herfindahl(values), effective_number(values)) == (None, None)


@pytest.mark.parametrize(("value", "seen"), [(-1, "-1"), (float("nan"), "nan"), (float("inf"), "inf")])
def test_concentration_of_what_cannot_be_shared_is_refused(value: float, seen: str) -> None:
    with pytest.raises(ValueError, match=f"^Concentration needs values of zero or more; got {seen}\\.$"):
        herfindahl([1, value])


def test_the_guide_is_five_per_cent_of_the_accounts_rounded_up() -> None:
    def guide(accounts: int) -> int:
        return key_share([1.0] * accounts, [1.0] * accounts, [False] * accounts).guide_accounts

    assert [guide(accounts) for accounts in (0, 1, 20, 21, 100, 240)] == [0, 1, 1, 2, 5, 12]


def test_key_accounts_beyond_the_guide_are_counted() -> None:
    held = key_share([100.0] * 20, [10.0] * 20, [True] * 3 + [False] * 17)
    assert (held.key_accounts, held.guide_accounts, held.beyond_guide) == (3, 1, 2)
    assert held.revenue_share == pytest.approx(0.15)
    assert held.volume_reached is False


def test_an_unknown_margin_is_left_out_and_counted_as_unknown() -> None:
    held = key_share([1, 1, 1, 1], [30, None, 10, float("nan")], [True, True, False, False])
    assert (held.margin_share, held.margin_known) == (0.75, 0.5)


def test_key_accounts_can_hold_more_than_all_the_margin() -> None:
    assert key_share([1, 1], [20, -10], [True, False]).margin_share == 2


def test_without_accounts_or_with_a_loss_in_all_there_are_no_shares() -> None:
    assert key_share([], [], []) == KeyShare(0, 0, 0, None, None, 0.0)
    assert key_share([], [], []).volume_reached is None
    assert key_share([1], [-5], [True]).margin_share is None


@given(amounts)
def test_the_shares_of_key_and_other_accounts_sum_to_one(revenue: list[int]) -> None:
    key = [place % 3 == 0 for place in range(len(revenue))]
    held = key_share(revenue, revenue, key).revenue_share
    rest = key_share(revenue, revenue, [not mark for mark in key]).revenue_share
    assert (held is None and rest is None) or (held or 0) + (rest or 0) == pytest.approx(1)


def test_sequences_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match=r"a revenue, a margin and a mark; got 2, 1 and 1\.$"):
        key_share([1, 2], [1], [True])


def test_promises_beyond_the_hours_are_named_and_the_best_levels_are_served_first() -> None:
    check = capacity([Demand("gold", 4, 8), Demand("silver", 10, 4), Demand("bronze", 20, 2)], 80)
    assert (check.hours_needed, check.over_subscribed_by, check.load) == (112, 32, 1.4)
    assert [level.places_that_fit for level in check.levels] == [4, 10, 4]


def test_a_team_with_hours_to_spare_is_not_over_subscribed() -> None:
    check = capacity([Demand("gold", 3, 0.1)], 0.3)
    assert (check.over_subscribed_by, check.levels[0].places_that_fit) == (0, 3)


def test_a_team_without_hours_has_no_load_and_places_only_for_what_needs_no_hours() -> None:
    check = capacity([Demand("gold", 3, 2), Demand("entrant", 5, 0)], 0)
    assert (check.load, check.over_subscribed_by) == (None, 6)
    assert [level.places_that_fit for level in check.levels] == [0, 5]


@given(demands, st.integers(0, 200))
def test_the_places_that_fit_never_need_more_than_the_hours_there_are(asked: list[Demand], hours: int) -> None:
    check = capacity(asked, hours)
    used = sum(load.places_that_fit * demand.hours_per_place for load, demand in zip(check.levels, asked, strict=True))
    assert used <= hours + 1e-6
    everything_fits = all(load.places_that_fit == load.accounts for load in check.levels)
    assert everything_fits == (check.over_subscribed_by < 1e-6)


def test_negative_hours_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"must be zero or more; got 1 accounts at -2 hours for level gold and 5 hours"
    ):
        capacity([Demand("gold", 1, -2)], 5)
