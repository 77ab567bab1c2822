"""Every page in a real browser: nothing breaks our content policy, complains, comes from outside, or leads nowhere."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from playwright.sync_api import Page

from tenure.core.doors import PUBLIC
from tests.browser.conftest import Visit
from tests.browser.furnished import furnish
from tests.trust import pages
from tests.trust.counting import Count
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A page of a hundred accounts would lead to a hundred pages that are all alike.
MOST_ALIKE = 2
# Pages that load at the same time; while one waits for its last file, others are drawn.
TABS = 6
# The address of a link within a drawing is no text.
LINKS = """() => [...document.querySelectorAll("a[href]")].map(
    link => new URL(link.getAttribute("href"), document.baseURI)).filter(
    link => link.origin === location.origin).map(link => link.href)"""


def address_of(link: str) -> str:
    """The path of a link without its question: `?after=` leads to more of the same."""
    return urlsplit(link).path


def is_a_file(link: str) -> bool:
    """Whether the link is to be saved and not to be shown."""
    return "download" in link or address_of(link).endswith(("/file", "/bad-rows", "/export"))


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


class Crawl:
    """Pages opened one after another, a few of each kind: where it was, what is still to be seen, what led nowhere."""

    def __init__(self, tabs: list[Page], known: list[str]) -> None:
        self.tabs, self.ahead = tabs, known
        self.seen: dict[str, set[str]] = {}
        self.linked: set[str] = set()
        self.nowhere: list[str] = []

    def go(self) -> int:
        """Open everything that can be reached; how many pages that were."""
        while batch := self._next():
            for tab, path in zip(self.tabs, batch, strict=False):
                answer = tab.goto(path, wait_until="commit")
                # Whether an address that nobody linked to shows something is no question of this test.
                if path in self.linked and (answer is None or not answer.ok):
                    self.nowhere.append(path)
            for tab in self.tabs[: len(batch)]:
                tab.wait_for_load_state("networkidle")
                self._follow(tab.evaluate(LINKS))
        return sum(len(alike) for alike in self.seen.values())

    def _next(self) -> list[str]:
        batch: list[str] = []
        while self.ahead and len(batch) < len(self.tabs):
            path = self.ahead.pop()
            alike = self.seen.setdefault(kind_of(path), set())
            if path not in alike and len(alike) < MOST_ALIKE:
                alike.add(path)
                batch.append(path)
        return batch

    def _follow(self, links: list[str]) -> None:
        paths = {address_of(link) for link in links if not is_a_file(link)}
        self.linked |= paths
        self.ahead += sorted(paths)


def test_no_page_breaks_the_content_policy_and_no_link_leads_nowhere(
    visit: Visit, company: Company, count: Count
) -> None:
    furnish(company)
    crawl = Crawl([visit(company.director) for _ in range(TABS)], starting_points(company))
    count(pages_crawled=crawl.go())
    assert crawl.nowhere == []
