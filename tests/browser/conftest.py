"""One Chromium for all tests in a browser, a company to look at, and pages that must not complain."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tenure.people.actions import set_password
from tenure.people.models import Member
from tests.web.company import Company, make_company
from tools.browser import launch

Watched = Callable[[BrowserContext], Page]
Visit = Callable[..., Page]
PASSWORD = "quiet harbour lantern"
# What was refused, lost or is not there was asked for by the test; the browser writes that down as well.
ASKED_FOR = ("403 (Forbidden)", "404 (Not Found)", "409 (Conflict)", "422 (Unprocessable")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The installed Chromium."""
    # Playwright's loop runs in this thread, which Django would otherwise take for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def company(transactional_db: None) -> Company:
    """A company whose director has a password, and so is not asked for one on the way in."""
    made = make_company(accounts=10)
    set_password(member=made.director, password=PASSWORD)
    return made


@pytest.fixture
def watched(live_server: LiveServer) -> Iterator[Watched]:
    """Opens a page that must not complain: of a fault, of our policy, of a missing file, or by asking elsewhere."""
    complaints: list[str] = []

    def opened(context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: complaints.extend(_if_elsewhere(request.url, live_server.url)))
        return page

    yield opened
    assert [complaint for complaint in complaints if not any(words in complaint for words in ASKED_FOR)] == []


def _if_elsewhere(address: str, home: str) -> list[str]:
    return [] if address.startswith((f"{home}/", "data:", "blob:")) else [f"asked for {address}"]


@pytest.fixture
def visit(chromium: Browser, watched: Watched, live_server: LiveServer) -> Iterator[Visit]:
    """Opens a browser of their own for a member, or for nobody, on a watched page; options are Playwright's."""
    contexts: list[BrowserContext] = []

    def visited(member: Member | None, **options: Any) -> Page:
        context = chromium.new_context(
            **{"base_url": live_server.url, "viewport": {"width": 1440, "height": 900}, **options}
        )
        contexts.append(context)
        if member:
            sign_in(context, member, live_server)
        return watched(context)

    yield visited
    for context in contexts:
        context.close()


@pytest.fixture(params=[(1440, "light"), (390, "dark")], ids=["desk", "phone"])
def page(visit: Visit, request: pytest.FixtureRequest) -> Page:
    """A page at a desk, and one on a phone in the dark."""
    width, scheme = request.param
    return visit(None, viewport={"width": width, "height": 900}, color_scheme=scheme)


def sign_in(context: BrowserContext, member: Member, live_server: LiveServer) -> None:
    """Sign the member in without the way over the sign-in page."""
    client = Client()
    client.force_login(member)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])


def wait_until_drawn(page: Page) -> None:
    """Chromium lets keys go by that are pressed before a new page is shown; a hand is never that quick."""
    page.wait_for_load_state()
    page.evaluate("addEventListener('keydown', () => { document.body.dataset.hears = '' }, {once: true})")
    while not page.evaluate("'hears' in document.body.dataset"):
        page.keyboard.press("Shift")
