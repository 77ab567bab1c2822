"""What is agreed with a client: their roadmap, what they expect and what they got; the same acts for all of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import can, require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account, Contact
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.wording import day
from tenure.growth.models import AcceptedThing, ClientThing
from tenure.people.models import Member

Thing = TypeVar("Thing", bound=ClientThing)
Accepted = TypeVar("Accepted", bound=AcceptedThing)


@transaction.atomic
def add_client_thing(model: type[Thing], /, *, account: Account, by: Member, **fields: Any) -> Thing:
    """Note something of a client's roadmap, expectations or benefits. Audited.

    Raises ValidationError for a bad field, an owner who does not see the account, or a contact of another one.
    """
    require_on(by, "roadmap.change", account)
    refuse_unknown_fields(fields, frozenset(model.EDITABLE))
    thing = model(account=account, **fields)
    _refuse_people(account, fields)
    insert_record(thing)
    after = field_values(thing, [*fields, "account"])
    record_change(by=by, verb="created", thing=thing, after=after, account_id=account.pk)
    return thing


@transaction.atomic
def change_client_thing(*, thing: Thing, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Thing:
    """Change fields of it. Audited. Others' changes to other fields stay; to the same ones: ConflictError.

    What the client has accepted stays as they accepted it, but for who answers for it and whether they see it.
    """
    refuse_unknown_fields(changes, frozenset(thing.EDITABLE))
    _refuse_people(thing.account, changes)
    if isinstance(thing, AcceptedThing) and thing.accepted_on and set(changes) - {"owner", "contact", "client_visible"}:
        sentence = _("The client accepted this on %(day)s; take their acceptance back before you change it.")
        raise ValidationError(sentence, params={"day": day(thing.accepted_on)})
    return _change(thing, changes, by=by, verb="changed", version=version)


@transaction.atomic
def accept_client_thing(
    *, thing: Accepted, by: Member, accepted_by: Contact, accepted_on: date, version: int | None = None
) -> Accepted:
    """Note who accepted it for the client, and on which day. Audited.

    Raises ValidationError for somebody of another account or a day that has not come.
    """
    if accepted_by.account_id != thing.account_id:
        raise ValidationError({"accepted_by": _("Choose somebody of this account.")})
    today = timezone.localdate()
    if accepted_on > today:
        params = {"today": day(today), "day": day(accepted_on)}
        sentence = _("It was accepted on a day until %(today)s; %(day)s has not come.")
        raise ValidationError({"accepted_on": ValidationError(sentence, params=params)})
    changes = {"accepted_by": accepted_by, "accepted_on": accepted_on}
    return _change(thing, changes, by=by, verb="accepted", version=version)


@transaction.atomic
def take_acceptance_back(*, thing: Accepted, by: Member, version: int | None = None) -> Accepted:
    """Take back that the client accepted it. Audited; twice is the same as once."""
    changes = {"accepted_by": None, "accepted_on": None}
    return _change(thing, changes, by=by, verb="took back", version=version)


@transaction.atomic
def remove_client_thing(*, thing: Thing, by: Member) -> Thing:
    """Take it off the client's pages; it can be put back. Audited; twice is the same as once."""
    changes = {"deleted_at": thing.deleted_at or timezone.now()}
    return _change(thing, changes, by=by, verb="trashed", version=None)


@transaction.atomic
def restore_client_thing(*, thing: Thing, by: Member) -> Thing:
    """Put back what was taken off, as it was. Audited; twice is the same as once."""
    return _change(thing, {"deleted_at": None}, by=by, verb="restored", version=None)


def _change(thing: Thing, changes: Mapping[str, Any], *, by: Member, verb: str, version: int | None) -> Thing:
    require_on(by, "roadmap.change", thing.account)
    before = update_record(thing, changes, version=version)
    if before:
        seen = {} if "deleted_at" in before else before
        after = field_values(thing, seen)
        record_change(by=by, verb=verb, thing=thing, before=seen, after=after, account_id=thing.account_id)
    return thing


def _refuse_people(account: Account, fields: Mapping[str, Any]) -> None:
    owner, contact = fields.get("owner"), fields.get("contact")
    if owner is not None and not can(owner, "account.see", account):
        sentence = _("%(member)s does not see %(account)s; put them on its team first.")
        params = {"member": owner.name, "account": account.name}
        raise ValidationError({"owner": ValidationError(sentence, params=params)})
    if contact is not None and contact.account_id != account.pk:
        raise ValidationError({"contact": _("Choose somebody of this account.")})
