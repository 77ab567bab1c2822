"""Which sections of a plan nobody has looked at for too long."""

from datetime import date, timedelta

import pytest

from tenure.analytics.plans.staleness import Freshness, freshness

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(("age", "found"), [(0, "fresh"), (90, "fresh"), (91, "stale"), (-1, "fresh")])
def test_a_section_is_stale_once_its_days_are_over(age: int, found: str) -> None:
    assert freshness(TODAY - timedelta(days=age), TODAY) == found


def test_what_was_never_reviewed_is_not_merely_stale() -> None:
    assert freshness(None, TODAY) == Freshness.NEVER


def test_less_than_a_day_is_refused() -> None:
    with pytest.raises(ValueError, match="every 0 days; it must be 1 or more"):
        freshness(TODAY, TODAY, every_days=0)
