"""Importing the texts of plans: begun or changed as on their page, and what others wrote since is not written over."""

import pytest

from tenure.accounts.models import Account
from tenure.core.models import AuditEntry
from tenure.growth.actions.course import circulate_plan, close_plan, sign_plan
from tenure.growth.actions.plan import change_plan, create_plan
from tenure.growth.models import Plan
from tenure.integrations.imports.actions import undo_import
from tenure.integrations.imports.causes import WRITTEN_SINCE
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import, causes, counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(account: Account, alice: Member) -> Plan:
    """Alice's plan, as she first wrote it."""
    return create_plan(account=account, by=alice, strategy="Be their second source")


def bring(import_text: Import, account: Account, columns: str, *rows: str) -> ImportRun:
    """Import texts for the account's plan: the columns behind its name, and a row each."""
    lines = "".join(f"{account.name},{row}\n" for row in rows)
    return import_text(f"account,{columns}\n{lines}", kind="plans")


def test_a_file_begins_plans_and_keeps_the_lines_of_their_texts(import_text: Import, account: Account) -> None:
    run = bring(import_text, account, "strategy,pillars", 'Be their first,"Spare pumps\nFour hours"')
    plan = Plan.objects.get()
    assert counts(run, "plan") == (1, 0, 0)
    assert (plan.account, plan.strategy, plan.pillars) == (account, "Be their first", "Spare pumps\nFour hours")


def test_what_a_file_changes_is_changed_as_on_the_page(
    import_text: Import, plan: Plan, account: Account, alice: Member
) -> None:
    sign_plan(version=circulate_plan(plan=plan, by=alice, figures={}), by=alice)
    run = bring(import_text, account, "message", "One source less to worry about")
    plan.refresh_from_db()
    assert counts(run, "plan") == (0, 1, 0)
    assert (plan.message, plan.strategy, plan.state) == (
        "One source less to worry about", "Be their second source", "draft",
    )  # fmt: skip
    entries = AuditEntry.objects.filter(noun="plan", thing_id=plan.pk, verb__in=["changed", "reopened"])
    assert [list(entry.changes) for entry in entries.order_by("pk")] == [["message"], ["state"]]


def test_a_row_of_an_earlier_version_merges_with_others_and_loses_where_they_wrote_the_same(
    import_text: Import, plan: Plan, account: Account, alice: Member
) -> None:
    seen = plan.version
    change_plan(plan=plan, changes={"strategy": "Be their first"}, by=alice)
    merged = bring(import_text, account, "version,message", f"{seen},With us the line stands still for hours")
    lost = bring(import_text, account, "version,strategy", f"{seen},Sell them pumps")
    plan.refresh_from_db()
    assert (counts(merged, "plan"), causes(lost)) == ((0, 1, 0), {WRITTEN_SINCE: [2]})
    assert (plan.strategy, plan.message) == ("Be their first", "With us the line stands still for hours")


def test_the_first_row_about_a_plan_counts_whether_it_is_new_or_not(import_text: Import, account: Account) -> None:
    for _ in range(2):
        bring(import_text, account, "strategy", "Be their first", "Sell them pumps")
        assert Plan.objects.get().strategy == "Be their first"


def test_a_closed_plan_stays_as_it_was_and_another_one_begins(
    import_text: Import, plan: Plan, account: Account, alice: Member
) -> None:
    close_plan(plan=plan, by=alice)
    bring(import_text, account, "strategy", "Begin anew")
    assert list(Plan.objects.order_by("pk").values_list("strategy", flat=True)) == [
        "Be their second source", "Begin anew",
    ]  # fmt: skip


def test_undoing_takes_begun_plans_away_and_gives_changed_ones_their_texts_back(
    import_text: Import, account: Account, director: Member
) -> None:
    begun = bring(import_text, account, "strategy", "Be their second source")
    changed = bring(import_text, account, "strategy", "Be their first")
    assert undo_import(run=changed, by=director).restored == 1
    assert Plan.objects.get().strategy == "Be their second source"
    change_plan(plan=Plan.objects.get(), changes={"message": "Ours"}, by=director)
    assert [kept["why"] for kept in undo_import(run=begun, by=director).kept] == ["edited since"]


def test_undoing_an_import_that_began_a_plan_leaves_none(
    import_text: Import, account: Account, director: Member
) -> None:
    assert undo_import(run=bring(import_text, account, "strategy", "Begin"), by=director).removed == 1
    assert not Plan.objects.exists()
