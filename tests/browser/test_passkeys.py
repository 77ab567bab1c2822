"""A passkey in a real browser: made by who came by a link, and enough to come back without anything else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tenure.core.policy import Role
from tenure.people.actions import create_member, issue_sign_in_link
from tenure.people.models import Member

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

KEEPS_PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A browser on a device that keeps passkeys and opens them without asking."""
    context = chromium.new_context()
    page = context.new_page()
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": KEEPS_PASSKEYS})
    yield page
    context.close()


@pytest.fixture
def member(transactional_db: None) -> Member:
    return create_member(email="nora@example.com", name="Nora New", role=Role.DIRECTOR, by=None)


def test_a_passkey_is_made_shows_recovery_codes_and_signs_in_alone(
    page: Page, live_server: LiveServer, member: Member
) -> None:
    page.goto(f"{live_server.url}/sign-in?key={issue_sign_in_link(member=member, by=None)}")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="How will you sign in next time?")).to_be_visible()
    page.get_by_role("link", name="Make a passkey").click()
    page.get_by_role("button", name="Make a passkey").click()
    page.get_by_role("button", name="Use a passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    expect(page.locator(".codes li")).to_have_count(10)
    page.locator("summary.avatar").click()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/portfolio/")
    page.goto(f"{live_server.url}/settings/")
    expect(page.get_by_text("You are nora@example.com, director.")).to_be_visible()
