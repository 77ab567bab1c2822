"""Taking on what a board shows: a commitment with its origin, and who may not know what it answers."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Commitment, Contact
from tenure.people.models import Member
from tenure.relationships.actions.board_commitment import commit_on_board
from tenure.relationships.models import BoardCommitment, Decision
from tenure.relationships.queries import commitments_on

pytestmark = pytest.mark.django_db
DUE = date(2030, 3, 1)


def test_a_commitment_says_that_it_came_from_a_board_and_what_it_answers(
    decision: Decision, dahl: Contact, alice: Member, bob: Member
) -> None:
    made = commit_on_board(
        decision=decision, kind="uncovered", contact=dahl, by=alice, text="Give Dahl a first tie", owner=bob, due_on=DUE
    )
    assert (made.origin, made.kind, made.account, made.owner, made.due_on) == (
        "board", "task", decision.account, bob, DUE,
    )  # fmt: skip
    assert commitments_on(decision) == {("uncovered", dahl.pk): made}


def test_what_is_settled_answers_nothing_any_more_and_the_first_due_is_told(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    late, soon = (
        commit_on_board(
            decision=decision, kind="check", contact=dahl, by=alice, text="Speak with Dahl",
            due_on=DUE + timedelta(days=days),
        )
        for days in (9, 0)
    )  # fmt: skip
    assert commitments_on(decision) == {("check", dahl.pk): soon}
    keep_commitment(commitment=soon, by=alice)
    assert commitments_on(decision) == {("check", dahl.pk): late}


def test_who_may_not_see_how_people_are_judged_takes_nothing_on_and_sees_nothing_of_it(
    decision: Decision, alice: Member, charlie: Member, viewer: Member, account: Account
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    for stranger in (viewer, charlie):
        with pytest.raises(PermissionDenied):
            commit_on_board(decision=decision, kind="fog", by=stranger, text="Ask around", due_on=DUE)
    assert not Commitment.objects.exists()
    commit_on_board(decision=decision, kind="fog", by=alice, text="Ask around", due_on=DUE)
    assert [BoardCommitment.objects.visible_to(one).count() for one in (alice, viewer, charlie)] == [1, 0, 0]


def test_a_stranger_and_a_kind_that_there_is_not_are_refused_and_nothing_is_owed(
    decision: Decision, alice: Member
) -> None:
    stranger = create_contact(account=create_account(by=alice, name="Other"), by=alice, name="Stranger")
    for about in ({"kind": "check", "contact": stranger}, {"kind": "weather"}):
        with pytest.raises(ValidationError):
            commit_on_board(decision=decision, by=alice, text="Speak", due_on=timezone.localdate(), **about)
    assert not Commitment.objects.exists()
