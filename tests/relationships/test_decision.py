"""A buying decision is opened, changed and closed by those who may, and has one king unless the crown is shared."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.people.models import Member
from tenure.relationships.actions.decision import change_decision, create_decision, restore_decision, trash_decision
from tenure.relationships.actions.decision_role import set_role
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import Decision, DecisionRole, Stance
from tenure.relationships.queries import decisions_of
from tests.relationships.conftest import OPENED

pytestmark = pytest.mark.django_db


def test_a_decision_is_opened_by_the_team_and_audited(decision: Decision, account: Account, bob: Member) -> None:
    entry = AuditEntry.objects.get(noun="decision", thing_id=decision.pk)
    assert (entry.verb, entry.account_id) == ("created", account.pk)
    assert list(Decision.objects.visible_to(bob)) == [decision]


def test_a_stranger_and_a_viewer_open_and_change_nothing(
    decision: Decision, account: Account, charlie: Member, viewer: Member
) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            create_decision(account=account, by=member, name="Valves")
        with pytest.raises(PermissionDenied):
            change_decision(decision=decision, changes={"name": "Valves"}, by=member)
    assert list(Decision.objects.values_list("name", flat=True)) == ["Pumps for the new plant"]
    assert not Decision.objects.visible_to(charlie).exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "cannot be blank"),
        ({"name": "A", "review_days": 0}, "1 to 366 days"),
        ({"name": "A", "opened_on": OPENED, "deadline": OPENED - timedelta(days=1)}, "before it was opened"),
        ({"name": "A", "opened_on": date(2999, 1, 1)}, "2999-01-01 is after"),
        ({"name": "A", "state": "decided"}, "state cannot be set"),
    ],
)
def test_what_makes_no_sense_is_refused(fields: dict[str, Any], sentence: str, account: Account, alice: Member) -> None:
    with pytest.raises(ValidationError, match=sentence):
        create_decision(account=account, by=alice, **fields)


def test_a_decision_that_is_taken_is_closed_today_and_one_that_opens_again_is_not(
    decision: Decision, alice: Member
) -> None:
    change_decision(decision=decision, changes={"state": "decided"}, by=alice)
    assert decision.closed_on == timezone.localdate()
    change_decision(decision=decision, changes={"state": "open"}, by=alice)
    assert decision.closed_on is None


def test_the_second_of_two_who_change_the_same_field_is_told(decision: Decision, alice: Member, bob: Member) -> None:
    change_decision(decision=decision, changes={"line": "Pumps"}, by=alice, version=1)
    change_decision(decision=decision, changes={"review_days": 14}, by=bob, version=1)
    with pytest.raises(ConflictError):
        change_decision(decision=decision, changes={"line": "Valves"}, by=bob, version=1)
    assert (decision.line, decision.review_days) == ("Pumps", 14)


def test_a_second_king_needs_a_shared_crown(decision: Decision, dahl: Contact, foss: Contact, alice: Member) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king")
    with pytest.raises(ValidationError, match="Dahl is the king of this decision already"):
        set_role(decision=decision, contact=foss, by=alice, piece="king")
    change_decision(decision=decision, changes={"shared_crown": True}, by=alice)
    set_role(decision=decision, contact=foss, by=alice, piece="king")
    with pytest.raises(ValidationError, match="Dahl, Foss decide together"):
        change_decision(decision=decision, changes={"shared_crown": False}, by=alice)
    assert DecisionRole.objects.filter(valid_to=None, piece="king").count() == 2


def test_function_and_level_are_the_contact_s_own_unless_given(
    decision: Decision, account: Account, dahl: Contact, alice: Member
) -> None:
    role = set_role(decision=decision, contact=dahl, by=alice)
    assert (role.function, role.level) == ("operations", 5)
    unknown = create_contact(account=account, by=alice, name="Holm")
    with pytest.raises(ValidationError, match="Say on which level Holm stands"):
        set_role(decision=decision, contact=unknown, by=alice)


def test_people_of_other_accounts_stand_on_no_board(decision: Decision, alice: Member) -> None:
    other = create_account(by=alice, name="Other")
    stranger = create_contact(account=other, by=alice, name="Frida Fremd", seniority=3)
    with pytest.raises(ValidationError, match="Frida Fremd is not at"):
        set_role(decision=decision, contact=stranger, by=alice)


def test_a_decision_in_the_trash_is_out_of_sight_with_its_board_and_comes_back(
    account: Account, decision: Decision, dahl: Contact, alice: Member
) -> None:
    set_role(decision=decision, contact=dahl, by=alice, piece="king")
    give_stance(decision=decision, contact=dahl, value=-1, evidence="Asked for others", by=alice)
    trash_decision(decision=decision, by=alice)
    for rows in (Decision.objects, DecisionRole.objects, Stance.objects):
        assert not rows.visible_to(alice).exists()
    assert (list(decisions_of(account)), list(Decision.objects.still_open())) == ([], [])
    restore_decision(decision=decision, by=alice)
    assert list(decisions_of(account)) == list(Decision.objects.still_open()) == [decision]
    assert DecisionRole.objects.visible_to(alice).get().piece == "king"


def test_whoever_may_not_throws_no_decision_away(decision: Decision, viewer: Member, charlie: Member) -> None:
    for stranger in (viewer, charlie):
        with pytest.raises(PermissionDenied):
            trash_decision(decision=decision, by=stranger)
    decision.refresh_from_db()
    assert decision.deleted_at is None
