"""Plan, brief, minutes and roadmap as files, from page, API and command line: the same for the same reader."""

import re
from functools import partial
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.growth.actions.plan_review import add_finding, begin_review, close_review, plan_review
from tenure.growth.actions.roadmap import add_client_thing
from tenure.growth.models import Benefit, Expectation, Plan, PlanReview, RoadmapEntry
from tenure.people.models import Member
from tests.api.conftest import FACTS, Asks, asks
from tests.cli.conftest import tenure
from tests.cli.runner import Tenure
from tests.growth.conftest import mentor
from tests.integrations.drawings.conftest import golden
from tests.integrations.drawings.readers import words_of_pdf
from tests.integrations.papers.conftest import plan
from tests.integrations.papers.readers import misplaced, words_of_slides
from tests.relationships.golden import Golden
from tests.web.conftest import SignIn

__all__ = ["asks", "golden", "mentor", "plan", "tenure"]
pytestmark = pytest.mark.django_db
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TODAY = timezone.localdate()


@pytest.fixture
def review(plan: Plan, mentor: Member) -> PlanReview:
    """A review of Alice's plan that is closed, with minutes of everything and a finding."""
    held = begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)
    add_finding(review=held, text="Meet the board", due_on=TODAY, by=mentor)
    return close_review(review=held, next_on=TODAY.replace(year=TODAY.year + 1, day=1), facts=FACTS, by=mentor)


def content(client: Client, address: str, **query: str) -> bytes:
    response = client.get(address, query)
    assert response.status_code == 200, (address, query, getattr(response, "content", b""))
    return response.getvalue()


def slides(client: Client, address: str, **query: str) -> str:
    made = content(client, address, format="pptx", **query)
    assert misplaced(made) == []
    return words_of_slides(made)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\N{ZERO WIDTH SPACE}]+", "", text)


def test_a_document_is_handed_out_as_every_other_file(sign_in: SignIn, alice: Member, plan: Plan) -> None:
    answer = sign_in(alice).get(f"/accounts/{plan.account_id}/plan/export", {"format": "pptx"})
    assert answer["Content-Type"] == PPTX
    assert answer["Content-Disposition"] == f'attachment; filename="Blauer See Delikatessen, Plan, {TODAY}.pptx"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("noun", ["plan", "brief", "roadmap"])
def test_who_does_not_see_the_account_gets_no_file(
    sign_in: SignIn, alice: Member, charlie: Member, asks: Asks, plan: Plan, noun: str
) -> None:
    address = f"/accounts/{plan.account_id}/{noun}/export"
    assert sign_in(charlie).get(address, {"format": "pdf"}).status_code == 404
    assert asks(charlie).get(f"/api/v1{address}", {"format": "pdf"}).status_code == 404
    assert sign_in(alice).get(address, {"format": "exe"}).status_code == 404
    assert asks(alice).get(f"/api/v1{address}", {"format": "exe"}).status_code == 422


def test_viewers_get_no_plan_and_no_minutes(
    sign_in: SignIn, alice: Member, viewer: Member, asks: Asks, review: PlanReview
) -> None:
    account = review.plan.account
    add_team_member(account=account, member=viewer, by=alice)
    for page, api in (
        (f"/accounts/{account.pk}/plan/export", f"/accounts/{account.pk}/plan/export"),
        (f"/reviews/{review.pk}/minutes/export", f"/plan-reviews/{review.pk}/minutes/export"),
    ):
        assert sign_in(viewer).get(page, {"format": "pdf"}).status_code == 403
        assert asks(viewer).get(f"/api/v1{api}", {"format": "pdf"}).status_code == 403


def test_where_there_is_no_plan_and_no_minutes_there_is_no_file(
    sign_in: SignIn, alice: Member, asks: Asks, account: Account, plan: Plan, mentor: Member
) -> None:
    held = begin_review(review=plan_review(plan=plan, by=mentor), by=mentor)
    assert sign_in(alice).get(f"/reviews/{held.pk}/minutes/export", {"format": "pdf"}).status_code == 404
    assert asks(alice).get(f"/api/v1/plan-reviews/{held.pk}/minutes/export", {"format": "pdf"}).status_code == 404
    Plan.objects.all().delete()
    assert sign_in(alice).get(f"/accounts/{account.pk}/plan/export", {"format": "pdf"}).status_code == 404
    assert asks(alice).get(f"/api/v1/accounts/{account.pk}/plan/export", {"format": "pdf"}).status_code == 404


