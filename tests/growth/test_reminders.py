"""Mentors are told of reviews that have fallen due and receivers of handovers that have opened, each once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from tenure.accounts.actions.account import assign_owner
from tenure.accounts.models import Account
from tenure.core.models import Notification
from tenure.core.notices import sentence
from tenure.growth.actions.plan_review import begin_review, plan_review
from tenure.growth.actions.reminders import remind
from tenure.growth.models import Plan
from tenure.people.models import Member

TODAY = timezone.localdate()
CYCLE = timedelta(days=90)


def told(kind: str) -> list[int]:
    return list(Notification.objects.filter(kind=kind).order_by("pk").values_list("member_id", flat=True))


def test_the_mentor_is_told_once_that_a_review_has_fallen_due(plan: Plan, mentor: Member) -> None:
    due = plan.starts_on + CYCLE
    assert remind(day=due - timedelta(days=1), by=None) == 0
    for later in range(3):
        remind(day=due + timedelta(days=later), by=None)
    assert told("review_due") == [mentor.pk]
    one = Notification.objects.get(kind="review_due")
    assert plan.account.name in sentence(one.kind, one.params)


def test_a_review_on_another_day_falls_due_anew_and_one_that_has_begun_does_not(plan: Plan, mentor: Member) -> None:
    due = plan.starts_on + CYCLE
    remind(day=due, by=None)
    review = plan_review(plan=plan, by=mentor, due_on=due + timedelta(days=7))
    remind(day=due + timedelta(days=7), by=None)
    assert told("review_due") == [mentor.pk, mentor.pk]
    begin_review(review=review, by=mentor)
    assert remind(day=due + timedelta(days=9), by=None) == 0


def test_the_receiver_is_told_once_of_a_handover(account: Account, director: Member, charlie: Member) -> None:
    assign_owner(account=account, owner=charlie, by=director)
    for _ in range(2):
        assert remind(day=TODAY, by=None) == 1
    assert told("handover_opened") == [charlie.pk]


def test_a_handover_that_goes_on_to_another_is_theirs_to_be_told(
    account: Account, director: Member, charlie: Member, bob: Member
) -> None:
    assign_owner(account=account, owner=charlie, by=director)
    remind(day=TODAY, by=None)
    assign_owner(account=account, owner=bob, by=director)
    remind(day=TODAY, by=None)
    assert told("handover_opened") == [charlie.pk, bob.pk]


def test_only_leaders_may_have_members_reminded(alice: Member, director: Member) -> None:
    with pytest.raises(PermissionDenied, match="have members reminded"):
        remind(day=TODAY, by=alice)
    assert remind(day=TODAY, by=director) == 0
