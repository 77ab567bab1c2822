"""The first hour of a new company: its files come in, it chooses its words, sees its league, and publishes a season."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tenure.accounts.models import Account
from tenure.commerce.models import OrderLine
from tenure.core.choices import JobState
from tenure.core.jobs import run_job
from tenure.core.models import JobRun
from tenure.core.policy import Role
from tenure.insight.models import Ranking
from tenure.people.actions import create_member, set_password
from tests.browser.conftest import Watched, sign_in
from tests.shared import shared_data

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# As they build on each other, with what the wizard takes each for.
FILES = [("customers.csv", "accounts"), ("products.csv", "products"), ("orders.csv", "orders"),
         ("order_details.csv", "lines")]  # fmt: skip


@pytest.fixture
def page(chromium: Browser, watched: Watched, live_server: LiveServer) -> Iterator[Page]:
    """The administrator's browser, in a company that has nothing yet."""
    ada = create_member(email="ada@example.com", name="Ada Admin", role=Role.ADMINISTRATOR, by=None)
    set_password(member=ada, password="quiet harbour lantern")
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    sign_in(context, ada, live_server)
    yield watched(context)
    context.close()


def work() -> None:
    """Do what waits, as the worker beside the server would."""
    while job := JobRun.objects.filter(state=JobState.QUEUED).order_by("pk").first():
        run_job.call(job.pk)
        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.DONE, "")


def bring(page: Page, kind: str) -> None:
    """Take one draft from its columns to its end."""
    expect(page.locator("#kind")).to_have_value(kind)
    page.get_by_role("button", name="Try it out").click()
    page.wait_for_url("**/match/")
    work()
    expect(page.get_by_text("Every row is surely new or surely known.")).to_be_visible()
    page.get_by_role("link", name="Continue to the check").click()
    expect(page.get_by_text("No row is refused.")).to_be_visible()
    page.get_by_role("button", name="Import now").click()
    expect(page.get_by_text("The rows go in.").or_(page.get_by_role("link", name="See the accounts"))).to_be_visible()
    work()
    expect(page.get_by_role("link", name="See the accounts")).to_be_visible()


def test_a_new_company_has_its_league_and_its_first_season_within_the_hour(page: Page, live_server: LiveServer) -> None:
    folder = shared_data("northwind")
    page.goto(f"{live_server.url}/portfolio/")
    expect(page.get_by_text("0 of 4 done")).to_be_visible()
    page.get_by_role("link", name="Import customers and orders").click()
    for name, kind in FILES:
        page.goto(f"{live_server.url}/imports/new/")
        page.set_input_files("input[type=file]", folder / name)
        expect(page.get_by_text(name)).to_be_visible()
        page.get_by_role("button", name="Continue").click()
        bring(page, kind)
    assert (Account.objects.count(), OrderLine.objects.count()) == (91, 2155)

    page.goto(f"{live_server.url}/criteria/")
    page.get_by_role("button", name=re.compile("Begin with|Make a draft")).click()
    if page.get_by_role("button", name="Make a draft to change").is_visible():
        page.get_by_role("button", name="Make a draft to change").click()
    page.locator("#label-pack").select_option("olympic")
    expect(page.locator(".badge", has_text="Gold").first).to_be_visible()
    page.goto(f"{page.url.rstrip('/')}/publish/")
    page.locator("input[name=name]").fill("First season")
    page.get_by_label("I have read what will change.").check()
    page.get_by_role("button", name="Publish the season").click()
    work()
    assert Ranking.objects.exclude(published_at=None).get().name == "First season"

    page.goto(f"{live_server.url}/portfolio/")
    expect(page.locator(".badge", has_text="Gold").first).to_be_visible()
    page.get_by_role("link", name="QUICK-Stop").first.click()
    expect(page.get_by_role("heading", name=re.compile("^Why "))).to_be_visible()
    page.goto(f"{live_server.url}/imports/")
    expect(page.get_by_text("done", exact=True)).to_have_count(len(FILES))
