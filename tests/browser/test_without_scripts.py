"""With scripts switched off each kind of form saves. That every screen can be read so is in test_every_screen.py."""

import pytest
from playwright.sync_api import Page, expect

from tenure.accounts.actions.account import change_account
from tenure.accounts.models import Account, Document, Interaction
from tenure.assessments.models import Criterion
from tenure.insight.models import SavedView
from tenure.integrations.imports.models import ImportRun
from tests.browser.conftest import Visit
from tests.browser.furnished import furnish
from tests.web.company import Company
from tests.web.import_stages import FILE, work

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(visit: Visit, company: Company) -> Page:
    """The director's browser, which runs no script."""
    return visit(company.director, java_script_enabled=False)


def save(page: Page, label: str = "Save") -> None:
    page.get_by_role("main").get_by_role("button", name=label, exact=True).click()


def told(page: Page, sentence: str) -> None:
    expect(page.get_by_role("status")).to_contain_text(sentence)


def test_an_account_is_made_and_its_facts_are_changed(page: Page) -> None:
    page.goto("/accounts/new")
    page.get_by_label("Name", exact=True).fill("Quince Optics")
    save(page, "Add")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quince Optics")
    page.get_by_role("link", name="Edit City").click()
    page.get_by_role("textbox", name="City", exact=True).fill("Jena")
    save(page)
    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_label("Street").fill("Am Kai 4")
    save(page)
    told(page, "Saved.")
    made = Account.objects.get(name="Quince Optics")
    assert (made.city, made.street) == ("Jena", "Am Kai 4")


def test_the_loser_of_two_sees_both_values(page: Page, company: Company) -> None:
    account = company.accounts[0]
    page.goto(f"/accounts/{account.pk}/facts/city")
    change_account(account=Account.objects.get(pk=account.pk), changes={"city": "Bremen"}, by=company.managers[0])
    page.get_by_role("textbox", name="City", exact=True).fill("Rostock")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("Bremen Anna Weber")
    account.refresh_from_db()
    assert account.city == "Bremen"
    save(page, "Keep mine")
    expect(page.get_by_role("heading", level=1)).to_have_text(account.name)
    account.refresh_from_db()
    assert account.city == "Rostock"


def test_what_happened_is_logged(page: Page, company: Company) -> None:
    page.goto(f"/accounts/{company.accounts[0].pk}/")
    page.get_by_label("Log what happened").fill("Call with Astrid, confirmed Q3 budget")
    save(page, "Log")
    expect(page.get_by_role("checkbox", name="Astrid Holm")).to_be_checked()
    save(page)
    told(page, "Recorded.")
    assert Interaction.objects.get().contacts.get().name == "Astrid Holm"


def test_the_league_is_filtered_and_the_view_is_kept(page: Page) -> None:
    page.goto("/portfolio/?sort=rank")
    page.locator("summary", has_text="Filter").click()
    page.locator("form.filters").get_by_role("combobox", name="Country").select_option("Germany")
    page.get_by_role("button", name="Show").first.click()
    expect(page.locator(".conditions")).to_contain_text("Germany")
    page.locator("summary", has_text="Save view").click()
    page.get_by_label("Name", exact=True).fill("Germany")
    save(page)
    told(page, "Saved the view Germany.")
    assert SavedView.objects.get().definition["country"] == "Germany"


def test_several_accounts_are_changed_and_given_back(page: Page, company: Company) -> None:
    page.goto("/portfolio/?sort=rank")
    for account in company.accounts[:2]:
        page.get_by_role("checkbox", name=account.name, exact=True).check()
    page.get_by_label("New owner").select_option(label="Lea Novak")
    save(page, "Assign")
    save(page, "Assign 2 accounts to Lea Novak")
    assert Account.objects.filter(owner__name="Lea Novak", pk__in=[one.pk for one in company.accounts[:2]]).count() == 2
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    told(page, "Taken back.")
    assert Account.objects.get(pk=company.accounts[0].pk).owner == company.managers[0]


def test_a_weight_is_changed_in_a_draft(page: Page, company: Company) -> None:
    draft = furnish(company)["draft"]
    criterion = Criterion.objects.filter(criteria_set=draft).order_by("position").first()
    assert criterion
    page.goto(f"/criteria/{draft}/")
    weight = page.locator(f"#criterion-{criterion.pk} input[name=weight]")
    weight.fill("31")
    weight.press("Enter")
    expect(page.locator(f"#criterion-{criterion.pk} input[name=weight]")).to_have_value("31")
    criterion.refresh_from_db()
    assert criterion.weight == 31


def test_preferences_are_kept(page: Page) -> None:
    page.goto("/settings/preferences")
    page.get_by_label("Colours").select_option("dark")
    save(page)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_a_file_is_filed_and_thrown_away_and_comes_back(page: Page, company: Company) -> None:
    page.goto(f"/accounts/{company.accounts[0].pk}/?part=files")
    page.get_by_label("File", exact=True).set_input_files(
        {"name": "minutes.txt", "mimeType": "text/plain", "buffer": b"Agreed."}
    )
    save(page, "File it")
    told(page, "Filed.")
    page.get_by_role("row", name="minutes.txt").get_by_role("link", name="Details").click()
    save(page, "Move to the trash")
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    told(page, "Taken back.")
    assert Document.objects.get().deleted_at is None


def test_a_table_is_imported(page: Page) -> None:
    page.goto("/imports/new/")
    page.locator("input[type=file]").set_input_files(
        {"name": "accounts.csv", "mimeType": "text/csv", "buffer": FILE.encode()}
    )
    save(page, "Continue")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is which?")
    save(page, "Try it out")
    work()
    page.reload()
    page.get_by_role("link", name="Continue to the check").click()
    expect(page.get_by_text("1 row stays out.")).to_be_visible()
    save(page, "Import now")
    work()
    page.reload()
    expect(page.get_by_role("link", name="See the accounts")).to_be_visible()
    assert ImportRun.objects.get().state == "done"
    assert Account.objects.filter(name__in=["Adler AG", "Dachs KG"]).count() == 2
