"""What is known counts by its age, and what is missing is named."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.completeness import Fact, completeness

TODAY = date(2026, 3, 31)
FACTS = st.lists(
    st.builds(Fact, st.text(max_size=5), st.booleans(), st.none() | st.dates(date(2000, 1, 1), date(2030, 1, 1))),
    max_size=12,
)


@given(FACTS)
def test_the_score_lies_between_nothing_and_all(facts: list[Fact]) -> None:
    found = completeness(facts, TODAY)
    assert 0 <= found.score <= 1
    assert found.known + len(found.missing) == found.total == len(facts)
    assert len(found.stale) <= found.known


@given(FACTS, st.integers(0, 2000))
def test_time_alone_never_makes_it_better(facts: list[Fact], days: int) -> None:
    assert completeness(facts, TODAY + timedelta(days)).score <= completeness(facts, TODAY).score + 1e-12


def test_a_fact_is_worth_half_after_a_half_life() -> None:
    old = Fact("city", True, TODAY - timedelta(days=100))
    assert completeness([old], TODAY, half_life_days=100).score == 0.5


def test_without_facts_nothing_is_missing_and_an_impossible_half_life_is_refused() -> None:
    assert (completeness([], TODAY).score, completeness([], TODAY).oldest) == (1.0, None)
    with pytest.raises(ValueError, match="not 0"):
        completeness([], TODAY, half_life_days=0)
