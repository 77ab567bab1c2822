"""The board in a browser: people are pointed at, lines chosen, days replayed, and details opened beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from tenure.relationships.actions.stance import give_stance
from tests.browser.conftest import Visit
from tests.relationships.golden import Golden, golden_board
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def golden(company: Company) -> Golden:
    """A board of sixty days on which Eide, a sceptic at first, has become a champion."""
    today, by = timezone.localdate(), company.director
    made = golden_board(company.accounts[0], by, today - timedelta(days=60))
    held_on = today - timedelta(days=30)
    give_stance(
        decision=made.decision, contact=made.contacts["eide"], value=2, evidence="Asked for us", by=by, held_on=held_on
    )
    return made


@pytest.fixture
def page(visit: Visit, company: Company, golden: Golden) -> Page:
    """The director's browser in front of the board."""
    page = visit(company.director)
    page.goto(f"/accounts/{company.accounts[0].pk}/board/")
    return page


def stance_of(page: Page, person: int) -> Locator:
    return page.locator(f"tr[data-person='contact:{person}'] [data-label='Stance']")


def test_who_is_pointed_at_stands_out_on_the_board_and_in_the_list(page: Page, golden: Golden) -> None:
    person = f"[data-person='contact:{golden.contacts['dahl'].pk}']"
    page.locator(f".board-card{person}").hover()
    expect(page.locator(f"tr{person}")).to_have_class("is-chosen")
    expect(page.locator(".board-line.is-chosen")).to_have_count(5)
    page.locator(f"tr{person} a").focus()
    expect(page.locator(f".board-card{person}")).to_contain_class("is-chosen")


def test_a_card_opens_the_person_beside_the_board_by_keyboard(page: Page) -> None:
    page.locator(".board-card", has_text="Dahl").focus()
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Details")
    expect(drawer.get_by_role("heading", name="Who attacks")).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(page.locator(".board-card", has_text="Dahl")).to_be_focused()


def test_lines_come_and_go_by_their_boxes(page: Page) -> None:
    expect(page.locator(".board-line.is-competitors[data-from]")).not_to_have_count(0)
    page.get_by_role("checkbox", name="Competitors' ties").uncheck()
    page.wait_for_url("**lines=**")
    expect(page.locator(".board-line.is-competitors[data-from]")).to_have_count(0)
    expect(page.locator(".board-line.is-ours[data-from]")).not_to_have_count(0)


def test_the_slider_replays_the_days(page: Page, golden: Golden) -> None:
    slider, stance = page.get_by_role("slider", name="Day"), stance_of(page, golden.contacts["eide"].pk)
    expect(stance).to_contain_text("Champion")
    slider.focus()
    page.keyboard.press("Home")
    expect(stance).to_contain_text("Sceptic")
    page.wait_for_url("**on=**")
    expect(slider).to_be_focused()
    page.get_by_role("button", name="Play").click()
    expect(stance).to_contain_text("Champion")
