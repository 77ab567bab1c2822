"""Who changed which field last, read from the audit log."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tenure.accounts.models import Account
from tenure.core.models import AuditEntry, Record
from tenure.core.written import written_once

ENTRIES_READ = 400


@dataclass(frozen=True)
class Rival:
    """Somebody else's change of a field that one was changing oneself."""

    who: str
    at: datetime
    value: Any


def last_change_of(record: Record, field: str) -> Rival | None:
    """Who wrote the field's present value, and when; None where the log does not say."""
    entries = AuditEntry.objects.filter(noun=record._meta.model_name, thing_id=record.pk, changes__has_key=field)
    entry = entries.order_by("-pk").first()
    return Rival(entry.actor_name, entry.at, entry.changes[field][1]) if entry else None


def last_confirmed(account: Account, fields: Collection[str]) -> dict[str, date]:
    """The day on which each field of the account was last written; the day it was made where the log is silent.

    Reads the account's last 400 changes: older ones are taken for as old as the account.
    """
    days = dict.fromkeys(fields, timezone.localdate(account.created_at))
    # From the oldest to the latest, so that the latest stays.
    for at, changes in reversed(_changes_of_account(account.pk)):
        for field in changes.keys() & days.keys():
            days[field] = timezone.localdate(at)
    return days


@written_once
def _changes_of_account(account: int) -> QuerySet[AuditEntry, tuple[datetime, dict[str, Any]]]:
    entries = AuditEntry.objects.filter(noun="account", thing_id=account).order_by("-pk")
    return entries.values_list("at", "changes")[:ENTRIES_READ]
