"""The course of a plan, tried by random walks."""

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.plans.course import Course, PlanState, Refusal, Step, StepRefusedError, after, refusal

MEMBERS = st.integers(1, 4)
# What happens to a plan, and to the team around it.
EVENTS = st.lists(
    st.tuples(st.sampled_from([*Step, "join", "leave"]), MEMBERS)
    # Mostly what leads forward, so that walks get far.
    | st.tuples(st.sampled_from([Step.CIRCULATE, Step.SIGN, Step.SIGN, Step.COMMIT, Step.START]), MEMBERS),
    max_size=60,
)
Events = Sequence[tuple[Step | str, int]]
RUNNING = (PlanState.RUNNING, PlanState.REVIEW_DUE)


def happen(course: Course, event: Step | str, member: int) -> Course:
    """The course after an event; unchanged where the step is refused."""
    if not isinstance(event, Step):
        team = course.team | {member} if event == "join" else course.team - {member}
        return replace(course, team=team)
    return course if refusal(course, event) else after(course, event, member)


def walked(team: frozenset[int], events: Events) -> list[tuple[Course, Step | str, int, Course]]:
    """Every step of a walk with the course before and after it."""
    course, steps = Course(team=team), []
    for event, member in events:
        following = happen(course, event, member)
        steps.append((course, event, member, following))
        course = following
    return steps


TEAMS = st.frozensets(MEMBERS, max_size=4)


@given(TEAMS, EVENTS)
def test_nothing_runs_that_the_whole_team_has_not_signed(team: frozenset[int], events: Events) -> None:
    signatures: dict[int, set[int]] = {}
    for before, event, member, following in walked(team, events):
        if event == Step.SIGN and following.signed != before.signed:
            signatures.setdefault(following.edition, set()).add(member)
        if event == Step.WITHDRAW and following.signed != before.signed:
            signatures[following.edition].discard(member)
        if following.runs != before.runs and following.runs is not None:
            assert following.team
            assert following.team <= signatures[following.runs]
            assert following.runs == following.edition


@given(TEAMS, EVENTS)
def test_an_edit_of_what_was_circulated_needs_every_signature_again(team: frozenset[int], events: Events) -> None:
    for before, event, _, following in walked(team, events):
        if event != Step.EDIT or before.state in (PlanState.DRAFT, PlanState.CLOSED):
            continue
        assert following.state == PlanState.DRAFT
        assert (following.edition, following.signed) == (before.edition + 1, frozenset())
        assert following.runs == before.runs


@given(TEAMS, EVENTS)
def test_a_plan_is_in_a_running_state_only_with_the_edition_that_runs(team: frozenset[int], events: Events) -> None:
    for _, _, _, course in walked(team, events):
        assert course.state not in RUNNING or course.runs == course.edition
        assert course.state != PlanState.CLOSED or course.runs is None


def test_random_walks_do_reach_plans_that_run_again_after_an_edit() -> None:
    drawn = random.Random(7)
    forward = [Step.CIRCULATE, Step.SIGN, Step.COMMIT, Step.START]
    ways = [*forward * 3, Step.EDIT, Step.WITHDRAW, Step.MARK_REVIEW_DUE, "join", "leave"]
    reached = 0
    for _ in range(300):
        events = [(drawn.choice(ways), drawn.randint(1, 2)) for _ in range(80)]
        reached += any((course.runs or 0) > 1 for *_, course in walked(frozenset({1, 2}), events))
    assert reached > 30


@given(TEAMS, EVENTS)
def test_editions_only_go_up_and_what_is_closed_stays_closed(team: frozenset[int], events: Events) -> None:
    for before, _, _, following in walked(team, events):
        assert following.edition in (before.edition, before.edition + 1)
        assert before.state != PlanState.CLOSED or following.state == PlanState.CLOSED


def test_the_way_from_a_draft_to_a_running_plan() -> None:
    course = after(Course(team=frozenset({1, 2})), Step.CIRCULATE)
    course = after(course, Step.SIGN, 1)
    assert course.state == PlanState.CIRCULATED
    course = after(course, Step.SIGN, 2)
    assert course.state == PlanState.AGREED
    course = after(after(course, Step.COMMIT), Step.START)
    assert (course.state, course.runs) == (PlanState.RUNNING, 1)
    assert after(course, Step.MARK_REVIEW_DUE).state == PlanState.REVIEW_DUE


def test_whoever_joins_after_the_others_have_signed_signs_before_it_starts() -> None:
    signed = Course(frozenset({1}), PlanState.COMMITTED, signed=frozenset({1}))
    joined = replace(signed, team=frozenset({1, 2}))
    assert refusal(joined, Step.START) == Refusal.SIGNATURES_MISSING
    assert joined.missing == {2}
    assert after(joined, Step.SIGN, 2).state == PlanState.COMMITTED


def test_where_the_last_who_had_not_signed_leaves_the_plan_can_be_committed() -> None:
    left = Course(frozenset({1}), PlanState.CIRCULATED, signed=frozenset({1}))
    assert after(left, Step.COMMIT).state == PlanState.COMMITTED


@pytest.mark.parametrize(
    ("course", "step", "why"),
    [
        (Course(frozenset()), Step.CIRCULATE, Refusal.NO_TEAM),
        (Course(frozenset({1})), Step.SIGN, Refusal.WRONG_STATE),
        (Course(frozenset({1}), PlanState.CIRCULATED), Step.COMMIT, Refusal.SIGNATURES_MISSING),
        (Course(frozenset({1}), PlanState.CLOSED), Step.EDIT, Refusal.WRONG_STATE),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(course: Course, step: Step, why: Refusal) -> None:
    with pytest.raises(StepRefusedError) as refused:
        after(course, step, 1)
    assert refused.value.why == why


def test_a_signature_from_outside_the_team_stands_but_stands_for_nobody() -> None:
    course = after(Course(frozenset({1}), PlanState.CIRCULATED), Step.SIGN, 9)
    assert (course.state, course.signed, course.missing) == (PlanState.CIRCULATED, frozenset({9}), frozenset({1}))


def test_signing_and_withdrawing_twice_is_the_same_as_once() -> None:
    once = after(Course(frozenset({1, 2}), PlanState.CIRCULATED), Step.SIGN, 1)
    assert after(once, Step.SIGN, 1) == once
    withdrawn = after(once, Step.WITHDRAW, 1)
    assert after(withdrawn, Step.WITHDRAW, 1) == withdrawn
