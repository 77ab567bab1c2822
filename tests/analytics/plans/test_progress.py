"""How far the actions of a plan are."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.plans.progress import Progress, Step, progress

TODAY = date(2026, 3, 31)
STEPS = st.builds(
    Step,
    weight=st.decimals(min_value=0, max_value=99, places=1),
    due_on=st.none() | st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=30)),
    is_done=st.booleans(),
)


def test_what_is_not_due_yet_is_no_progress_and_no_arrears() -> None:
    later = Step(Decimal(5), TODAY + timedelta(days=1), is_done=True)
    undated = Step(Decimal(2), None, is_done=False)
    assert progress([later, undated], TODAY) == Progress(Decimal(0), Decimal(0), Decimal(5), Decimal(7))
    assert progress([later, undated], TODAY).share is None


def test_an_action_is_due_from_its_day_on() -> None:
    assert progress([Step(Decimal(1), TODAY, is_done=False)], TODAY).share == 0


def test_heavy_actions_count_for_more() -> None:
    steps = [Step(Decimal(3), TODAY, is_done=True), Step(Decimal(1), TODAY, is_done=False)]
    assert progress(steps, TODAY).share == Decimal("0.75")


def test_a_weight_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="weighs -1; it must be 0 or more"):
        progress([Step(Decimal(-1), TODAY, is_done=True)], TODAY)


@given(st.lists(STEPS, max_size=30))
def test_the_share_stays_on_its_scale_and_no_weight_is_lost(steps: list[Step]) -> None:
    found = progress(steps, TODAY)
    assert found.share is None or 0 <= found.share <= 1
    assert found.all == sum(step.weight for step in steps)
    assert found.done + found.ahead == sum(step.weight for step in steps if step.is_done)
