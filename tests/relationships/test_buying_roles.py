"""The parts people play in the buying centre of a decision."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from tenure.accounts.models import Contact
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.models import Decision, DecisionRole

pytestmark = pytest.mark.django_db
LATER = date(2026, 3, 1)


def test_somebody_has_several_parts_each_once_and_in_their_order(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    role = set_role(decision=decision, contact=dahl, by=alice, roles=["user", "decider", "user"])
    role.refresh_from_db()
    assert role.roles == ["decider", "user"]
    assert AuditEntry.objects.filter(noun="decisionrole").latest("pk").changes["roles"] == [None, ["decider", "user"]]


def test_parts_are_dated_as_everything_that_is_said(decision: Decision, dahl: Contact, alice: Member) -> None:
    said = partial(set_role, decision=decision, contact=dahl, by=alice)
    said(roles=["user"], valid_from=decision.opened_on)
    said(roles=["user", "buyer"], valid_from=LATER)
    told = DecisionRole.objects.order_by("pk").values_list("roles", "valid_from", "valid_to")
    assert list(told) == [(["user"], decision.opened_on, LATER), (["user", "buyer"], LATER, None)]


def test_who_is_moved_without_a_word_of_their_parts_keeps_them(
    decision: Decision, dahl: Contact, alice: Member
) -> None:
    said = partial(set_role, decision=decision, contact=dahl, by=alice)
    said(roles=["approver"], valid_from=decision.opened_on)
    assert said(power=4, valid_from=LATER).roles == ["approver"]
    assert said(power=4, roles=[], valid_from=LATER).roles == []


def test_a_part_that_no_buying_centre_has_is_refused(decision: Decision, dahl: Contact, alice: Member) -> None:
    with pytest.raises(ValidationError, match="Parts in a buying centre are a list of some of decider, approver"):
        set_role(decision=decision, contact=dahl, by=alice, roles=["king"])
    assert not DecisionRole.objects.exists()
