"""Making a record, and changing one without losing what somebody else changed meanwhile."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import field_values
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry, Record


def insert_record(record: models.Model) -> None:
    """Write a new record; ValidationError for a bad value, or for one that stands in another record's way.

    The database alone decides whether a constraint is kept, two requests at once included. Only when it refuses are
    the constraints asked one by one, for the sentence. References are not asked for: whoever made the record had them.
    """
    record.clean_fields(exclude={field.name for field in record._meta.fields if field.is_relation})
    record.clean()
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError:
        record.full_clean()
        raise


def refuse_unchangeable(changes: Mapping[str, Any], changeable: frozenset[str]) -> None:
    """ValidationError naming the fields that cannot be changed here, and those that can."""
    unknown = sorted(set(changes) - changeable)
    if unknown:
        raise ValidationError(
            _("%(unknown)s cannot be changed; %(changeable)s can."),
            params={"unknown": ", ".join(unknown), "changeable": ", ".join(sorted(changeable))},
        )


def update_record(record: Record, changes: Mapping[str, Any], *, version: int | None) -> dict[str, Any]:
    """Write the changed fields when nobody else has changed the same ones since `version`; return their old values.

    `version` is the one the person saw; None means the record as just loaded. Changes that others made to other fields
    stay: the two merge. Nothing is written, and {} returned, when every value is already what was asked for.
    Raises ConflictError with the others' values when the same field was changed, ValidationError for a bad value.
    """
    base = record.version if version is None else version
    record.refresh_from_db()
    if record.version != base:
        _refuse_overlap(record, changes, base)
    before = field_values(record, changes)
    for name, value in changes.items():
        setattr(record, name, value)
    record.full_clean()
    after = field_values(record, changes)
    changed = [name for name in changes if after[name] != before[name]]
    if changed:
        _write(record, changed)
    return {name: before[name] for name in changed}


def _write(record: Record, changed: list[str]) -> None:
    seen = record.version
    record.version, record.updated_at = seen + 1, timezone.now()
    values = {name: getattr(record, name) for name in [*changed, "version", "updated_at"]}
    # The version is compared by the UPDATE itself, so two writers that read the same row cannot both win.
    if not type(record)._default_manager.filter(pk=record.pk, version=seen).update(**values):
        raise ConflictError(dict.fromkeys(changed), seen)


def _refuse_overlap(record: Record, changes: Mapping[str, Any], base: int) -> None:
    entries = AuditEntry.objects.filter(
        noun=record._meta.model_name, thing_id=record.pk, thing_version__gt=base
    ).values_list("changes", flat=True)
    theirs = {name for entry in entries for name in entry}
    overlap = field_values(record, sorted(theirs & set(changes)))
    if overlap:
        raise ConflictError(overlap, record.version)
