"""The trash of what hangs on an account: into it and out of it again, the same for all of them."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from tenure.accounts.access import require_on
from tenure.accounts.models import Contact, Document, Interaction
from tenure.core.audit import field_values, record_change
from tenure.core.changes import update_record
from tenure.people.models import Member

Thing = TypeVar("Thing", Contact, Interaction, Document)


@transaction.atomic
def trash_thing(*, thing: Thing, by: Member) -> Thing:
    """Put a person, an interaction with its next step, or a file into the trash. Audited; what it was stays with it."""
    require_on(by, f"{thing._meta.model_name}.delete", thing.account)
    update_record(thing, {"deleted_at": timezone.now()}, version=None)
    record_change(by=by, verb="trashed", thing=thing, account_id=thing.account_id)
    return thing


@transaction.atomic
def restore_thing(*, thing: Thing, by: Member) -> Thing:
    """Take it out of the trash as it was, a file into its row of editions. Audited; twice is the same as once."""
    require_on(by, f"{thing._meta.model_name}.delete", thing.account)
    before = update_record(thing, {"deleted_at": None, **thing.changed_by_restoring()}, version=None)
    if before.pop("deleted_at", None):
        after = field_values(thing, before)
        record_change(by=by, verb="restored", thing=thing, before=before, after=after, account_id=thing.account_id)
    return thing