def test_every_page_offers_its_files(sign_in: SignIn, alice: Member, review: PlanReview) -> None:
    client, account = sign_in(alice), review.plan.account_id
    for page, file in (
        (f"/accounts/{account}/plan/", f"/accounts/{account}/plan/export?format=pdf"),
        (f"/accounts/{account}/brief/", f"/accounts/{account}/brief/export?format=pptx"),
        (f"/accounts/{account}/roadmap/", f"/accounts/{account}/roadmap/export?format=pdf"),
        (f"/accounts/{account}/roadmap/?shared=1", f"/accounts/{account}/roadmap/export?format=pdf&amp;shared=1"),
        (f"/reviews/{review.pk}/minutes/", f"/reviews/{review.pk}/minutes/export?format=pptx"),
    ):
        assert f'href="{file}"' in client.get(page).content.decode()


def test_page_api_and_command_write_the_same(
    sign_in: SignIn, alice: Member, asks: Asks, tenure: Tenure, plan: Plan, tmp_path: Path
) -> None:
    address, file = f"/accounts/{plan.account_id}/plan/export", tmp_path / "plan.PDF"
    said = tenure("plan", str(plan.account_id), "--export", str(file), "--as", alice.email)
    assert said.code == 0
    by_page, by_api = (
        content(sign_in(alice), address, format="pdf"),
        content(asks(alice), f"/api/v1{address}", format="pdf"),
    )
    assert words_of_pdf(file.read_bytes()) == words_of_pdf(by_page) == words_of_pdf(by_api)


@pytest.mark.parametrize("options", [("--export", "plan.doc"), ("--export", "plan.pdf", "--json")])
def test_the_command_refuses_what_it_cannot_write(
    tenure: Tenure, alice: Member, plan: Plan, options: tuple[str, ...]
) -> None:
    refused = tenure("plan", str(plan.account_id), *options, "--as", alice.email)
    assert refused.code == 2
    assert "ends in none of .pdf, .pptx" in refused.err or "as it stands" in refused.err


def test_the_brief_says_what_its_page_says_to_who_may_judge(
    sign_in: SignIn, alice: Member, golden: Golden, account: Account
) -> None:
    said = slides(sign_in(alice), f"/accounts/{account.pk}/brief/export")
    page = sign_in(alice).get(f"/accounts/{account.pk}/brief/").content.decode()
    for word in ("Dahl", "The golden board", "Contested", "Nothing is open."):
        assert word in page
        assert word in said


def test_a_viewers_brief_has_no_margin_and_no_judgement(
    sign_in: SignIn, alice: Member, viewer: Member, golden: Golden, account: Account
) -> None:
    add_team_member(account=account, member=viewer, by=alice)
    said = slides(sign_in(viewer), f"/accounts/{account.pk}/brief/export")
    assert "restricted" in said
    assert [word for word in ("The golden board", "Contested", "Rivalco", "Sceptic", "▼") if word in said] == []


def test_the_roadmap_for_the_client_holds_what_they_may_see_alone(
    sign_in: SignIn, alice: Member, asks: Asks, account: Account
) -> None:
    add = partial(add_client_thing, account=account, by=alice)
    add(RoadmapEntry, name="Secret audit", due_on=TODAY, note="Not told")
    add(RoadmapEntry, name="First delivery", due_on=TODAY, client_visible=True)
    add(Expectation, name="Answers within a day", client_visible=True)
    add(Benefit, name="Hidden benefit", amount=1200, currency="EUR")
    address = f"/accounts/{account.pk}/roadmap/export"
    ours, theirs = slides(sign_in(alice), address), slides(sign_in(alice), address, shared="1")
    assert slides(asks(alice), f"/api/v1{address}", shared="true") == theirs
    assert all(word in ours for word in ("Secret audit", "Not told", "First delivery", "1,200", "not for the client"))
    assert all(word in theirs for word in ("First delivery", "Answers within a day", "where we are"))
    hidden = ("Secret", "Not told", "Hidden", "1,200", "not for the client", "for our team")
    assert [word for word in hidden if word in theirs] == []
    pages = squeezed(words_of_pdf(content(sign_in(alice), address, format="pdf", shared="1")))
    assert "Firstdelivery" in pages
    assert [word for word in hidden if squeezed(word) in pages] == []


def test_minutes_say_what_was_frozen(sign_in: SignIn, alice: Member, asks: Asks, review: PlanReview) -> None:
    said = slides(sign_in(alice), f"/reviews/{review.pk}/minutes/export")
    assert said == slides(asks(alice), f"/api/v1/plan-reviews/{review.pk}/minutes/export")
    for word in ("Meet the board", "Meret Mentor", "3.44", "80", "Supply the second line", "Nils", "First", "Second"):
        assert word in said, word
