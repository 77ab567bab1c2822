"""What was promised counts by the day first promised: nothing that is done later makes a broken promise a kept one."""

from dataclasses import fields, replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.commitments import (
    FEWEST_DUE,
    CommitmentState,
    KeptRate,
    Owed,
    Status,
    kept_rate,
    slips_after,
    status_on,
)

START = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda count: START + timedelta(days=count))


@st.composite
def lives(draw: st.DrawFn) -> Owed:
    """A commitment as people make one: promised, moved a few times, perhaps settled."""
    first = draw(days)
    owed = Owed(first, first)
    for until in draw(st.lists(days, max_size=3)):
        slips = slips_after(owed.slips, first_due_on=first, due_on=owed.due_on, until=until)
        owed = replace(owed, due_on=until, slips=slips)
    state = draw(st.sampled_from(CommitmentState))
    return owed if state == CommitmentState.OPEN else replace(owed, state=state, settled_on=draw(days))


@given(lives(), days)
def test_each_stands_one_way_and_what_is_settled_later_was_open(owed: Owed, day: date) -> None:
    status = status_on(owed, day)
    settled = {Status.KEPT, Status.KEPT_LATE, Status.MISSED, Status.WITHDRAWN}
    assert (status in settled) == owed.is_settled(day)
    if owed.settled_on and owed.settled_on > day:
        assert status == status_on(replace(owed, state=CommitmentState.OPEN, settled_on=None), day)


@given(st.lists(lives(), max_size=30), days)
def test_each_that_was_due_counts_once(many: list[Owed], day: date) -> None:
    found = kept_rate(many, day)
    promised = [one for one in many if one.first_due_on < day or (one.first_due_on == day and one.is_settled(day))]
    assert found.due + found.withdrawn == len(promised)
    assert found == sum((kept_rate([one], day) for one in many), KeptRate())


@given(st.lists(lives(), max_size=30), days)
def test_the_rate_lies_between_0_and_1_and_needs_five(many: list[Owed], day: date) -> None:
    found = kept_rate(many, day)
    if found.due < FEWEST_DUE:
        assert (found.rate, found.interval) == (None, None)
    else:
        assert found.rate is not None
        assert found.interval is not None
        assert 0 <= found.interval[0] <= found.rate <= found.interval[1] <= 1


@given(lives(), days, days)
def test_putting_off_never_makes_a_promise_kept(owed: Owed, until: date, day: date) -> None:
    slips = slips_after(owed.slips, first_due_on=owed.first_due_on, due_on=owed.due_on, until=until)
    moved = replace(owed, due_on=until, slips=slips)
    assert kept_rate([moved], day).kept <= kept_rate([owed], day).kept


@given(lives(), days)
def test_what_was_once_broken_stays_so_as_time_goes_by(owed: Owed, day: date) -> None:
    before, after = (kept_rate([owed], on) for on in (day, day + timedelta(days=90)))
    if before.due and not before.kept:
        assert after.kept == 0


def test_the_words_of_the_interface_are_those_of_the_counts() -> None:
    assert [one.name for one in fields(KeptRate)] == ["kept", "late", "slipped", "missed", "overdue", "withdrawn"]
