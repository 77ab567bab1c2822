"""The trash of what hangs on an account: into it and out of it again, the same for all of them."""

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from tenure.accounts.access import require_on
from tenure.accounts.actions.last_met import keep_last_met
from tenure.accounts.models import Commitment, Contact, Document, Interaction
from tenure.core.audit import field_values, record_change
from tenure.core.changes import update_record
from tenure.people.models import Member

Thing = TypeVar("Thing", Contact, Interaction, Document, Commitment)


@transaction.atomic
def trash_thing(*, thing: Thing, by: Member) -> Thing:
    """Put a person, an interaction with what came from it, a file or a commitment into the trash. Audited.

    What it was stays with it.
    """
    require_on(by, f"{thing._meta.model_name}.delete", thing.account)
    now = timezone.now()
    _trash(thing, now, by)
    if isinstance(thing, Interaction):
        keep_last_met(thing.contacts.values_list("pk", flat=True))
        for commitment in thing.commitments.filter(deleted_at=None):
            _trash(commitment, now, by)
    return thing


@transaction.atomic
def restore_thing(*, thing: Thing, by: Member) -> Thing:
    """Take it out of the trash as it was, a file into its row of editions, an interaction with what went along.

    Audited; twice is the same as once.
    """
    require_on(by, f"{thing._meta.model_name}.delete", thing.account)
    trashed_at = thing.deleted_at
    _restore(thing, by)
    if isinstance(thing, Interaction) and trashed_at is not None:
        keep_last_met(thing.contacts.values_list("pk", flat=True))
        for commitment in thing.commitments.filter(deleted_at=trashed_at):
            _restore(commitment, by)
    return thing


def _trash(thing: Thing, at: datetime, by: Member) -> None:
    update_record(thing, {"deleted_at": at}, version=None)
    record_change(by=by, verb="trashed", thing=thing, account_id=thing.account_id)


def _restore(thing: Thing, by: Member) -> None:
    before = update_record(thing, {"deleted_at": None, **thing.changed_by_restoring()}, version=None)
    if before.pop("deleted_at", None):
        after = field_values(thing, before)
        record_change(by=by, verb="restored", thing=thing, before=before, after=after, account_id=thing.account_id)
