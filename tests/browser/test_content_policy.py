"""Every page in a real browser: nothing breaks our content policy, complains, or comes from outside."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, Request
from pytest_django.live_server_helper import LiveServer

from tenure.core.doors import PUBLIC
from tests.browser.conftest import sign_in
from tests.trust import pages
from tests.trust.counting import Count
from tests.web.company import Company, make_company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A page of a hundred accounts would lead to a hundred pages that are all alike.
MOST_ALIKE = 3


@pytest.fixture
def company(transactional_db: None) -> Company:
    return make_company(accounts=8)


def address_of(link: str) -> str:
    """The path of a link without its question: `?after=` leads to more of the same."""
    return urlsplit(link).path


def is_a_file(link: str) -> bool:
    """Whether the link is to be saved and not to be shown."""
    return "download" in link or address_of(link).endswith(("/file", "/bad-rows"))


def kind_of(path: str) -> str:
    """The path with its numbers left out."""
    return "/".join("#" if part.isdigit() else part for part in path.split("/"))


def starting_points(company: Company) -> list[str]:
    """The pages that can be looked at and need no number but an account's; the rest is found by following links."""
    client = Client()
    client.force_login(company.director)
    account = {"account": company.accounts[0].pk}
    plain = [page for page in pages.pages() if page.things <= {"account"} and not page.pattern.startswith("api/")]
    found = [pages.numbers_in(page, account) for page in plain if set(page.acts.values()) != {PUBLIC}]
    return [path for path in found if client.get(path).status_code != 405]


def crawl(page: Page, server: str, found: list[str]) -> Iterator[str]:
    """Open the pages and all that they link to, a few of each kind, and name each."""
    seen: dict[str, set[str]] = {}
    while found:
        path = found.pop()
        alike = seen.setdefault(kind_of(path), set())
        if path in alike or len(alike) == MOST_ALIKE:
            continue
        alike.add(path)
        page.goto(f"{server}{path}", wait_until="networkidle")
        yield path
        # The address of a link within a drawing is no text.
        links = page.eval_on_selector_all(
            "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), document.baseURI).href)"
        )
        found += [address_of(link) for link in links if link.startswith(server) and not is_a_file(link)]


def test_no_page_breaks_the_content_policy(
    chromium: Browser, live_server: LiveServer, company: Company, count: Count
) -> None:
    context = chromium.new_context()
    page, complaints, outside = context.new_page(), list[str](), list[str]()

    def note_outside(request: Request) -> None:
        if not request.url.startswith((live_server.url, "data:", "blob:")):
            outside.append(request.url)

    sign_in(context, company.director, live_server)
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", note_outside)
    visited = list(crawl(page, live_server.url, starting_points(company)))
    context.close()
    assert complaints == []
    assert outside == []
    count(pages_crawled=len(visited))
