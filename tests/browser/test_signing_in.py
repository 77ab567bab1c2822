"""What a newcomer does first, in a real browser: sign in by the link, see the league, open an account."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tenure.people.actions import issue_sign_in_link, set_password
from tests.web.company import Company, make_company
from tools import machine

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The installed Chromium."""
    # Playwright's loop runs in this thread, which Django would otherwise take for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def company(transactional_db: None) -> Company:
    """A company whose director has a password, and so is not asked for one on the way in."""
    made = make_company(accounts=10)
    set_password(member=made.director, password="quiet harbour lantern")
    return made


@pytest.fixture(params=[(1440, "light"), (390, "dark")], ids=["desk", "phone"])
def page(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must not complain: neither about our policy nor about a missing file."""
    width, scheme = request.param
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    # A used link is refused with 403, which the browser writes down as well; that is no complaint about a page.
    assert [complaint for complaint in complaints if "403 (Forbidden)" not in complaint] == []


def fits(page: Page) -> bool:
    """Whether nothing sticks out to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_the_link_leads_to_the_league_and_from_there_to_an_account(
    page: Page, live_server: LiveServer, company: Company
) -> None:
    key = issue_sign_in_link(member=company.director, by=None)
    page.goto(f"{live_server.url}/sign-in?key={key}")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Who our key accounts are, and why")
    assert fits(page)
    page.get_by_role("link", name="Nordhaven Marine").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Nordhaven Marine")
    expect(page.get_by_role("heading", name="Why Premier")).to_be_visible()
    expect(page.get_by_role("img", name="Orders of the last twelve months")).to_be_visible()
    assert fits(page)

    page.get_by_label("your menu").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{live_server.url}/sign-in?key={key}")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This link no longer works")


def test_the_way_to_an_account_needs_no_mouse(page: Page, live_server: LiveServer, company: Company) -> None:
    key = issue_sign_in_link(member=company.director, by=None)
    page.goto(f"{live_server.url}/sign-in?key={key}")
    page.get_by_role("button", name="Sign in").press("Enter")
    page.wait_for_url("**/portfolio/**")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("link", name="Alder Hydraulics").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Alder Hydraulics")
