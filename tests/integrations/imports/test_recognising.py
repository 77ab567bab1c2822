"""Which record a row speaks of: new, changed, unchanged, or unsure and left to a person."""

import pytest

from tenure.accounts.actions.account import change_account, create_account, trash_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.models import Account, Contact
from tenure.core.models import AuditEntry
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.models import Alias
from tenure.people.models import Member
from tests.integrations.imports.conftest import Import, causes, counts

pytestmark = pytest.mark.django_db


def test_an_external_id_is_stronger_than_a_name(import_text: Import) -> None:
    import_text("Customer ID,Name,City\n1,Alder GmbH,Berlin\n2,Alder GmbH,Berlin\n")
    run = import_text("Customer ID,Name,City\n1,Birke AG,Wien\n2,Alder GmbH,Berlin\n")
    assert counts(run, "account") == (0, 1, 1)
    assert list(Account.objects.order_by("external_id").values_list("name", "city")) == [
        ("Birke AG", "Wien"),
        ("Alder GmbH", "Berlin"),
    ]


def test_a_changed_row_makes_a_new_version_and_an_audit_entry(import_text: Import, director: Member) -> None:
    import_text("Customer ID,Name,City\n1,Alder GmbH,Berlin\n")
    import_text("Customer ID,Name,City\n1,Alder GmbH,Potsdam\n")
    account = Account.objects.get()
    entry = AuditEntry.objects.get(noun="account", thing_id=account.pk)
    assert (account.version, entry.thing_version, entry.account_id) == (2, 2, account.pk)
    assert (entry.actor_id, entry.verb, entry.changes) == (director.pk, "imported", {"city": ["Berlin", "Potsdam"]})


def test_an_empty_cell_leaves_what_is_there(import_text: Import) -> None:
    import_text("Customer ID,Name,City\n1,Alder GmbH,Berlin\n")
    assert counts(import_text("Customer ID,Name,City\n1,Alder GmbH,\n"), "account") == (0, 0, 1)
    assert Account.objects.get().city == "Berlin"


def test_an_account_known_by_name_and_place_takes_on_the_id(import_text: Import, director: Member) -> None:
    account = create_account(by=director, name="Alder GmbH", city="Berlin")
    run = import_text("Customer ID,Name,City\n17,ALDER,Berlin\n", source="erp")
    account.refresh_from_db()
    assert counts(run, "account") == (0, 1, 0)
    assert (account.source, account.external_id) == ("erp", "17")


def test_the_same_name_in_another_city_is_another_account(import_text: Import, director: Member) -> None:
    create_account(by=director, name="Alder GmbH", city="Berlin")
    assert counts(import_text("Customer ID,Name,City\n17,Alder GmbH,Wien\n"), "account") == (1, 0, 0)


def test_a_second_system_gets_an_alias_and_its_files_find_the_account(import_text: Import) -> None:
    import_text("Customer ID,Name,City\n1,Alder GmbH,Berlin\n", source="erp")
    again = "Account ID,Name,City\nA-9,Alder GmbH,Berlin\n"
    assert counts(import_text(again, source="crm"), "account") == (0, 0, 1)
    assert Account.objects.get().external_id == "1"
    assert Alias.objects.values_list("source", "external_id", "object_id").get() == (
        "crm",
        "A-9",
        Account.objects.get().pk,
    )
    run = import_text("Account ID,Contact name\nA-9,Ana Prado\n", kind="contacts", source="crm")
    assert counts(run, "contact") == (1, 0, 0)
    assert counts(import_text(again, source="crm"), "account") == (0, 0, 1)


def test_a_name_that_is_only_alike_is_listed_and_left_out(import_text: Import, director: Member) -> None:
    known = create_account(by=director, name="Kan-code", city="Berlin")
    run = import_text("Name,City\nKancode,Berlin\n")
    assert Account.objects.count() == 1
    assert run.tally["rows"]["unsure"] == 1
    (unsure,) = run.tally["unsure"]
    assert (unsure["row"], unsure["name"], unsure["candidate"]["id"]) == (2, "Kancode", known.pk)


@pytest.mark.parametrize(
    ("policy", "accounts", "names"),
    [(Unsure.NEW, 2, {"Kan-code", "Kancode"}), (Unsure.UPDATE, 1, {"Kancode"})],
)
def test_a_person_decides_about_unsure_rows(
    import_text: Import, director: Member, policy: Unsure, accounts: int, names: set[str]
) -> None:
    create_account(by=director, name="Kan-code", city="Berlin")
    import_text("Name,City\nKancode,Berlin\n", unsure=policy)
    assert Account.objects.count() == accounts
    assert set(Account.objects.values_list("name", flat=True)) == names


def test_rows_that_resemble_each_other_in_one_file_are_unsure_too(import_text: Import) -> None:
    text = "Name,City\nKan-code,Berlin\nKancode,Berlin\nKan-code,Berlin\n"
    run = import_text(text)
    assert (counts(run, "account"), run.tally["rows"]["unsure"]) == ((1, 0, 0), 1)
    again = import_text(text)
    assert (counts(again, "account"), again.tally["rows"]["unsure"]) == ((0, 0, 1), 1)


def test_ids_keep_alike_names_of_one_source_apart(import_text: Import) -> None:
    run = import_text("Customer ID,Name\n1,Kan-code\n2,Kancode\n3,Kan Code\n")
    assert counts(run, "account") == (3, 0, 0)


def test_rows_that_contradict_each_other_about_one_record_are_refused(import_text: Import) -> None:
    text = "Customer ID,Name,City\n1,Alder,Berlin\n1,Alder,Wien\n"
    run = import_text(text)
    assert counts(run, "account") == (1, 0, 0)
    assert causes(run) == {"The row contradicts an earlier row of the file about the same record.": [3]}
    assert counts(import_text(text), "account") == (0, 0, 1)
    assert Account.objects.get().city == "Berlin"


def test_what_is_in_the_trash_stays_there(import_text: Import, director: Member) -> None:
    import_text("Customer ID,Name\n1,Alder\n")
    trash_account(account=Account.objects.get(), by=director)
    run = import_text("Customer ID,Name\n1,Alder\n")
    assert causes(run) == {"The record is in the trash; restore it before it is imported again.": [2]}
    assert Account.objects.present().count() == 0


def test_a_contact_is_known_by_e_mail_before_name(import_text: Import, account: Account, director: Member) -> None:
    create_contact(account=account, by=director, name="Ana Prado", email="ana@example.com")
    text = f"Account,Name,E-mail,Title\n{account.name},Ana Prado-Lopez,ANA@example.com,CFO\n"
    run = import_text(text, kind="contacts")
    assert counts(run, "contact") == (0, 1, 0)
    contact = Contact.objects.get()
    assert (contact.name, contact.title) == ("Ana Prado-Lopez", "CFO")


def test_a_person_s_edit_in_between_is_overwritten_only_where_the_file_says_otherwise(
    import_text: Import, director: Member
) -> None:
    text = "Customer ID,Name,City\n1,Alder,Berlin\n"
    import_text(text)
    change_account(account=Account.objects.get(), changes={"phone": "110", "city": "Bonn"}, by=director)
    import_text(text)
    account = Account.objects.get()
    assert (account.phone, account.city, account.version) == ("110", "Berlin", 3)
