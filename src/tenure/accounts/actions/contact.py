"""Making, changing and removing contacts."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account, Contact
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {
        "name", "salutation", "title", "function", "seniority", "department", "email", "phone", "mobile",
        "language", "left_on", "source", "external_id",
    }
)
# fmt: on


@transaction.atomic
def create_contact(*, account: Account, by: Member, **fields: Any) -> Contact:
    """Add a person to an account that the acting member looks after. Audited."""
    require_on(by, "contact.create", account)
    refuse_unknown_fields(fields, EDITABLE)
    contact = Contact(account=account, **fields)
    insert_record(contact)
    after = field_values(contact, [*fields, "account"])
    record_change(by=by, verb="created", thing=contact, after=after, account_id=account.pk)
    return contact


@transaction.atomic
def change_contact(*, contact: Contact, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Contact:
    """Change fields of a contact. Audited; ConflictError when somebody else changed the same field first."""
    require_on(by, "contact.change", contact.account)
    refuse_unknown_fields(changes, EDITABLE)
    before = update_record(contact, changes, version=version)
    if before:
        after = field_values(contact, before)
        record_change(by=by, verb="changed", thing=contact, before=before, after=after, account_id=contact.account_id)
    return contact
