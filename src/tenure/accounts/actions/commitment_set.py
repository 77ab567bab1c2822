"""Several commitments of one account made, thrown away and taken back together, in a handful of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tenure.accounts.access import require_on
from tenure.accounts.actions.commitment import refuse_people
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.accounts.models import Account, Commitment, Contact
from tenure.core.audit import Changed, field_values, record_changes
from tenure.people.models import Member

WRITTEN = ("account", "kind", "text", "owner", "contact", "department", "due_on", "origin")


@dataclass(frozen=True)
class Wanted:
    """What is to be owed by a day, by one of ours, one of theirs, or nobody yet; `department` has to deliver."""

    text: str
    due_on: date
    owner: Member | None = None
    contact: Contact | None = None
    department: str = ""


@transaction.atomic
def make_commitments(
    *, account: Account, wanted: Iterable[Wanted], kind: CommitmentKind, origin: CommitmentOrigin, by: Member
) -> list[Commitment]:
    """Note several commitments of an account at once, in their order. Audited, each by itself.

    Raises PermissionDenied for an account the member does not see, ValidationError for a bad field, somebody of another
    account, or somebody of ours who does not see the account; then none is made.
    """
    require_on(by, "commitment.create", account)
    rows = [_commitment(account, one, kind, origin) for one in wanted]
    for person in {row.owner for row in rows if row.owner}:
        refuse_people(account, {"owner": person})
    for contact in {row.contact for row in rows if row.contact}:
        refuse_people(account, {"contact": contact})
    for row in rows:
        row.clean_fields(exclude=("account", "owner", "contact"))
    Commitment.objects.bulk_create(rows)
    changed = [Changed(row, {}, field_values(row, WRITTEN), account_id=account.pk) for row in rows]
    record_changes(by=by, verb="created", changed=changed)
    return rows


def _commitment(account: Account, one: Wanted, kind: CommitmentKind, origin: CommitmentOrigin) -> Commitment:
    values: Mapping[str, Any] = {"owner": one.owner, "contact": one.contact, "department": one.department}
    return Commitment(
        account=account, kind=kind, origin=origin, text=one.text, due_on=one.due_on, first_due_on=one.due_on, **values
    )


def trash_commitments(*, account: Account, commitments: Sequence[Commitment], at: datetime, by: Member) -> None:
    """Put commitments of an account into the trash together, at one moment. Audited, each by itself."""
    _set_trashed(account, commitments, at, "trashed", by)


def restore_commitments(*, account: Account, commitments: Sequence[Commitment], by: Member) -> None:
    """Take commitments of an account out of the trash together. Audited, each by itself."""
    _set_trashed(account, commitments, None, "restored", by)


@transaction.atomic
def _set_trashed(
    account: Account, commitments: Sequence[Commitment], moment: datetime | None, verb: str, by: Member
) -> None:
    require_on(by, "commitment.delete", account)
    rows = Commitment.objects.filter(pk__in=[one.pk for one in commitments])
    rows.update(deleted_at=moment, version=F("version") + 1, updated_at=timezone.now())
    for one in commitments:
        one.deleted_at, one.version = moment, one.version + 1
    record_changes(by=by, verb=verb, changed=[Changed(one, {}, {}, account_id=account.pk) for one in commitments])
