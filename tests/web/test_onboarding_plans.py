"""The pages of onboarding: templates written by leaders, one started and taken back, steps with who is late."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.account import create_account
from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Account, Commitment
from tenure.growth.actions.guidance import change_guidance
from tenure.growth.actions.onboarding import start_onboarding
from tenure.growth.models import OnboardingPlan, OnboardingTemplate, OnboardingTemplateStep
from tenure.people.models import Member
from tests.api.engaged import templates
from tests.queries import assert_same_queries
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def client(sign_in: SignIn, alice: Member) -> Client:
    return sign_in(alice)


@pytest.fixture
def template(director: Member) -> OnboardingTemplate:
    made: OnboardingTemplate = templates(director)["onboarding_template"]
    return made


@pytest.fixture
def home(account: Account) -> str:
    return f"/accounts/{account.pk}/onboarding"


def test_leaders_write_templates_step_by_step(sign_in: SignIn, director: Member, viewer: Member) -> None:
    leader = sign_in(director)
    assert "There is no template yet" in leader.get("/onboarding/templates/").content.decode()
    leader.post("/onboarding/templates/new", {"name": "A new plant"})
    address = f"/onboarding-templates/{OnboardingTemplate.objects.get().pk}"
    step = {"text": "Parts packed", "days": "7", "owed_by": "department", "department": "Operations"}
    assert leader.post(f"{address}/steps/new", step).status_code == 302
    refused = leader.post(f"{address}/steps/new", {**step, "department": ""})
    assert (refused.status_code, "Name the department" in refused.content.decode()) == (422, True)
    found = OnboardingTemplateStep.objects.get()
    leader.post(f"/onboarding-template-steps/{found.pk}/remove")
    assert "No steps yet" in leader.get(f"{address}/").content.decode()
    leader.post(f"/onboarding-template-steps/{found.pk}/restore")
    assert "Parts packed" in sign_in(viewer).get(f"{address}/").content.decode()
    assert sign_in(viewer).post(f"{address}/steps/new", step).status_code == 403


def test_an_onboarding_is_started_from_its_template_and_taken_back(
    client: Client, home: str, template: OnboardingTemplate, bob: Member
) -> None:
    assert template.name in client.get(f"{home}/new").content.decode()
    form = client.get(f"{home}/new?template={template.pk}").content.decode()
    assert "Who answers for Logistics" in form
    chosen = {"template": template.pk, "name": "Kiel", "started_on": TODAY.isoformat(), "department-0": bob.pk}
    assert client.post(f"{home}/new", chosen).status_code == 302
    assert Commitment.objects.get(department="Logistics").owner == bob
    page = client.get(f"{home}/").content.decode()
    assert all(words in page for words in ("Kiel", "Spare parts on site", "not enough data", "planned after 45 days"))
    plan = OnboardingPlan.objects.get()
    client.post(f"/onboarding-plans/{plan.pk}/back")
    assert "Nothing was begun" in client.get(f"{home}/").content.decode()
    client.post(f"/onboarding-plans/{plan.pk}/restore")
    client.post(f"/onboarding-plans/{plan.pk}/edit", {"name": "Ulm", "initial-name": "Kiel", "version": 3})
    assert "Ulm" in client.get("/onboarding/").content.decode()


def test_a_step_is_added_to_one_that_runs(
    client: Client, home: str, account: Account, template: OnboardingTemplate, alice: Member, bob: Member
) -> None:
    plan = start_onboarding(account=account, template=template, by=alice)
    address = f"/onboarding-plans/{plan.pk}/steps/new"
    assert address in client.get(f"{home}/").content.decode()
    assert 'list="departments"' in client.get(address).content.decode()
    sent = {"text": "Second shift trained", "due_on": TODAY.isoformat(), "owner": bob.pk}
    assert client.post(address, sent).status_code == 302
    assert "Second shift trained" in client.get(f"{home}/").content.decode()
    refused = client.post(address, {**sent, "due_on": (TODAY - timedelta(days=1)).isoformat()})
    assert (refused.status_code, "outside this onboarding" in refused.content.decode()) == (422, True)


def test_what_is_late_names_who_owes_it_and_the_values_stand_beside(
    client: Client, home: str, account: Account, template: OnboardingTemplate, alice: Member, director: Member
) -> None:
    change_guidance(changes={"vision": "Nobody has to chase us", "core_values": "Candour"}, by=director)
    started = TODAY - timedelta(days=30)
    start_onboarding(account=account, template=template, by=alice, started_on=started)
    page = client.get(f"{home}/").content.decode()
    assert all(words in page for words in ("Logistics", "overdue", "Nobody has to chase us", "Candour"))
    listed = client.get("/onboarding/?department=Logistics").content.decode()
    assert account.name in listed
    for one in Commitment.objects.all():
        keep_commitment(commitment=one, by=alice)
    assert "No onboarding runs" in client.get("/onboarding/").content.decode()
    assert "finished" in client.get(f"{home}/").content.decode()


def test_the_pages_ask_as_often_for_five_as_for_one(
    client: Client, template: OnboardingTemplate, alice: Member, bob: Member, sign_in: SignIn
) -> None:
    few, many = (create_account(by=alice, name=name) for name in ("Few", "Many"))
    only = create_account(by=bob, name="Bob's")
    for account, count, by in ((few, 1, alice), (many, 5, alice), (only, 1, bob)):
        for _ in range(count):
            start_onboarding(account=account, template=template, by=by)
    pages = [f"/accounts/{one.pk}/onboarding/" for one in (few, many)]
    assert_same_queries(lambda: client.get(pages[0]), lambda: client.get(pages[1]))
    other = sign_in(bob)
    assert_same_queries(lambda: other.get("/onboarding/"), lambda: client.get("/onboarding/"))


def test_strangers_see_nothing_and_viewers_start_nothing(
    sign_in: SignIn, home: str, account: Account, template: OnboardingTemplate, alice: Member, charlie: Member,
    viewer: Member,
) -> None:  # fmt: skip
    plan = start_onboarding(account=account, template=template, by=alice)
    assert sign_in(charlie).get(f"{home}/").status_code == 404
    assert sign_in(charlie).post(f"/onboarding-plans/{plan.pk}/back").status_code == 404
    assert account.name not in sign_in(charlie).get("/onboarding/").content.decode()
    assert sign_in(viewer).post(f"{home}/new", {"template": template.pk, "name": "x"}).status_code == 403
    assert OnboardingPlan.objects.count() == 1
