"""Contacts that may be known already: nearly the same name, or the same address elsewhere."""

import pytest

from tenure.accounts.models import Contact
from tenure.integrations.imports.choices import Unsure
from tests.integrations.imports.conftest import Import, counts

pytestmark = pytest.mark.django_db

HEAD = "Account,Contact name,E-mail\n"


@pytest.fixture
def known(import_text: Import) -> Contact:
    import_text("Name\nAlder AG\nBirch AG\n", name="accounts.csv")
    import_text(HEAD + "Alder AG,Jörg Müller,joerg@alder.example\n", kind="contacts")
    return Contact.objects.get()


@pytest.mark.parametrize("row", ["Alder AG,Jorg Mueller,", "Birch AG,J. M.,joerg@alder.example"])
def test_a_like_name_or_a_known_address_is_left_to_a_person(import_text: Import, known: Contact, row: str) -> None:
    run = import_text(HEAD + row + "\n", kind="contacts")
    (unsure,) = run.tally["unsure"]
    assert (unsure["noun"], unsure["candidate"]["id"]) == ("contact", known.pk)
    assert (run.tally["rows"]["unsure"], Contact.objects.count()) == (1, 1)


def test_a_like_name_becomes_an_update_where_that_is_decided(import_text: Import, known: Contact) -> None:
    run = import_text(HEAD + "Alder AG,Jorg Mueller,\n", kind="contacts", unsure=Unsure.UPDATE)
    known.refresh_from_db()
    assert (counts(run, "contact"), known.name) == ((0, 1, 0), "Jorg Mueller")


def test_other_people_of_the_account_are_new(import_text: Import, known: Contact) -> None:
    run = import_text(HEAD + "Alder AG,Olga Keller,\nAlder AG,Olga Kellar,\n", kind="contacts")
    assert counts(run, "contact") == (2, 0, 0)


def test_an_empty_cell_clears_only_where_that_was_asked_for(import_text: Import) -> None:
    head, rest = "Customer ID,Name,City,Employees\n", "1,Alder,,\n"
    import_text(head + "1,Alder,Köln,12\n")
    assert counts(import_text(head + rest), "account") == (0, 0, 1)
    run = import_text(head + rest, empty_clears=True)
    assert counts(run, "account") == (0, 1, 0)
    assert counts(import_text(head + rest, empty_clears=True), "account") == (0, 0, 1)
