"""When a contact was last spoken with is kept beside them, whatever becomes of the talk."""

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.interaction import change_interaction, create_interaction
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.models import Account, Contact, Interaction
from tenure.people.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def maria(account: Account, alice: Member) -> Contact:
    return create_contact(account=account, by=alice, name="Maria Lindqvist")


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def talk(contact: Contact, by: Member, days: int, **fields: Any) -> Interaction:
    told = {"kind": "call", "subject": "Prices", **fields}
    return create_interaction(account=contact.account, by=by, contacts=[contact], at=ago(days), **told)


def met(contact: Contact) -> int | None:
    """So many days ago; None for never."""
    at = Contact.objects.get(pk=contact.pk).last_met_at
    return (timezone.now() - at).days if at else None


def test_the_latest_talk_counts_whenever_it_was_written_down(maria: Contact, alice: Member) -> None:
    assert met(maria) is None
    talk(maria, alice, 5)
    talk(maria, alice, 30)
    assert met(maria) == 5
    talk(maria, alice, 2, kind="visit")
    assert met(maria) == 2


@pytest.mark.parametrize("kind", ["mail", "letter", "other"])
def test_what_was_only_written_is_no_talk(maria: Contact, alice: Member, kind: str) -> None:
    talk(maria, alice, 3, kind=kind)
    assert met(maria) is None


def test_a_corrected_talk_is_kept_as_corrected(maria: Contact, account: Account, alice: Member) -> None:
    other = create_contact(account=account, by=alice, name="Jan Berg")
    said = talk(maria, alice, 3)
    change_interaction(interaction=said, changes={"at": ago(9)}, by=alice)
    assert met(maria) == 9
    change_interaction(interaction=said, changes={"contacts": [other]}, by=alice)
    assert (met(maria), met(other)) == (None, 9)
    change_interaction(interaction=said, changes={"kind": "mail"}, by=alice)
    assert met(other) is None


def test_a_talk_in_the_trash_does_not_count_until_it_is_restored(maria: Contact, alice: Member) -> None:
    talk(maria, alice, 40)
    said = talk(maria, alice, 1)
    trash_thing(thing=said, by=alice)
    assert met(maria) == 40
    restore_thing(thing=said, by=alice)
    assert met(maria) == 1


def test_nobody_has_edited_the_contact_by_talking_with_them(maria: Contact, alice: Member) -> None:
    before = Contact.objects.get(pk=maria.pk)
    talk(maria, alice, 1)
    after = Contact.objects.get(pk=maria.pk)
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


def test_the_migration_writes_what_the_actions_keep(maria: Contact, alice: Member) -> None:
    talk(maria, alice, 7)
    talk(maria, alice, 1, kind="mail")
    trash_thing(thing=talk(maria, alice, 3), by=alice)
    kept = Contact.objects.get(pk=maria.pk).last_met_at
    Contact.objects.update(last_met_at=None)
    import_module("tenure.accounts.migrations.0012_contacts_last_met").write_last_met(apps, None)
    assert Contact.objects.get(pk=maria.pk).last_met_at == kept
