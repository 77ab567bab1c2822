"""The palette: go, find, act. A few letters and Enter, from anywhere."""

import pytest
from playwright.sync_api import Page, expect

from tenure.insight.models import Ranking
from tests.browser.conftest import Visit, wait_until_drawn
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit: Visit, company: Company) -> Page:
    page = visit(company.director)
    page.goto("/help")
    return page


def ask(page: Page, keys: str, text: str) -> None:
    """Open the palette by its keys, type as fast as fingers do, and press Enter at once."""
    wait_until_drawn(page)
    page.keyboard.press(keys)
    expect(page.get_by_role("combobox", name="Go, find, do")).to_be_focused()
    page.keyboard.type(text, delay=20)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("keys", ["/", "Control+k"])
@pytest.mark.parametrize("text", ["nordh", "nordhavn marin", "hamburg"], ids=["part", "typo", "city"])
def test_part_of_a_name_and_enter_open_the_account(page: Page, keys: str, text: str) -> None:
    ask(page, keys, text)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordhaven Marine")


def test_a_person_is_found_a_page_is_gone_to_and_an_act_is_done(page: Page) -> None:
    ask(page, "/", "astrid")
    expect(page.get_by_role("heading", name="Astrid Holm").first).to_be_visible()
    ask(page, "Control+k", "criteria")
    page.wait_for_url("**/criteria/")
    # What is ranked already is not ranked again.
    Ranking.objects.filter(is_current=True).delete()
    ask(page, "/", "rank the portf")
    page.wait_for_url("**/portfolio/**")
    assert Ranking.objects.filter(is_current=True).exists()


def test_esc_closes_it_and_gives_the_focus_back(page: Page) -> None:
    link = page.get_by_role("main").get_by_role("link", name="Keys")
    link.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog", name="Go, find, do")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Go, find, do")).to_be_hidden()
    expect(link).to_be_focused()
