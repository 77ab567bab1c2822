"""A view that one made, everybody uses: conditions, columns and order are kept, shared and shown first."""

import re

import pytest
from playwright.sync_api import Page, expect

from tenure.core.policy import Role
from tenure.people.actions import create_member
from tests.browser.conftest import Visit
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def shown(page: Page) -> tuple[list[str], list[str], list[str]]:
    """The conditions, the heads of the columns and the accounts in their order."""
    conditions = page.locator(".conditions li").all_inner_texts()
    heads = page.locator("table.league thead th").all_inner_texts()
    return conditions, heads, page.locator("table.league tbody .cell-name a").all_inner_texts()


def make_view(page: Page) -> None:
    """Accounts of one owner, without the sparkline, the largest first."""
    page.goto("/portfolio/?sort=rank")
    page.locator("summary", has_text="Filter").click()
    filters = page.locator("form.filters")
    filters.get_by_role("combobox", name="Owner", exact=True).select_option(label="Anna Weber")
    filters.get_by_role("button", name="Show").click()
    expect(page.locator(".conditions")).to_contain_text("Anna Weber")
    page.locator("summary", has_text="Columns").click()
    with page.expect_navigation():
        page.get_by_label("Trend", exact=True).uncheck()
    with page.expect_navigation():
        page.get_by_role("columnheader", name="Revenue").get_by_role("link").click()
    expect(page.get_by_role("columnheader", name="Revenue")).to_have_attribute("aria-sort", "descending")


def test_a_colleague_opens_a_shared_view_and_sees_the_same(visit: Visit, company: Company) -> None:
    page = visit(company.director)
    make_view(page)
    page.locator("summary", has_text="Save view").click()
    page.get_by_label("Name", exact=True).fill("Anna's largest")
    page.get_by_label("For the whole team").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("Saved the view Anna's largest.")
    mine = shown(page)
    assert len(mine[2]) > 1
    assert not [head for head in mine[1] if head.startswith("Trend")]

    otto = create_member(email="otto@example.com", name="Otto Other", role=Role.DIRECTOR, by=None)
    theirs = visit(otto)
    theirs.goto("/portfolio/")
    theirs.get_by_role("link", name=re.compile("^Anna's largest")).click()
    expect(theirs.locator(".conditions")).to_contain_text("Anna Weber")
    assert shown(theirs) == mine


def test_the_view_that_is_shown_first_greets_whoever_chose_it(visit: Visit, company: Company) -> None:
    page = visit(company.director)
    make_view(page)
    made = shown(page)
    page.locator("summary", has_text="Save view").click()
    page.get_by_label("Name", exact=True).fill("Mine")
    page.get_by_role("button", name="Save", exact=True).click()
    page.goto("/portfolio/views/")
    page.get_by_role("button", name="Show first").click()
    expect(page.get_by_text("shown first")).to_be_visible()
    page.goto("/portfolio/")
    assert shown(page) == made
    colleague = visit(company.managers[0])
    colleague.goto("/portfolio/")
    expect(colleague.get_by_role("link", name="Mine", exact=True)).to_have_count(0)
