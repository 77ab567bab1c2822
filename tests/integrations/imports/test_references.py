"""References between records: parents in any order, owners, unknown ones with what may be meant."""

import pytest

from tenure.accounts.actions.account import assign_owner
from tenure.accounts.models import Account, TeamMember
from tenure.commerce.models import Invoice
from tenure.growth.models import Handover
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import, causes, counts

pytestmark = pytest.mark.django_db

PARENTS = "Customer ID,Name,Parent ID\n"


def parent_of(external_id: str) -> str:
    account = Account.objects.select_related("parent").get(external_id=external_id)
    return account.parent.external_id if account.parent else ""


def test_a_parent_may_stand_below_its_children(import_text: Import) -> None:
    text = PARENTS + "3,Site,2\n2,Unit,1\n1,Group,\n"
    run = import_text(text)
    assert counts(run, "account") == (3, 0, 0)
    assert [parent_of(number) for number in "123"] == ["", "1", "2"]
    assert set(Account.objects.values_list("version", flat=True)) == {1}
    assert counts(import_text(text), "account") == (0, 0, 3)


def test_a_moved_unit_is_one_update(import_text: Import) -> None:
    import_text(PARENTS + "1,Group,\n2,Other,\n3,Unit,1\n")
    run = import_text(PARENTS + "1,Group,\n2,Other,\n3,Unit,2\n")
    assert counts(run, "account") == (0, 1, 2)
    assert parent_of("3") == "2"


def test_an_unknown_parent_is_reported_and_the_account_comes_in(import_text: Import) -> None:
    run = import_text(PARENTS + "3,Unit,9\n")
    assert counts(run, "account") == (1, 0, 0)
    assert causes(run, "notices") == {"There is no account '9'; the account is in without its parent.": [2]}


def test_accounts_do_not_come_to_stand_below_themselves(import_text: Import) -> None:
    run = import_text(PARENTS + "1,A,3\n2,B,1\n3,C,2\n4,D,4\n")
    assert counts(run, "account") == (4, 0, 0)
    assert causes(run, "notices") == {"The account would stand below itself; its parent stays.": [2, 5]}
    assert [parent_of(number) for number in "1234"] == ["", "1", "2", ""]


def test_turning_a_tree_upside_down_is_no_circle(import_text: Import) -> None:
    import_text(PARENTS + "1,A,\n2,B,1\n3,C,\n")
    import_text(PARENTS + "1,A,2\n2,B,3\n")
    assert [parent_of(number) for number in "123"] == ["2", "3", ""]


def test_a_circle_with_what_stays_where_it_is_changes_nothing(import_text: Import) -> None:
    import_text(PARENTS + "1,A,\n2,B,1\n3,C,2\n")
    run = import_text(PARENTS + "1,A,2\n2,B,3\n")
    assert [parent_of(number) for number in "123"] == ["", "1", "2"]
    assert counts(run, "account") == (0, 0, 2)


def test_an_owner_is_found_by_address_or_name_and_put_on_the_team(
    import_text: Import, alice: Member, bob: Member
) -> None:
    import_text(f"Customer ID,Name,Owner\n1,Alder,{alice.email.upper()}\n2,Birch,{bob.name}\n3,Cedar,Nobody\n")
    assert Account.objects.get(external_id="1").owner == alice
    team = TeamMember.objects.get(account__external_id="2")
    assert (team.member, team.role, team.valid_to) == (bob, "owner", None)
    assert Account.objects.get(external_id="3").owner is None
    assert Account.objects.visible_to(alice).count() == 1


def test_a_new_owner_ends_the_former_one_s_time(import_text: Import, alice: Member, bob: Member) -> None:
    import_text(f"Customer ID,Name,Owner\n1,Alder,{alice.email}\n")
    import_text(f"Customer ID,Name,Owner\n1,Alder,{bob.email}\n")
    account = Account.objects.get()
    assert account.owner == bob
    rows = [(row.member, row.role, row.valid_to is None) for row in account.team.order_by("pk")]
    assert rows == [(alice, "owner", False), (bob, "owner", True), (alice, "outgoing", True)]
    handover = Handover.objects.get()
    assert (handover.from_member, handover.to_member) == (alice, bob)


def test_what_actions_did_to_the_team_before_does_not_stand_in_the_way(
    import_text: Import, alice: Member, director: Member
) -> None:
    import_text("Customer ID,Name\n1,Alder\n")
    assign_owner(account=Account.objects.get(), owner=alice, by=director)
    run = import_text(f"Customer ID,Name,Owner\n1,Alder,{alice.email}\n")
    assert counts(run, "account") == (0, 0, 1)


def test_an_unknown_account_refuses_the_row_and_names_what_is_alike(import_text: Import, account: Account) -> None:
    run = import_text("Account,Name\nBlauer See Delikatesen,Ana\nGelbe Sonne,Bo\n", kind="contacts")
    assert causes(run) == {
        "There is no account 'Blauer See Delikatesen'; did you mean 'Blauer See Delikatessen'?": [2],
        "There is no account 'Gelbe Sonne'; import it first or correct the account.": [3],
    }


def test_a_name_that_several_accounts_have_is_no_reference(import_text: Import) -> None:
    import_text("Customer ID,Name,City\n1,Alder,Berlin\n2,Alder,Wien\n")
    run = import_text("Account,Name\nAlder,Ana\n", kind="contacts")
    assert causes(run) == {"Several accounts are called so; give an id.": [2]}


def test_accounts_that_contacts_name_are_made_where_that_is_asked_for(import_text: Import) -> None:
    text = "Account,Name\nAlder GmbH,Ana\nAlder GmbH,Bo\n"
    run = import_text(text, kind="contacts", create_missing=("accounts",))
    assert (counts(run, "account"), counts(run, "contact")) == ((1, 0, 0), (2, 0, 0))
    assert counts(import_text(text, kind="contacts"), "contact") == (0, 0, 2)


def test_an_invoice_for_another_account_s_order_is_refused(import_text: Import) -> None:
    import_text("Customer ID,Name\n1,Alder\n2,Birch\n")
    import_text("Order ID,Customer,Order date,Amount\nA1,1,2024-01-05,10\n")
    header = "Invoice number,Customer,Order,Invoice date,Amount\n"
    run = import_text(header + "R1,2,A1,2024-01-31,10\nR2,1,A1,2024-01-31,10\n", kind="invoices")
    assert causes(run) == {"The order is another account's.": [2]}
    assert Invoice.objects.get().number == "R2"


def test_a_delivery_names_the_position_it_brought(import_text: Import) -> None:
    import_text("Customer ID,Name\n1,Alder\n")
    import_text("Order ID,Customer,Order date,Amount\nA1,1,2024-01-05,10\nA1,1,2024-01-05,20\n")
    run = import_text("Order ID,Position,Delivery date\nA1,2,2024-01-09\nA1,3,2024-01-09\n", kind="deliveries")
    assert counts(run, "delivery") == (1, 0, 0)
    assert causes(run) == {"The order has no such position.": [3]}
