"""Onboarding from a template: every step a commitment at once, taken back at once, and measured as promises are."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.trash import trash_thing
from tenure.accounts.models import Account, Commitment, Contact
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.growth.actions.engagement import begin_engagement
from tenure.growth.actions.onboarding import (
    add_onboarding_step,
    change_onboarding,
    restore_onboarding,
    start_onboarding,
    take_back_onboarding,
)
from tenure.growth.actions.onboarding_template import (
    add_template_step,
    change_template_part,
    create_template,
    remove_template_part,
    restore_template_part,
)
from tenure.growth.models import OnboardingPlan, OnboardingTemplate
from tenure.growth.queries.onboarding import (
    departments_waited_for,
    onboarding_of,
    progress_of,
    running_page,
    steps_of_template,
)
from tenure.people.models import Member
from tests.queries import queries_of

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def template(director: Member) -> OnboardingTemplate:
    made = create_template(by=director, name="A new plant")
    for text, days, owed_by, department in (
        ("Welcome letter", 1, "account_owner", ""),
        ("Parts packed", 10, "department", "Operations"),
        ("List of pumps", 5, "client", ""),
        ("Word from above", 20, "sponsor", ""),
    ):
        fields = {"owed_by": owed_by, "department": department, "is_first_value": department != ""}
        add_template_step(template=made, by=director, text=text, days=days, **fields)
    return made


@pytest.fixture
def contact(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Ida Holm")


@pytest.fixture
def plan(
    account: Account, template: OnboardingTemplate, contact: Contact, alice: Member, bob: Member
) -> OnboardingPlan:
    return start_onboarding(
        account=account, template=template, by=alice, contact=contact, owners={"Operations": bob},
        started_on=TODAY - 12 * DAY,
    )  # fmt: skip


def test_every_step_becomes_a_commitment_with_its_day_and_whoever_owes_it(
    plan: OnboardingPlan, alice: Member, bob: Member, contact: Contact
) -> None:
    made = Commitment.objects.order_by("due_on")
    start = plan.started_on
    assert [(one.text, one.due_on, one.owner, one.contact, one.department) for one in made] == [
        ("Welcome letter", start + DAY, alice, None, ""),
        ("List of pumps", start + 5 * DAY, None, contact, ""),
        ("Parts packed", start + 10 * DAY, bob, None, "Operations"),
        ("Word from above", start + 20 * DAY, alice, None, ""),
    ]
    assert {(one.kind, one.origin, one.first_due_on == one.due_on) for one in made} == {
        ("onboarding_step", "onboarding", True)
    }
    assert AuditEntry.objects.filter(noun="commitment", verb="created").count() == 4


def test_a_start_takes_as_many_statements_for_ten_steps_as_for_four(
    account: Account, template: OnboardingTemplate, contact: Contact, alice: Member, director: Member
) -> None:
    def start() -> object:
        return start_onboarding(account=account, template=template, by=alice, contact=contact)

    asked = len(queries_of(start))
    for number in range(6):
        add_template_step(template=template, by=director, text=f"Step {number}", days=number, owed_by="account_owner")
    assert len(queries_of(start)) == asked
    assert Commitment.objects.count() == 14


def test_a_start_is_taken_back_and_runs_again_with_its_commitments(plan: OnboardingPlan, alice: Member) -> None:
    thrown = Commitment.objects.earliest("due_on")
    trash_thing(thing=thrown, by=alice)
    take_back_onboarding(plan=plan, by=alice)
    assert (OnboardingPlan.objects.visible_to(alice).count(), Commitment.objects.visible_to(alice).count()) == (0, 0)
    restore_onboarding(plan=plan, by=alice)
    assert Commitment.objects.visible_to(alice).count() == 3, "what was thrown away before stays there"
    restore_onboarding(plan=plan, by=alice)
    (progress,) = onboarding_of(plan.account, TODAY)
    assert len(progress.steps) == 3


def test_a_step_more_is_a_commitment_as_the_others_and_is_taken_back_with_them(
    plan: OnboardingPlan, alice: Member, bob: Member, contact: Contact
) -> None:
    fields: dict[str, Any] = {
        "text": "Second shift trained",
        "due_on": TODAY + DAY,
        "owner": bob,
        "department": "Service",
    }
    step = add_onboarding_step(plan=plan, by=alice, is_first_value=True, **fields)
    made = step.commitment
    assert (made.kind, made.origin, made.owner, made.department) == ("onboarding_step", "onboarding", bob, "Service")
    (progress,) = onboarding_of(plan.account, TODAY)
    assert [one.commitment.text for one in progress.steps][3] == "Second shift trained"
    assert AuditEntry.objects.filter(verb="created", noun="onboardingstep", account_id=plan.account_id).count() == 1
    theirs = add_onboarding_step(plan=plan, by=alice, text="Badges", due_on=TODAY, contact=contact)
    assert theirs.commitment.contact == contact
    take_back_onboarding(plan=plan, by=alice)
    assert Commitment.objects.visible_to(alice).count() == 0
    with pytest.raises(ValidationError, match="taken back"):
        add_onboarding_step(plan=plan, by=alice, **fields)


@pytest.mark.parametrize(
    ("days", "both", "said"),
    [(-13, False, "outside this onboarding"), (800, False, "outside this onboarding"), (1, True, "not both")],
)
def test_a_step_that_cannot_be_is_refused_and_nothing_is_written(
    plan: OnboardingPlan, alice: Member, bob: Member, contact: Contact, days: int, both: bool, said: str
) -> None:
    with pytest.raises(ValidationError, match=said):
        add_onboarding_step(
            plan=plan, by=alice, text="x", due_on=TODAY + days * DAY, owner=bob, contact=contact if both else None
        )
    assert Commitment.objects.count() == 4


def test_whoever_may_not_start_one_adds_no_step(plan: OnboardingPlan, charlie: Member, viewer: Member) -> None:
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            add_onboarding_step(plan=plan, by=member, text="x", due_on=TODAY)
    assert Commitment.objects.count() == 4


def test_what_was_done_cannot_be_taken_back(plan: OnboardingPlan, alice: Member) -> None:
    keep_commitment(commitment=Commitment.objects.earliest("due_on"), by=alice)
    with pytest.raises(ValidationError, match="settled"):
        take_back_onboarding(plan=plan, by=alice)
    assert Commitment.objects.filter(deleted_at=None).count() == 4


def test_adherence_and_first_value_are_those_of_the_steps(plan: OnboardingPlan, alice: Member) -> None:
    letter, pumps, parts, _ = Commitment.objects.order_by("due_on")
    keep_commitment(commitment=letter, by=alice, on=letter.due_on)
    keep_commitment(commitment=parts, by=alice, on=parts.due_on + DAY)
    (progress,) = progress_of([plan], TODAY)
    rate = progress.adherence
    assert (rate.kept, rate.late, rate.overdue, rate.due, rate.rate) == (1, 1, 1, 3, None), "three are not enough data"
    assert (progress.first_value.days, progress.first_value.planned) == (11, 10)
    assert (progress.late, progress.next_step, progress.done) == ([pumps], pumps, 2)


def test_it_runs_until_all_is_settled_and_waits_for_the_departments_of_its_open_steps(
    plan: OnboardingPlan, alice: Member
) -> None:
    assert departments_waited_for(alice) == ["Operations"]
    assert [row.plan for row in running_page(alice, TODAY, department="Operations").rows] == [plan]
    for one in Commitment.objects.all():
        keep_commitment(commitment=one, by=alice)
        assert running_page(alice, TODAY, department="Logistics").rows == []
    assert (running_page(alice, TODAY).rows, departments_waited_for(alice)) == ([], [])


def test_the_list_of_those_that_run_goes_on_by_key_and_asks_as_often_for_five_as_for_one(
    template: OnboardingTemplate, alice: Member, charlie: Member
) -> None:
    def begin(number: int) -> None:
        account = create_account(by=alice, name=f"Account {number}")
        contact = create_contact(account=account, by=alice, name="Ida")
        day = TODAY - number * DAY
        start_onboarding(account=account, template=template, by=alice, contact=contact, started_on=day)

    begin(0)
    asked = len(queries_of(lambda: running_page(alice, TODAY)))
    for number in range(1, 5):
        begin(number)
    assert len(queries_of(lambda: running_page(alice, TODAY))) == asked
    first = running_page(alice, TODAY, limit=2)
    second = running_page(alice, TODAY, after=first.next_after or 0, limit=3)
    days = [(TODAY - row.plan.started_on).days for row in [*first.rows, *second.rows]]
    assert (days, second.next_after) == ([0, 1, 2, 3, 4], None)
    assert running_page(charlie, TODAY).rows == []


def test_what_cannot_be_started_is_refused_and_nothing_is_promised(
    account: Account, template: OnboardingTemplate, contact: Contact, alice: Member, bob: Member, charlie: Member,
    director: Member,
) -> None:  # fmt: skip
    empty = create_template(by=director, name="Nothing")
    other = create_account(by=charlie, name="Theirs")
    strange = begin_engagement(account=other, by=charlie, name="Theirs")
    known: dict[str, Any] = {"account": account, "template": template, "by": alice, "contact": contact}
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"template": empty}, "no steps"),
        ({"contact": None}, "who of theirs"),
        ({"engagement": strange}, "of this account"),
        ({"owners": {"Finance": bob}}, "owed by Finance"),
        ({"owners": {"Operations": charlie}}, "does not see"),
        ({"contact": create_contact(account=other, by=charlie, name="Nobody")}, "is not at"),
        ({"started_on": TODAY + 400 * DAY}, "more than a year"),
    )
    for wrong, match in refused:
        with pytest.raises(ValidationError, match=match):
            start_onboarding(**{**known, **wrong})
    with pytest.raises(PermissionDenied):
        start_onboarding(**{**known, "by": charlie})
    assert (Commitment.objects.count(), OnboardingPlan.objects.count()) == (0, 0)


def test_templates_are_written_by_leaders_and_what_runs_stays_as_it_is(
    plan: OnboardingPlan, template: OnboardingTemplate, director: Member, alice: Member
) -> None:
    first = steps_of_template(template)[0]
    with pytest.raises(PermissionDenied):
        change_template_part(part=first, changes={"days": 3}, by=alice)
    change_template_part(part=first, changes={"text": "Call"}, by=director)
    remove_template_part(part=steps_of_template(template)[1], by=director)
    assert [step.text for step in steps_of_template(template)] == ["Call", "Parts packed", "Word from above"]
    assert Commitment.objects.filter(text="Welcome letter").exists()
    with pytest.raises(ValidationError, match="department"):
        change_template_part(part=first, changes={"department": "Finance"}, by=director)


def test_two_templates_in_use_have_different_names(template: OnboardingTemplate, director: Member) -> None:
    with pytest.raises(ValidationError, match="already"):
        create_template(by=director, name="A new plant")
    remove_template_part(part=template, by=director)
    create_template(by=director, name="A new plant")
    with pytest.raises(ValidationError, match="already"):
        restore_template_part(part=template, by=director)


def test_of_two_who_rename_it_the_second_is_told(plan: OnboardingPlan, alice: Member, bob: Member) -> None:
    seen = plan.version
    change_onboarding(plan=plan, changes={"name": "Plant two"}, by=alice, version=seen)
    with pytest.raises(ConflictError):
        change_onboarding(plan=plan, changes={"name": "Plant three"}, by=bob, version=seen)
