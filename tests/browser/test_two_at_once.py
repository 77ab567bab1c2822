"""Two people at one fact: the second sees both values and decides; nothing is overwritten unseen."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tenure.core.models import AuditEntry
from tests.browser.conftest import Visit
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def both(visit: Visit, company: Company) -> tuple[Page, Page]:
    """The director and the owner with the city of the same account open to be changed."""
    pages = visit(company.director), visit(company.managers[0])
    for page in pages:
        page.goto(f"/accounts/{company.accounts[0].pk}/")
        page.get_by_role("link", name="Edit City").click()
        expect(entry(page, "City")).to_be_focused()
    return pages


def entry(page: Page, fact: str) -> Locator:
    return page.get_by_role("textbox", name=fact, exact=True)


def save(page: Page, city: str) -> None:
    entry(page, "City").fill(city)
    page.get_by_role("button", name="Save", exact=True).click()


def city_on(page: Page) -> str:
    return page.locator("#fact-city dd").inner_text().strip()


def lose(both: tuple[Page, Page]) -> Page:
    """The owner is first; the director is told so."""
    director, owner = both
    save(owner, "Bremen")
    expect(owner.get_by_role("link", name="Edit City")).to_be_visible()
    save(director, "Rostock")
    panel = director.get_by_role("alert")
    expect(panel).to_contain_text("somebody else changed it first")
    expect(panel).to_contain_text("Rostock")
    expect(panel).to_contain_text("Bremen")
    expect(panel).to_contain_text("Anna Weber")
    return director


def test_the_loser_sees_both_values_and_keeps_their_own(both: tuple[Page, Page], company: Company) -> None:
    director = lose(both)
    director.get_by_role("button", name="Keep mine").click()
    expect(director.get_by_role("link", name="Edit City")).to_be_visible()
    assert city_on(director) == "Rostock"
    entries = AuditEntry.objects.filter(noun="account", thing_id=company.accounts[0].pk, verb="changed").order_by("pk")
    assert [entry.changes["city"] for entry in entries] == [["Hamburg", "Bremen"], ["Bremen", "Rostock"]]


def test_the_loser_takes_the_other_value_and_writes_nothing(both: tuple[Page, Page], company: Company) -> None:
    director = lose(both)
    director.get_by_role("link", name="Keep theirs").click()
    expect(director.get_by_role("link", name="Edit City")).to_be_visible()
    assert city_on(director) == "Bremen"
    company.accounts[0].refresh_from_db()
    assert company.accounts[0].city == "Bremen"


def test_different_facts_of_one_account_are_both_kept(both: tuple[Page, Page], company: Company) -> None:
    director, owner = both
    entry(owner, "City").press("Escape")
    expect(owner.get_by_role("link", name="Edit City")).to_be_focused()
    owner.get_by_role("link", name="Edit Street").click()
    entry(owner, "Street").fill("Am Kai 4")
    owner.get_by_role("button", name="Save", exact=True).click()
    expect(owner.get_by_role("link", name="Edit Street")).to_be_focused()
    save(director, "Rostock")
    expect(director.get_by_role("link", name="Edit City")).to_be_focused()
    company.accounts[0].refresh_from_db()
    assert (company.accounts[0].city, company.accounts[0].street) == ("Rostock", "Am Kai 4")
