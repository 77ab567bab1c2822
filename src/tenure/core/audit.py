"""The audit log's only writer. Every action calls it inside its own transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from tenure.core.models import AuditEntry
from tenure.core.policy import Actor, hidden_from, kept_from


def field_values(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The named fields as plain values; a foreign key as the number it holds."""
    return {name: getattr(record, getattr(record._meta.get_field(name), "attname", name)) for name in names}


def changes_seen_by(reader: Actor, entry: AuditEntry) -> dict[str, Any]:
    """What an entry changed, but for the fields that the reader may not see of such a thing; nothing of one kept."""
    if entry.noun in kept_from(reader):
        return {}
    hidden = hidden_from(reader, entry.noun)
    return {name: values for name, values in entry.changes.items() if name not in hidden}


def record_change(
    *,
    by: Actor | None,
    verb: str,
    thing: models.Model,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    account_id: int | None = None,
) -> AuditEntry:
    """Write one line of the log: `before` and `after` hold the changed fields only. `by` is None for the system."""
    entry = _entry(by, verb, thing, before or {}, after or {}, account_id)
    entry.save(force_insert=True)
    return entry


@dataclass(frozen=True)
class Changed:
    """One of many records that an action changed together, with its changed fields before and after."""

    thing: models.Model
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    account_id: int | None = None


def record_changes(*, by: Actor | None, verb: str, changed: Iterable[Changed]) -> None:
    """Write one line of the log for each of many records, in as few statements as the database takes."""
    entries = [_entry(by, verb, one.thing, one.before, one.after, one.account_id) for one in changed]
    AuditEntry.objects.bulk_create(entries, batch_size=500)


def _entry(
    by: Actor | None,
    verb: str,
    thing: models.Model,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    account_id: int | None,
) -> AuditEntry:
    names = [*before, *(name for name in after if name not in before)]
    return AuditEntry(
        actor_id=by.pk if by else None,
        actor_name=by.name if by else "Tenure",
        verb=verb,
        noun=thing._meta.model_name or "",
        thing_id=thing.pk,
        thing_version=getattr(thing, "version", 1),
        account_id=account_id,
        changes={name: [before.get(name), after.get(name)] for name in names},
    )
