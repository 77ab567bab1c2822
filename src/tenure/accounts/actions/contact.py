"""Making, changing and removing contacts."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account, Contact
from tenure.accounts.signals import contact_left
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {
        "name", "salutation", "title", "function", "seniority", "department", "email", "phone", "mobile",
        "language", "left_on", "source", "external_id", "time_zone",
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
    if "left_on" in before:
        contact_left.send(sender=Contact, contact=contact)
    return contact


@transaction.atomic
def link_former_contact(*, contact: Contact, former: Contact | None, by: Member, version: int | None = None) -> Contact:
    """Say who a contact was at a company that they have left, None for nobody known. Audited.

    ConflictError when somebody else has said another one since the contact was read at `version`.

    Raises ValidationError for somebody whom the member does not see, of the same account, who has not left, or who was
    this contact before.
    """
    require_on(by, "contact.change", contact.account)
    if former is not None:
        _refuse_former(contact, former, by)
    before = update_record(contact, {"formerly": former}, version=version)
    if before:
        after = field_values(contact, before)
        record_change(
            by=by, verb="found again", thing=contact, before=before, after=after, account_id=contact.account_id
        )
    return contact


def refuse_strangers(account: Account, contacts: Iterable[Contact], field: str = "contacts") -> None:
    """ValidationError naming the contacts that are not of this account, on the field in which they were named."""
    names = [contact.name for contact in contacts if contact.account_id != account.pk]
    if names:
        sentence = _("%(names)s is not at %(account)s; choose people who are.")
        params = {"names": ", ".join(names), "account": account.name}
        raise ValidationError({field: ValidationError(sentence, params=params)})


def _refuse_former(contact: Contact, former: Contact, by: Member) -> None:
    if not Contact.objects.visible_to(by).filter(pk=former.pk).exists():
        raise ValidationError({"formerly": _("There is no such person, or you may not see them.")})
    if former.account_id == contact.account_id:
        raise ValidationError({"formerly": _("Choose somebody of another account.")})
    if former.left_on is None:
        sentence = _("%(name)s has not left; note the day on which they did first.")
        raise ValidationError({"formerly": ValidationError(sentence, params={"name": former.name})})
    before: int | None = former.pk
    while before is not None:
        if before == contact.pk:
            raise ValidationError({"formerly": _("Nobody was who they became later.")})
        before = Contact.objects.values_list("formerly", flat=True).get(pk=before)
