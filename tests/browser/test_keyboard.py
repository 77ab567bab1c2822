"""Twelve core tasks by keyboard alone: no mouse, the focus always to be seen, and given back where it came from."""

import re

import pytest
from playwright.sync_api import Page, expect

from tenure.accounts.models import Account, Interaction
from tenure.insight.models import SavedView
from tests.browser.conftest import PASSWORD, Visit, wait_until_drawn
from tests.browser.hands import tab_to
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit: Visit, company: Company) -> Page:
    """A browser in front of the sign-in page, whose mouse is gone."""
    page = visit(None)
    page.goto("/sign-in")
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def heading(page: Page, words: str) -> None:
    """Wait until the page of that heading is there."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)
    wait_until_drawn(page)


def sign_in(page: Page, company: Company) -> None:
    expect(page.get_by_label("E-mail")).to_be_focused()
    page.keyboard.type(company.director.email)
    press(page, "Tab")
    page.keyboard.type(PASSWORD)
    press(page, "Enter")
    heading(page, "Who our key accounts are, and why")


def test_twelve_tasks_need_no_mouse(page: Page, company: Company) -> None:
    sign_in(page, company)
    go_somewhere(page)
    filter_the_league(page)
    save_a_view(page)
    walk_through_rows_and_choose(page)
    open_an_account(page)
    change_a_fact(page, company.accounts[0])
    log_what_happened(page, company.accounts[0])
    look_into_the_drawer(page)
    make_an_account(page)
    change_the_colours(page, company)
    ask_for_help(page)
    sign_out(page)


def go_somewhere(page: Page) -> None:
    press(page, "g", "a")
    heading(page, "Accounts")
    press(page, "g", "p")
    heading(page, "Who our key accounts are, and why")


def filter_the_league(page: Page) -> None:
    tab_to(page, page.get_by_role("searchbox", name="Filter by name or city"))
    page.keyboard.type("nordhaven")
    press(page, "Enter")
    expect(page.locator("table.league tbody .cell-name a")).to_have_count(1)
    wait_until_drawn(page)


def save_a_view(page: Page) -> None:
    tab_to(page, page.locator("summary", has_text="Save view"))
    press(page, "Enter")
    tab_to(page, page.get_by_label("Name", exact=True))
    page.keyboard.type("The yards")
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Saved the view The yards.")
    wait_until_drawn(page)
    assert SavedView.objects.get().definition["q"] == "nordhaven"


def walk_through_rows_and_choose(page: Page) -> None:
    tab_to(page, page.get_by_role("link", name=re.compile("^Key accounts")))
    press(page, "Enter")
    expect(page).not_to_have_url(re.compile("nordhaven"))
    heading(page, "Who our key accounts are, and why")
    press(page, "j", "j", "k", "j", "x")
    second = page.locator("table.league tbody tr").nth(1)
    expect(second.get_by_role("checkbox")).to_be_checked()
    expect(page.locator("[data-bulk-count]")).to_have_text("1 account")
    press(page, "x", "k")
    expect(second.get_by_role("checkbox")).not_to_be_checked()


def open_an_account(page: Page) -> None:
    expect(page.get_by_role("link", name="Nordhaven Marine", exact=True)).to_be_focused()
    press(page, "Enter")
    heading(page, "Nordhaven Marine")


def change_a_fact(page: Page, account: Account) -> None:
    pencil = page.get_by_role("link", name="Edit City")
    tab_to(page, pencil)
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="City", exact=True)).to_be_focused()
    press(page, "Escape")
    expect(pencil).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="City", exact=True)).to_be_focused()
    page.keyboard.type("Bremen")
    press(page, "Enter")
    expect(pencil).to_be_focused()
    account.refresh_from_db()
    assert account.city == "Bremen"


def log_what_happened(page: Page, account: Account) -> None:
    press(page, "l")
    expect(page.get_by_label("Log what happened")).to_be_focused()
    page.keyboard.type("Call with Astrid, confirmed Q3 budget")
    press(page, "Enter")
    expect(page.get_by_role("checkbox", name="Astrid Holm")).to_be_checked()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_focused()
    press(page, "Enter")
    expect(page.get_by_role("status")).to_contain_text("Recorded.")
    wait_until_drawn(page)
    assert Interaction.objects.get(account=account).contacts.get().name == "Astrid Holm"


def look_into_the_drawer(page: Page) -> None:
    told = page.locator(".timeline").get_by_role("link").first
    tab_to(page, told)
    press(page, "Enter")
    drawer = page.get_by_role("dialog", name="Details")
    expect(drawer.get_by_role("heading")).to_be_visible()
    assert drawer.evaluate("drawer => drawer.contains(document.activeElement)")
    press(page, "Escape")
    expect(drawer).to_be_hidden()
    expect(told).to_be_focused()


def make_an_account(page: Page) -> None:
    press(page, "c", "ArrowDown", "Enter")
    heading(page, "A new account")
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Quince Optics")
    press(page, "Enter")
    heading(page, "Quince Optics")


def change_the_colours(page: Page, company: Company) -> None:
    press(page, "g", "s")
    heading(page, "Preferences")
    theme = page.get_by_label("Colours")
    tab_to(page, theme)
    page.keyboard.type("Dark")
    expect(theme).to_have_value("dark")
    press(page, "Enter")
    tab_to(page, page.get_by_role("main").get_by_role("button", name="Save"))
    press(page, "Enter")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    wait_until_drawn(page)


def ask_for_help(page: Page) -> None:
    press(page, "?")
    sheet = page.get_by_role("dialog", name="Keys on this page")
    expect(sheet).to_contain_text("Portfolio")
    press(page, "Escape")
    expect(sheet).to_be_hidden()


def sign_out(page: Page) -> None:
    tab_to(page, page.locator("summary.avatar"))
    press(page, "Enter", "ArrowUp")
    expect(page.get_by_role("button", name="Sign out")).to_be_focused()
    press(page, "Enter")
    heading(page, "Sign in")
