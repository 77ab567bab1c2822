"""When a plan is reviewed, what the minutes are for, and what became of what was found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.commitments import CommitmentState, Owed
from tenure.analytics.plans.review import (
    SOON_DAYS,
    AgendaItem,
    Dueness,
    FollowUp,
    agenda,
    follow_up,
    next_review_on,
    review_due,
)

DAY = date(2026, 4, 1)


def test_a_plan_is_reviewed_three_months_after_its_start_and_then_after_its_last_review() -> None:
    assert next_review_on(DAY) == date(2026, 6, 30)
    assert next_review_on(DAY, date(2026, 7, 3)) == date(2026, 10, 1)


def test_a_cycle_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="every 0 days; it must be 1 or more"):
        next_review_on(DAY, every_days=0)


@pytest.mark.parametrize(
    ("ahead", "state", "late"),
    [
        (SOON_DAYS + 1, Dueness.NOT_DUE, 0),
        (SOON_DAYS, Dueness.SOON, 0),
        (1, Dueness.SOON, 0),
        (0, Dueness.DUE, 0),
        (-1, Dueness.OVERDUE, 1),
        (-40, Dueness.OVERDUE, 40),
    ],
)
def test_a_review_is_due_on_its_day_and_overdue_by_so_many_days(ahead: int, state: Dueness, late: int) -> None:
    found = review_due(DAY, DAY - timedelta(days=ahead))
    assert (found.on, found.state, found.days_late) == (DAY, state, late)


def test_the_agenda_has_every_item_once_in_45_minutes_without_a_gap() -> None:
    points = agenda()
    assert [point.item for point in points] == list(AgendaItem)
    assert [point.number for point in points] == list(range(1, 9))
    assert [point.begins for point in points] == [0, *(point.ends for point in points[:-1])]
    assert points[-1].ends == 45


def test_what_was_found_is_told_by_what_became_of_it() -> None:
    later = DAY + timedelta(days=7)
    found = [
        Owed(DAY, DAY, CommitmentState.KEPT, DAY),
        Owed(DAY, DAY, CommitmentState.KEPT, later),
        Owed(DAY, later, CommitmentState.KEPT, later, slips=1),
        Owed(DAY, DAY),
        Owed(DAY, later + timedelta(days=1), slips=1),
        Owed(later, later),
        Owed(DAY, DAY, CommitmentState.MISSED, DAY),
        Owed(DAY, DAY, CommitmentState.WITHDRAWN, DAY),
    ]
    became = follow_up(found, later)
    assert became == FollowUp(kept=1, kept_late=2, open=1, slipped=1, overdue=1, missed=1, withdrawn=1)
    assert (became.all, became.unsettled) == (8, 3)


@given(
    st.lists(
        st.builds(
            Owed,
            first_due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            due_on=st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            state=st.sampled_from(CommitmentState),
            settled_on=st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            slips=st.integers(0, 3),
        )
    )
)
def test_every_finding_is_counted_once(found: list[Owed]) -> None:
    assert follow_up(found, DAY).all == len(found)
