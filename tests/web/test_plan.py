"""The plan's page: written field by field by several at once, signed, compared; also without scripts."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Commitment
from tenure.growth.actions.course import sign_plan
from tenure.growth.actions.plan import change_plan
from tenure.growth.actions.plan_action import add_action
from tenure.growth.models import Plan, PlanObjective, PlanSignature
from tenure.people.models import Member
from tests.growth.conftest import circulated, objective, plan, running
from tests.queries import queries_of

__all__ = ["plan"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(alice: Member) -> Client:
    client = Client()
    client.force_login(alice)
    return client


def other(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def page(plan: Plan) -> str:
    return f"/accounts/{plan.account_id}/plan/"


def test_an_account_without_a_plan_offers_to_begin_one(account: Account, browser: Client) -> None:
    address = f"/accounts/{account.pk}/plan/"
    assert "has no plan yet" in browser.get(address).content.decode()
    assert browser.post(f"{address}begin").status_code == 302
    assert "Circulate for signature" in browser.get(address).content.decode()
    browser.post(f"{address}begin")
    assert Plan.objects.count() == 1


def test_strangers_find_no_plan_and_viewers_are_refused(
    plan: Plan, account: Account, alice: Member, charlie: Member, viewer: Member
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    assert other(charlie).get(page(plan)).status_code == 404
    assert other(viewer).get(page(plan)).status_code == 403
    assert other(viewer).get("/plans/").status_code == 403
    assert "Blauer See" not in other(charlie).get("/plans/").content.decode()


def test_a_text_saves_by_itself_and_tells_the_signatures_anew(plan: Plan, alice: Member, browser: Client) -> None:
    sign_plan(version=circulated(plan, alice), by=alice)
    plan.refresh_from_db()
    sent = {"message": "One number to call", "version": plan.version}
    answer = browser.post(f"{page(plan)}texts/message", sent, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Saved" in text
    assert 'id="plan-signing" hx-swap-oob="true"' in text
    assert "Changed since version 1" in text
    plan.refresh_from_db()
    assert (plan.message, plan.state) == ("One number to call", "draft")


def test_a_text_is_saved_without_scripts(plan: Plan, browser: Client) -> None:
    answer = browser.post(f"{page(plan)}texts/position", {"position": "Second", "version": 1})
    assert answer["Location"] == f"{page(plan)}#plan-position"
    plan.refresh_from_db()
    assert plan.position == "Second"


def test_two_texts_merge_and_the_same_text_shows_both(plan: Plan, bob: Member, browser: Client) -> None:
    seen = plan.version
    change_plan(plan=plan, changes={"message": "One number to call"}, by=bob)
    assert browser.post(f"{page(plan)}texts/pillars", {"pillars": "Speed", "version": seen}).status_code == 302
    answer = browser.post(f"{page(plan)}texts/message", {"message": "Two numbers", "version": seen}, headers=HTMX)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bob Team wrote this meanwhile" in text
    assert "One number to call" in text
    assert "Two numbers" in text
    plan.refresh_from_db()
    assert (plan.message, plan.pillars) == ("One number to call", "Speed")


def test_a_sixth_objective_is_refused_in_its_form(plan: Plan, alice: Member, browser: Client) -> None:
    for number in range(5):
        objective(plan, alice, name=f"Number {number}")
    sent = {"name": "One too many", "level": "business", "horizon": "short", "state": "open"}
    answer = browser.post(f"{page(plan)}objectives/new", sent, headers=HTMX)
    assert answer.status_code == 422
    assert "at most 5 open objectives" in answer.content.decode()
    assert "Close one before another begins." in browser.get(page(plan)).content.decode()


def test_an_objective_is_written_with_its_owner_and_taken_out_and_put_back(
    plan: Plan, bob: Member, browser: Client
) -> None:
    sent = {"name": "Both lines", "level": "business", "horizon": "short", "state": "open", "owner": bob.pk}
    assert browser.post(f"{page(plan)}objectives/new", sent).status_code == 302
    made = PlanObjective.objects.get()
    assert made.owner == bob
    assert browser.post(f"/plan-items/objectives/{made.pk}/remove").status_code == 302
    assert "Both lines" not in browser.get(page(plan)).content.decode().partition("toast")[0]
    browser.post(f"/plan-items/objectives/{made.pk}/restore")
    assert PlanObjective.objects.of_plan(plan).get() == made


def test_an_action_is_promised_and_ticked(plan: Plan, alice: Member, browser: Client) -> None:
    goal = objective(plan, alice)
    sent = {"text": "Visit the plant", "due_on": "2026-05-01", "weight": "2", "owner": alice.pk}
    assert browser.post(f"/plan-objectives/{goal.pk}/actions", sent).status_code == 302
    owed = Commitment.objects.get()
    done = f"/plan-actions/{owed.plan_action.pk}/done"
    browser.post(done)
    owed.refresh_from_db()
    assert owed.state == "kept"
    assert "100" in browser.get(page(plan)).content.decode()
    browser.post(done)
    owed.refresh_from_db()
    assert owed.state == "open"


def test_the_plan_is_signed_step_by_step_to_its_start(plan: Plan, bob: Member, browser: Client) -> None:
    steps = f"{page(plan)}steps/"
    browser.post(f"{steps}circulate", {"reason": "First"})
    browser.post(f"{steps}sign", {"number": "1"})
    browser.post(f"{steps}commit")
    assert "Signatures are missing: Bob Team." in browser.get(page(plan)).content.decode()
    other(bob).post(f"{steps}sign", {"number": "1"})
    for step in ("commit", "start"):
        browser.post(f"{steps}{step}")
    plan.refresh_from_db()
    assert (plan.state, plan.runs) == ("running", 1)
    assert PlanSignature.objects.count() == 2
    assert browser.post(f"{steps}sign", {"number": "7"}).status_code == 404


def test_a_page_that_is_out_of_date_signs_nothing(plan: Plan, alice: Member, bob: Member, browser: Client) -> None:
    circulated(plan, alice)
    change_plan(plan=plan, changes={"message": "Newer"}, by=bob)
    browser.post(f"{page(plan)}steps/sign", {"number": "1"})
    assert not PlanSignature.objects.exists()
    assert "Somebody has changed the plan since you read it" in browser.get(page(plan)).content.decode()


def test_what_changed_since_one_signed_stands_beside_the_plan(
    plan: Plan, alice: Member, bob: Member, browser: Client
) -> None:
    running(plan, alice, bob)
    change_plan(plan=plan, changes={"strategy": "Be their first source"}, by=bob)
    text = browser.get(page(plan)).content.decode()
    assert "Since you signed" in text
    assert "<del>Be their second source</del>" in text
    beside = browser.get(f"{page(plan)}versions/1/0/").content.decode()
    assert "1 difference" in beside
    assert "Be their first source" in beside
    assert browser.get(f"{page(plan)}versions/1/9/").status_code == 404


def test_a_stale_section_says_so_until_somebody_looks(plan: Plan, browser: Client) -> None:
    Plan.objects.update(strategy_reviewed_on=timezone.localdate() - timedelta(days=120))
    assert "not looked at for long" in browser.get(page(plan)).content.decode()
    browser.post(f"{page(plan)}sections/strategy/review")
    assert "not looked at for long" not in browser.get(page(plan)).content.decode()


def test_the_page_asks_as_often_for_sixty_actions_and_several_versions_as_for_one(
    plan: Plan, alice: Member, bob: Member, browser: Client
) -> None:
    goal = objective(plan, alice, owner=bob)
    add_action(objective=goal, by=alice, text="One", due_on=timezone.localdate(), owner=bob)
    running(plan, alice, bob)
    browser.get(page(plan))
    asked = len(queries_of(lambda: browser.get(page(plan))))
    for number in range(4):
        more = objective(plan, alice, name=f"Objective {number}", owner=bob)
        for step in range(15):
            add_action(objective=more, by=alice, text=f"Step {step}", due_on=timezone.localdate(), owner=bob)
    running(plan, alice, bob)
    assert len(queries_of(lambda: browser.get(page(plan)))) == asked
