"""What a newcomer does first, in a real browser: sign in by the link, see the league, open an account."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tenure.people.actions import issue_sign_in_link
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


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
    page.get_by_role("link", name="Grade", exact=True).click()
    grade = page.locator("header.account-head .badge").first.inner_text()
    expect(page.get_by_role("heading", name=f"Why {grade}")).to_be_visible()
    page.get_by_role("link", name="Orders and products").click()
    expect(page.get_by_role("img", name="Orders by month")).to_be_visible()
    assert fits(page)

    page.locator("summary", has_text="your menu").click()
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
