"""A plan from its draft over everybody's signature until it runs, and what an edit does to that."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.team import add_team_member, remove_team_member
from tenure.accounts.choices import TeamRole
from tenure.accounts.models import Account, TeamMember
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry
from tenure.growth.actions.course import (
    circulate_plan,
    close_plan,
    commit_plan,
    mark_review_due,
    resume_plan,
    sign_plan,
    start_plan,
    withdraw_signature,
)
from tenure.growth.actions.plan import change_plan, create_plan
from tenure.growth.models import Plan, PlanSignature
from tenure.growth.queries.course import course_of, standing_of_plan
from tenure.growth.queries.document import digest_of
from tenure.growth.queries.plans import changes_since, plan_rows, signed_last_by
from tenure.people.models import Member
from tests.cast import open_account
from tests.growth.conftest import FIGURES, circulated, objective, running
from tests.queries import queries_of

TODAY = timezone.localdate()


def state(plan: Plan) -> str:
    return Plan.objects.values_list("state", flat=True).get(pk=plan.pk)


def test_a_plan_runs_once_everybody_on_the_team_has_signed_it(plan: Plan, alice: Member, bob: Member) -> None:
    version = circulated(plan, alice)
    sign_plan(version=version, by=alice)
    assert state(plan) == "circulated"
    with pytest.raises(ValidationError, match=r"Signatures are missing: Bob Team\."):
        commit_plan(plan=plan, by=alice)
    sign_plan(version=version, by=bob)
    assert state(plan) == "agreed"
    start_plan(plan=commit_plan(plan=plan, by=alice), by=alice)
    plan.refresh_from_db()
    assert (plan.state, plan.runs) == ("running", 1)


def test_what_was_signed_is_frozen_with_the_figures_of_that_moment(plan: Plan, alice: Member) -> None:
    objective(plan, alice, target="3", measure="lines")
    version = circulated(plan, alice)
    change_plan(plan=plan, changes={"strategy": "Be their first source"}, by=alice)
    version.refresh_from_db()
    assert version.document["texts"]["strategy"] == "Be their second source"
    assert version.document["figures"] == FIGURES
    assert version.document["objectives"][0]["target"] == "3.00"
    assert version.digest == digest_of(version.document)


def test_an_edit_after_signing_asks_for_every_signature_again(plan: Plan, alice: Member, bob: Member) -> None:
    signed = running(plan, alice, bob)
    change_plan(plan=plan, changes={"strategy": "Be their first source"}, by=bob)
    plan.refresh_from_db()
    assert (plan.state, plan.runs) == ("draft", 1)
    again = circulated(plan, alice)
    assert again.number == 2
    assert course_of(plan).signed == frozenset()
    with pytest.raises(ConflictError):
        sign_plan(version=signed, by=bob)
    sign_plan(version=again, by=alice)
    with pytest.raises(ValidationError, match="Bob Team"):
        commit_plan(plan=plan, by=alice)


def test_an_objective_added_to_a_circulated_plan_makes_it_a_draft(plan: Plan, alice: Member) -> None:
    version = circulated(plan, alice)
    objective(plan, alice)
    assert state(plan) == "draft"
    with pytest.raises(ConflictError):
        sign_plan(version=version, by=alice)


def test_an_edit_that_changes_nothing_leaves_the_signatures(plan: Plan, alice: Member) -> None:
    sign_plan(version=circulated(plan, alice), by=alice)
    change_plan(plan=plan, changes={"strategy": "Be their second source"}, by=alice)
    assert state(plan) == "circulated"


def test_whoever_joins_before_the_start_signs_too(
    plan: Plan, account: Account, alice: Member, bob: Member, charlie: Member
) -> None:
    version = circulated(plan, alice)
    for member in (alice, bob):
        sign_plan(version=version, by=member)
    commit_plan(plan=plan, by=alice)
    add_team_member(account=account, member=charlie, by=alice)
    with pytest.raises(ValidationError, match="Charlie Stranger"):
        start_plan(plan=plan, by=alice)
    sign_plan(version=version, by=charlie)
    assert start_plan(plan=plan, by=alice).state == "running"


def test_where_the_last_without_a_signature_leaves_the_plan_can_be_committed(
    plan: Plan, account: Account, alice: Member, bob: Member
) -> None:
    sign_plan(version=circulated(plan, alice), by=alice)
    remove_team_member(assignment=TeamMember.objects.get(account=account, member=bob), by=alice)
    assert commit_plan(plan=plan, by=alice).state == "committed"


def test_mentors_sponsors_and_viewers_need_not_sign_and_viewers_cannot(
    plan: Plan, account: Account, alice: Member, bob: Member, charlie: Member, viewer: Member
) -> None:
    add_team_member(account=account, member=charlie, by=alice, role=TeamRole.MENTOR)
    add_team_member(account=account, member=viewer, by=alice)
    version = circulated(plan, alice)
    assert [signer.member for signer in standing_of_plan(plan).signers] == [alice, bob]
    sign_plan(version=version, by=charlie)
    assert state(plan) == "circulated"
    with pytest.raises(PermissionDenied):
        sign_plan(version=version, by=viewer)


def test_a_withdrawn_signature_is_missed_again_and_stays_on_record(plan: Plan, alice: Member, bob: Member) -> None:
    version = circulated(plan, alice)
    for member in (alice, bob):
        sign_plan(version=version, by=member)
    withdraw_signature(version=version, by=bob)
    assert state(plan) == "circulated"
    assert PlanSignature.objects.exclude(withdrawn_at=None).get().member == bob
    withdraw_signature(version=version, by=bob)
    assert PlanSignature.objects.count() == 2
    sign_plan(version=version, by=bob)
    assert state(plan) == "agreed"


def test_circulating_and_signing_twice_is_the_same_as_once(plan: Plan, alice: Member) -> None:
    version = circulated(plan, alice)
    assert circulated(plan, alice) == version
    for _ in range(2):
        sign_plan(version=version, by=alice)
    assert PlanSignature.objects.count() == 1


def test_a_running_plan_is_called_for_review_resumed_and_closed(plan: Plan, alice: Member, bob: Member) -> None:
    running(plan, alice, bob)
    assert mark_review_due(plan=plan, by=alice).state == "review_due"
    assert resume_plan(plan=plan, by=alice).state == "running"
    assert close_plan(plan=plan, by=alice).state == "closed"
    with pytest.raises(ValidationError, match="“Closed” cannot take this step"):
        change_plan(plan=plan, changes={"strategy": "Too late"}, by=alice)
    plan.refresh_from_db()
    assert plan.strategy == "Be their second source"


def test_another_plan_begins_only_after_the_first_is_closed(plan: Plan, account: Account, alice: Member) -> None:
    with pytest.raises(ValidationError, match="This account has a plan already"):
        create_plan(account=account, by=alice)
    close_plan(plan=plan, by=alice)
    assert create_plan(account=account, by=alice).state == "draft"


def test_strangers_and_viewers_change_nothing(
    plan: Plan, account: Account, alice: Member, charlie: Member, viewer: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    written = AuditEntry.objects.count()
    for member in (charlie, viewer):
        with pytest.raises(PermissionDenied):
            circulate_plan(plan=plan, by=member, figures={})
        with pytest.raises(PermissionDenied):
            change_plan(plan=plan, changes={"strategy": "Mine"}, by=member)
    assert AuditEntry.objects.count() == written
    assert not Plan.objects.visible_to(charlie).exists()


def test_what_changed_since_one_signed_is_told_field_by_field(plan: Plan, alice: Member, bob: Member) -> None:
    kept = objective(plan, alice, name="Two more lines")
    running(plan, alice, bob)
    change_plan(plan=plan, changes={"strategy": "Be their first source"}, by=bob)
    added = objective(plan, bob, name="Meet the board")
    signed = signed_last_by(plan, alice)
    assert signed is not None
    document = circulate_plan(plan=plan, by=bob, figures={"revenue": "9"}).document
    found = [(one.kind.value, one.place) for one in changes_since(signed, document)]
    assert found == [("changed", ("texts", "strategy")), ("added", ("objectives", added.pk))]
    assert kept.pk != added.pk


def test_the_list_of_plans_says_who_has_not_signed(plan: Plan, alice: Member, bob: Member, charlie: Member) -> None:
    sign_plan(version=circulated(plan, alice), by=alice)
    (row,) = plan_rows(bob, TODAY)
    assert (row.plan, row.missing) == (plan, [bob])
    assert plan_rows(charlie, TODAY) == []


def test_the_list_of_plans_asks_as_often_for_many_as_for_one(plan: Plan, alice: Member, bob: Member) -> None:
    circulated(plan, alice)
    asked = len(queries_of(lambda: plan_rows(alice, TODAY)))
    for _ in range(3):
        circulated(create_plan(account=open_account(alice, bob), by=alice), alice)
    assert len(queries_of(lambda: plan_rows(alice, TODAY))) == asked


def test_every_step_is_on_record(plan: Plan, alice: Member, bob: Member) -> None:
    running(plan, alice, bob)
    verbs = AuditEntry.objects.filter(noun__startswith="plan").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "created", "put to the team", "circulated", "signed", "moved on", "signed", "committed", "started",
    ]  # fmt: skip
    assert timezone.now() >= plan.created_at
