"""A promise is noted, put off, done and taken back without leaving the ledger or the day."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tenure.accounts.actions.commitment import make_commitment
from tenure.accounts.models import Commitment
from tests.browser.conftest import Visit
from tests.browser.test_taking_back import undo
from tests.web.company import Company

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_promise_is_noted_done_and_taken_back_in_the_ledger(visit: Visit, company: Company) -> None:
    account, page = company.accounts[0], visit(company.director)
    page.goto(f"/accounts/{account.pk}/promises/")
    form = page.get_by_role("form", name="New promise")
    form.get_by_label("What", exact=True).fill("Send the offer")
    form.get_by_label("Until").fill((timezone.localdate() + timedelta(days=3)).isoformat())
    form.get_by_role("button", name="Note it").click()
    expect(page.get_by_role("status")).to_contain_text("Noted.")
    page.get_by_role("button", name=re.compile("Done.*Send the offer")).click()
    expect(page.get_by_role("status")).to_contain_text("Kept.")
    expect(page.get_by_role("link", name="Send the offer")).to_have_count(0)
    undo(page)
    expect(page.get_by_role("link", name="Send the offer")).to_be_visible()
    assert page.url.endswith(f"/accounts/{account.pk}/promises/")


def test_what_is_late_is_snoozed_from_the_day_and_handed_on_from_the_drawer(visit: Visit, company: Company) -> None:
    account, by, today = company.accounts[0], company.director, timezone.localdate()
    late = make_commitment(account=account, by=by, text="Send the offer", due_on=today - timedelta(days=2))
    page = visit(by)
    page.goto("/my-day/")
    page.get_by_text("Snooze", exact=False).first.click()
    page.get_by_text("We need longer").check()
    page.get_by_role("button", name="1 week").click()
    expect(page.get_by_role("status")).to_contain_text("Due on")
    late.refresh_from_db()
    assert (late.due_on, late.slips) == (today + timedelta(days=7), 1)
    page.goto(f"/accounts/{account.pk}/promises/")
    page.get_by_role("link", name="Send the offer").click()
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("We need longer")
    manager = Commitment.objects.get().account.owner
    assert manager is not None
    drawer.get_by_label("Hand on to").select_option(label=manager.name)
    drawer.get_by_role("button", name="Hand on").click()
    expect(page.get_by_role("status")).to_contain_text(f"Handed on to {manager.name}.")
    assert Commitment.objects.get().owner == manager
