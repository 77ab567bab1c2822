"""What was done too quickly is taken back from the toast: a change of many accounts, and what went into the trash."""

import pytest
from django.core.files.base import ContentFile
from playwright.sync_api import Page, expect

from tenure.accounts.actions.document import file_document
from tenure.accounts.actions.interaction import create_interaction
from tenure.accounts.models import Account
from tests.browser.conftest import Visit
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def owners() -> list[str]:
    return [account.owner.name if account.owner else "" for account in Account.objects.order_by("pk")]


def undo(page: Page) -> None:
    """Press what the toast offers."""
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Taken back.")


def test_several_accounts_are_assigned_at_once_and_given_back(visit: Visit, company: Company) -> None:
    before, page = owners(), visit(company.director)
    page.goto("/portfolio/?sort=rank")
    for account in company.accounts[:3]:
        page.get_by_role("checkbox", name=account.name, exact=True).check()
    page.get_by_label("New owner").select_option(label="Lea Novak")
    page.get_by_role("button", name="Assign 3 accounts to Lea Novak").click()
    expect(page.get_by_role("status")).to_contain_text("Lea Novak")
    assert page.url.endswith("/portfolio/?sort=rank")
    assert [Account.objects.get(pk=one.pk).owner for one in company.accounts[:3]] == [company.managers[2]] * 3
    undo(page)
    assert owners() == before


@pytest.mark.parametrize("thing", ["interaction", "contact", "document"])
def test_what_went_into_the_trash_comes_back_from_the_toast(visit: Visit, company: Company, thing: str) -> None:
    account, by = company.accounts[0], company.director
    part, name = {
        "interaction": (
            "",
            create_interaction(account=account, by=by, subject="Visit to the yard").subject,
        ),
        "contact": ("?part=people", "Astrid Holm"),
        "document": (
            "?part=files",
            file_document(account=account, by=by, file=ContentFile(b"Agreed", name="a.txt")).name,
        ),
    }[thing]
    page = visit(company.director)
    page.goto(f"/accounts/{account.pk}/{part}")
    shown = page.locator(".middle").get_by_role("link", name=name)
    opens = page.get_by_role("row", name=name).get_by_role("link", name="Details") if thing == "document" else shown
    opens.click()
    page.locator("#drawer").get_by_role("button", name="Move to the trash").click()
    expect(page.get_by_role("status")).to_contain_text("Moved to the trash.")
    expect(shown).to_have_count(0)
    undo(page)
    expect(shown.first).to_be_visible()
