"""When the money put into an account comes back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.plans.payback import cumulative, payback_years, present_value

FLOWS = [Decimal(flow) for flow in (-200, -50, 60, 120, 160, 180)]
AMOUNTS = st.decimals(min_value=-10_000, max_value=10_000, places=2)


def test_the_published_example_comes_out_to_the_cent() -> None:
    assert cumulative(FLOWS) == [-200, -250, -190, -70, 90, 270]
    assert round(payback_years(FLOWS) or 0, 2) == Decimal("3.44")
    assert round(present_value(FLOWS, Decimal("0.10")), 2) == Decimal("115.34")


def test_what_never_owed_pays_back_at_once_and_what_owes_at_the_end_never() -> None:
    assert payback_years([Decimal(0), Decimal(5)]) == 0
    assert payback_years([Decimal(-1)]) is None
    assert payback_years([]) is None


def test_money_that_is_lost_again_is_back_only_when_it_stays() -> None:
    assert payback_years([Decimal(flow) for flow in (-100, 200, -200, 200)]) == Decimal("2.5")


def test_money_that_is_back_to_the_cent_at_the_end_of_a_year_is_back_then() -> None:
    assert payback_years([Decimal(-100), Decimal(40), Decimal(60)]) == 2


def test_a_rate_that_eats_everything_is_refused() -> None:
    with pytest.raises(ValueError, match="The rate is -1; it must be above -1"):
        present_value(FLOWS, Decimal(-1))


@given(st.lists(AMOUNTS, max_size=30))
def test_without_interest_the_value_is_the_last_sum(flows: list[Decimal]) -> None:
    assert present_value(flows, Decimal(0)) == sum(flows)
    assert (cumulative(flows) or [Decimal(0)])[-1] == sum(flows)


@given(st.lists(AMOUNTS, min_size=1, max_size=30))
def test_the_payback_lies_between_the_last_year_that_owes_and_the_next(flows: list[Decimal]) -> None:
    years, sums = payback_years(flows), cumulative(flows)
    owing = [year for year, total in enumerate(sums) if total < 0]
    if years is None:
        assert sums[-1] < 0
    else:
        assert (owing[-1] < years <= owing[-1] + 1) if owing else years == 0
