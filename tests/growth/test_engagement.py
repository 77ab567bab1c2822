"""Engagements on their way through the levels: on by one with everything met or a reason, back with a reason."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.analytics.engagement import EXIT, LEVELS, Answer, Criterion, Level, days_in_levels
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.growth.actions.engagement import (
    begin_engagement,
    change_engagement,
    end_engagement,
    judge_criterion,
    move_engagement,
    remove_engagement,
    restore_engagement,
    take_back_step,
)
from tenure.growth.models import Engagement, LevelAnswer, LevelStay
from tenure.growth.queries.engagements import courses_of, usual_of_levels
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def engagement(account: Account, alice: Member) -> Engagement:
    return begin_engagement(account=account, by=alice, name="Second line", started_on=TODAY - 100 * DAY)


def meet(engagement: Engagement, by: Member, *criteria: Criterion) -> None:
    for criterion in criteria:
        judge_criterion(
            engagement=engagement, criterion=criterion, changes={"answer": "met", "evidence": "Seen"}, by=by
        )


def stays(engagement: Engagement) -> list[tuple[str, date, date | None]]:
    return list(engagement.stays.order_by("pk").values_list("level", "since", "until"))


def test_it_goes_on_once_all_that_its_level_asks_for_is_met(engagement: Engagement, alice: Member) -> None:
    meet(engagement, alice, *EXIT[Level.PRE_SALES])
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, on=TODAY - 60 * DAY)
    assert stays(engagement) == [
        ("pre_sales", TODAY - 100 * DAY, TODAY - 60 * DAY),
        ("negotiation", TODAY - 60 * DAY, None),
    ]


def test_while_something_is_missing_it_goes_on_for_a_reason_alone_which_is_kept(
    engagement: Engagement, alice: Member
) -> None:
    meet(engagement, alice, Criterion.DECIDERS_KNOWN)
    with pytest.raises(ValidationError, match="why it goes on all the same"):
        move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="  ")
    engagement.refresh_from_db()
    assert engagement.level == Level.PRE_SALES
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="They want the offer first")
    stay = engagement.stays.get(until=None)
    assert (stay.reason, stay.missing, stay.moved_by) == (
        "They want the offer first", ["solution_shown", "means_checked"], alice,
    )  # fmt: skip


def test_it_goes_back_for_a_reason_and_skips_no_level(engagement: Engagement, alice: Member) -> None:
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Early")
    with pytest.raises(ValidationError, match="on by one level"):
        move_engagement(engagement=engagement, to=Level.REVIEW, by=alice, reason="Fast")
    with pytest.raises(ValidationError, match="why it goes back"):
        move_engagement(engagement=engagement, to=Level.PRE_SALES, by=alice)
    move_engagement(engagement=engagement, to=Level.PRE_SALES, by=alice, reason="New people there")
    assert [level for level, *_ in stays(engagement)] == ["pre_sales", "negotiation", "pre_sales"]


def test_what_is_missing_has_who_said_so_and_on_what_evidence(engagement: Engagement, alice: Member) -> None:
    meet(engagement, alice, Criterion.DECIDERS_KNOWN)
    (course,) = courses_of(engagement.account, TODAY)
    line = course.exit[0]
    assert (line.answer, line.row and line.row.answered_by, line.row and line.row.evidence) == (
        Answer.MET, alice, "Seen",
    )  # fmt: skip
    assert course.missing == (Criterion.SOLUTION_SHOWN, Criterion.MEANS_CHECKED)
    assert [line.answer for line in course.entry] == [Answer.UNKNOWN, Answer.UNKNOWN]


def test_two_who_judge_different_things_both_win_and_of_the_same_the_second_is_told(
    engagement: Engagement, alice: Member, bob: Member
) -> None:
    meet(engagement, alice, Criterion.DECIDERS_KNOWN)
    seen = LevelAnswer.objects.get().version
    judged: dict[str, Any] = {"engagement": engagement, "criterion": Criterion.DECIDERS_KNOWN}
    judge_criterion(**judged, changes={"evidence": "Said at lunch"}, by=alice, version=seen)
    judge_criterion(**judged, changes={"answer": "not_met"}, by=bob, version=seen)
    row = LevelAnswer.objects.get()
    assert (row.answer, row.evidence, row.answered_by) == ("not_met", "Said at lunch", bob)
    with pytest.raises(ConflictError):
        judge_criterion(**judged, changes={"evidence": "Written"}, by=bob, version=seen)


def test_of_two_who_move_it_the_second_is_told(engagement: Engagement, alice: Member, bob: Member) -> None:
    seen = engagement.version
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Early", version=seen)
    with pytest.raises(ConflictError):
        move_engagement(engagement=engagement, to=Level.IMPLEMENTATION, by=bob, reason="Early", version=seen)
    assert Engagement.objects.get().level == Level.NEGOTIATION


def test_moving_to_where_it_is_changes_nothing(engagement: Engagement, alice: Member) -> None:
    before = AuditEntry.objects.count()
    move_engagement(engagement=engagement, to=Level.PRE_SALES, by=alice)
    assert (len(stays(engagement)), AuditEntry.objects.count()) == (1, before)


@pytest.mark.parametrize("on", [TODAY + DAY, TODAY - 101 * DAY])
def test_no_move_lies_ahead_or_before_the_level_was_reached(on: date, engagement: Engagement, alice: Member) -> None:
    with pytest.raises(ValidationError):
        move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Early", on=on)
    assert stays(engagement) == [("pre_sales", TODAY - 100 * DAY, None)]


def test_it_ends_at_any_level_with_a_word_and_that_is_taken_back(engagement: Engagement, alice: Member) -> None:
    with pytest.raises(ValidationError, match="how it ended"):
        end_engagement(engagement=engagement, by=alice, outcome=" ")
    end_engagement(engagement=engagement, by=alice, outcome="They build it themselves", on=TODAY - DAY)
    with pytest.raises(ValidationError, match="ended on"):
        move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Again")
    with pytest.raises(ValidationError, match="ended on"):
        meet(engagement, alice, Criterion.ACCEPTED)
    take_back_step(engagement=engagement, by=alice)
    assert (engagement.ended_on, engagement.outcome) == (None, "")
    assert stays(engagement) == [("pre_sales", TODAY - 100 * DAY, None)]


def test_the_last_move_is_taken_back_and_no_more_than_there_are(engagement: Engagement, alice: Member) -> None:
    before = stays(engagement)
    move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=alice, reason="Early")
    take_back_step(engagement=engagement, by=alice)
    assert (engagement.level, stays(engagement)) == (Level.PRE_SALES, before)
    with pytest.raises(ValidationError, match="no step"):
        take_back_step(engagement=engagement, by=alice)


def test_taking_it_off_and_putting_it_back_leaves_it_as_it_was(engagement: Engagement, alice: Member) -> None:
    remove_engagement(engagement=engagement, by=alice)
    assert courses_of(engagement.account, TODAY) == []
    restore_engagement(engagement=engagement, by=alice)
    assert [course.engagement for course in courses_of(engagement.account, TODAY)] == [engagement]


def test_it_is_long_in_its_level_beyond_the_guideline_until_five_have_left_it(
    account: Account, engagement: Engagement, alice: Member
) -> None:
    begun = TODAY - 300 * DAY
    for number, days in enumerate((20, 30, 40, 50, 200)):
        other = begin_engagement(account=account, by=alice, name=f"Number {number}", started_on=begun)
        assert usual_of_levels()[Level.PRE_SALES].of == 0
        move_engagement(engagement=other, to=Level.NEGOTIATION, by=alice, reason="Early", on=begun + days * DAY)
        here = {one.engagement.pk: one.here for one in courses_of(account, TODAY)}[engagement.pk]
        assert (here.days, here.usual.of, here.is_long) == ((100, 5, True) if number == 4 else (100, 0, False))


def test_the_page_asks_as_often_for_five_as_for_one(account: Account, engagement: Engagement, alice: Member) -> None:
    meet(engagement, alice, Criterion.ACCEPTED)
    asked = len(queries_of(lambda: courses_of(account, TODAY)))
    for number in range(4):
        other = begin_engagement(account=account, by=alice, name=f"Number {number}", owner=alice)
        meet(other, alice, *EXIT[Level.PRE_SALES])
        move_engagement(engagement=other, to=Level.NEGOTIATION, by=alice)
    assert len(queries_of(lambda: courses_of(account, TODAY))) == asked


def test_who_may_not_is_refused_and_nothing_changes(
    account: Account, engagement: Engagement, viewer: Member, charlie: Member, alice: Member
) -> None:
    for member in (viewer, charlie):
        with pytest.raises(PermissionDenied):
            begin_engagement(account=account, by=member, name="Third line")
        with pytest.raises(PermissionDenied):
            move_engagement(engagement=engagement, to=Level.NEGOTIATION, by=member, reason="Early")
        with pytest.raises(PermissionDenied):
            meet(engagement, member, Criterion.ACCEPTED)
    with pytest.raises(ValidationError, match="does not see"):
        change_engagement(engagement=engagement, changes={"owner": charlie}, by=alice)
    assert (Engagement.objects.count(), LevelStay.objects.count(), LevelAnswer.objects.count()) == (1, 1, 0)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("move"), st.sampled_from(LEVELS), st.sampled_from(["", "Why not"]), st.integers(0, 9)),
        st.tuples(st.just("meet"), st.sampled_from(list(Criterion)), st.sampled_from(list(Answer)), st.just(0)),
        st.tuples(st.just("back"), st.none(), st.none(), st.just(0)),
        st.tuples(st.just("end"), st.none(), st.sampled_from(["", "Won"]), st.integers(0, 9)),
    ),
    max_size=14,
)


def take(step: tuple[str, object, object, int], engagement: Engagement, by: Member) -> None:
    """Try a step; a refused one must change nothing."""
    what, first, second, ago = step
    known = answers(engagement)
    before = stays(engagement)
    fresh = Engagement.objects.select_related("account").get(pk=engagement.pk)
    on = TODAY - ago * DAY
    try:
        with transaction.atomic():
            if what == "move":
                assert isinstance(first, Level)
                move_engagement(engagement=fresh, to=first, by=by, reason=str(second), on=on)
            elif what == "meet":
                assert isinstance(first, Criterion)
                judge_criterion(engagement=fresh, criterion=first, changes={"answer": second}, by=by)
            elif what == "back":
                take_back_step(engagement=fresh, by=by)
            else:
                end_engagement(engagement=fresh, by=by, outcome=str(second), on=on)
    except ValidationError:
        assert stays(engagement) == before
        return
    if what == "move" and len(stays(engagement)) > len(before):
        left, stay = Level(before[-1][0]), engagement.stays.latest("pk")
        met = all(known.get(one.value) == "met" for one in EXIT[left])
        is_on = LEVELS.index(Level(stay.level)) == LEVELS.index(left) + 1
        assert stay.reason or (is_on and met), "on with everything met, or for a reason"
        assert is_on or LEVELS.index(Level(stay.level)) < LEVELS.index(left), "no level is skipped"


def answers(engagement: Engagement) -> Mapping[str, str]:
    return dict(LevelAnswer.objects.filter(engagement=engagement).values_list("criterion", "answer"))


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_is_tried_the_levels_follow_one_another_without_a_gap(
    steps: list[tuple[str, object, object, int]], account: Account, alice: Member
) -> None:
    with transaction.atomic():
        started = TODAY - 30 * DAY
        engagement = begin_engagement(account=account, by=alice, name="Walk", started_on=started)
        for step in steps:
            take(step, engagement, alice)
        engagement.refresh_from_db()
        times = stays(engagement)
        ends = [until for *_, until in times]
        assert times[0][:2] == ("pre_sales", started)
        assert [since for _, since, _ in times[1:]] == ends[:-1]
        assert (times[-1][0], ends[-1]) == (engagement.level, engagement.ended_on)
        days = days_in_levels([one.stay for one in engagement.stays.all()], TODAY)
        assert sum(days.values()) == ((engagement.ended_on or TODAY) - started).days
        transaction.set_rollback(True)


def test_strangers_see_none(engagement: Engagement, charlie: Member, alice: Member) -> None:
    foreign = create_account(by=charlie, name="Theirs")
    begin_engagement(account=foreign, by=charlie, name="Theirs")
    for rows in (Engagement.objects, LevelStay.objects):
        assert rows.visible_to(alice).count() == rows.visible_to(charlie).count() == 1
