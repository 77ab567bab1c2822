"""Taking an import back: everything as it was, except what somebody has worked on since."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from tenure.accounts.actions.account import change_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact, TeamMember
from tenure.commerce.actions.order import change_order
from tenure.commerce.models import Order, OrderLine
from tenure.core.models import AuditEntry
from tenure.growth.models import Handover
from tenure.integrations.imports.actions import execute_run, undo_import
from tenure.integrations.imports.models import Alias, ImportRun
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import

pytestmark = pytest.mark.django_db

TWO = "Customer ID,Name,City\n1,Alder,Berlin\n2,Birch,Bonn\n"
ORDERS = "Customer ID,Name\n1,Alder\n"
ORDER = "Order ID,Customer,Order date,Amount\nA1,1,2024-01-05,10\nA1,1,2024-01-05,20\n"


def test_what_a_run_made_goes(import_text: Import, director: Member) -> None:
    undone = undo_import(run=import_text(TWO), by=director)
    assert (undone.removed, undone.restored, undone.kept) == (2, 0, [])
    assert Account.objects.count() == 0


def test_what_a_run_changed_is_as_it_was_under_a_version_of_its_own(import_text: Import, director: Member) -> None:
    import_text("Customer ID,Name,City,Turnover,Customer since\n1,Alder,Berlin,12.5,2020-02-29\n")
    run = import_text("Customer ID,Name,City,Turnover,Customer since\n1,Älder,Potsdam,13.5,2021-01-31\n")
    undone = undo_import(run=run, by=director)
    account = Account.objects.get()
    assert (undone.removed, undone.restored, undone.kept) == (0, 1, [])
    assert (account.name, account.name_key, account.city) == ("Alder", "alder", "Berlin")
    assert (account.turnover, str(account.customer_since), account.version) == (Decimal("12.5"), "2020-02-29", 3)
    entry = AuditEntry.objects.filter(noun="account", thing_id=account.pk).latest("pk")
    assert (entry.verb, entry.thing_version, entry.changes["city"]) == ("undid import", 3, ["Potsdam", "Berlin"])


def test_records_edited_since_stay_and_are_listed(import_text: Import, director: Member) -> None:
    run = import_text(TWO)
    edited = Account.objects.get(external_id="2")
    change_account(account=edited, changes={"phone": "110"}, by=director)
    undone = undo_import(run=run, by=director)
    assert undone.kept == [{"noun": "account", "id": edited.pk, "why": "edited since"}]
    assert list(Account.objects.all()) == [edited]


def test_accounts_that_somebody_added_a_contact_to_stay(import_text: Import, director: Member) -> None:
    run = import_text(TWO)
    needed = Account.objects.get(external_id="1")
    create_contact(account=needed, by=director, name="Ana Prado")
    undone = undo_import(run=run, by=director)
    assert undone.kept == [{"noun": "account", "id": needed.pk, "why": "others depend on it"}]
    assert Contact.objects.get().account == needed


def test_a_group_and_its_units_go_together(import_text: Import, director: Member) -> None:
    run = import_text("Customer ID,Name,Parent ID\n1,Group,\n2,Unit,1\n3,Site,2\n")
    assert undo_import(run=run, by=director).removed == 3


def test_a_group_stays_with_the_unit_that_was_edited(import_text: Import, director: Member) -> None:
    run = import_text("Customer ID,Name,Parent ID\n1,Group,\n2,Unit,1\n3,Site,1\n")
    unit = Account.objects.get(external_id="2")
    change_account(account=unit, changes={"phone": "110"}, by=director)
    undone = undo_import(run=run, by=director)
    assert [each["why"] for each in undone.kept] == ["others depend on it", "edited since"]
    assert set(Account.objects.values_list("external_id", flat=True)) == {"1", "2"}


def test_an_order_goes_with_its_lines_and_stays_with_them(import_text: Import, director: Member) -> None:
    import_text(ORDERS, kind="accounts")
    run = import_text(ORDER + "A2,1,2024-01-06,5\n")
    order = Order.objects.get(external_id="A1")
    change_order(order=order, changes={"number": "2024-1"}, by=director)
    undone = undo_import(run=run, by=director)
    assert [each["noun"] for each in undone.kept] == ["order", "order line", "order line"]
    assert list(Order.objects.all()) == [order]
    assert OrderLine.objects.filter(order=order).count() == 2


def test_imported_lines_give_the_order_a_new_version_until_they_are_undone(
    import_text: Import, director: Member
) -> None:
    import_text(ORDERS, kind="accounts")
    first = import_text("Order ID,Customer,Order date\nA1,1,2024-01-05\n")
    lines = import_text("Order ID,Product,Amount\nA1,,10\n")
    assert Order.objects.get().version == 2
    undo_import(run=lines, by=director)
    assert (Order.objects.get().version, OrderLine.objects.count()) == (3, 0)
    assert undo_import(run=first, by=director).kept == []
    assert Order.objects.count() == 0


def test_owners_and_aliases_are_taken_back_too(
    import_text: Import, director: Member, alice: Member, bob: Member
) -> None:
    import_text(f"Customer ID,Name,City,Owner\n1,Alder,Berlin,{alice.email}\n", source="erp")
    run = import_text(f"Account ID,Name,City,Owner\nA-9,Alder,Berlin,{bob.email}\n", source="crm")
    assert (Account.objects.get().owner, Alias.objects.count()) == (bob, 1)
    undo_import(run=run, by=director)
    team = TeamMember.objects.get(valid_to=None)
    assert (Account.objects.get().owner, team.member, team.role) == (alice, alice, "owner")
    assert not Handover.objects.running().exists()
    assert Alias.objects.count() == 0


def test_the_owner_of_an_account_that_stays_stays(import_text: Import, director: Member, alice: Member) -> None:
    run = import_text(f"Customer ID,Name,Owner\n1,Alder,{alice.email}\n")
    change_account(account=Account.objects.get(), changes={"phone": "110"}, by=director)
    undo_import(run=run, by=director)
    assert TeamMember.objects.get().member == alice


def test_a_run_is_undone_once_and_within_thirty_days(import_text: Import, director: Member) -> None:
    run = import_text(TWO)
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now() - timedelta(days=31))
    with pytest.raises(ValidationError, match="an import can be undone for 30 days"):
        undo_import(run=run, by=director)
    ImportRun.objects.filter(pk=run.pk).update(created_at=timezone.now())
    undo_import(run=run, by=director)
    with pytest.raises(ValidationError, match="was undone already"):
        undo_import(run=run, by=director)
    with pytest.raises(ValidationError, match="was undone; import the file again"):
        execute_run(run.pk)


def test_only_leaders_import_and_undo(import_text: Import, alice: Member, viewer: Member) -> None:
    for member in (alice, viewer):
        with pytest.raises(PermissionDenied):
            import_text(TWO, by=member)
    run = import_text(TWO)
    for member in (alice, viewer):
        with pytest.raises(PermissionDenied):
            undo_import(run=run, by=member)
    assert Account.objects.count() == 2


def test_members_are_imported_by_administrators_alone(import_text: Import, director: Member) -> None:
    with pytest.raises(PermissionDenied):
        import_text("E-mail,Name\nben@example.com,Ben\n", kind="members")
    assert Member.objects.count() == 1
