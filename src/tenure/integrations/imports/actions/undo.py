"""Undoing a run: what it made goes, what it changed is as it was, except where somebody has worked on it since."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.models import AuditEntry
from tenure.core.policy import require
from tenure.integrations.imports.actions.records import NOTED_MODELS
from tenure.integrations.imports.actions.sets import delete_rows, insert_rows, update_rows
from tenure.integrations.imports.choices import ChangeKind, RunState
from tenure.integrations.imports.directory import rows_where
from tenure.integrations.imports.entities import ENTITIES
from tenure.integrations.imports.models import ImportChange, ImportRun
from tenure.people.models import Member

UNDOABLE_FOR = timedelta(days=30)
EDITED = "edited since"
NEEDED = "others depend on it"
GONE = "no longer there"


@dataclass
class Undone:
    """What an undoing did: how many records went or were restored, and which were kept, with the reason."""

    removed: int = 0
    restored: int = 0
    kept: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Touched:
    """One record that the run made or changed: its earliest values, and its version after the last change."""

    made: bool = False
    before: dict[str, Any] = field(default_factory=dict)
    version: int = 0


@transaction.atomic
def undo_import(*, run: ImportRun, by: Member) -> Undone:
    """Take back what a run did, in one transaction. Audited.

    Records that were edited since, or that others have come to depend on, stay as they are and are listed.
    Raises PermissionDenied for a member who may not, ValidationError for a run undone already or older than 30 days.
    """
    require(by, "import.undo")
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    _refuse_late(run)
    undone = Undone()
    for noun, records in _touched(run).items():
        _take_back(noun, records, undone, by)
    run.state, run.undone_at = RunState.UNDONE, timezone.now()
    run.tally = {**run.tally, "undone": {"removed": undone.removed, "restored": undone.restored, "kept": undone.kept}}
    run.save(update_fields=["state", "undone_at", "tally"])
    record_change(by=by, verb="undid import", thing=run, after={"removed": undone.removed, "restored": undone.restored})
    return undone


def _refuse_late(run: ImportRun) -> None:
    if run.state == RunState.UNDONE:
        raise ValidationError(f"Import {run.pk} was undone already, on {run.undone_at:%Y-%m-%d}.")
    if timezone.now() - run.created_at > UNDOABLE_FOR:
        raise ValidationError(
            f"Import {run.pk} is of {run.created_at:%Y-%m-%d}; an import can be undone for {UNDOABLE_FOR.days} days."
        )


def _touched(run: ImportRun) -> dict[str, dict[int, Touched]]:
    """The run's records by noun, the last noun first: what was made last may depend on what was made before."""
    touched: dict[str, dict[int, Touched]] = defaultdict(lambda: defaultdict(Touched))
    changes = ImportChange.objects.filter(run=run).order_by("id")
    for noun, pk, kind, before, version in changes.values_list(
        "noun", "object_id", "kind", "before", "version"
    ).iterator(chunk_size=5_000):
        record = touched[noun][pk]
        record.made = record.made or kind == ChangeKind.CREATED
        record.before = {**(before or {}), **record.before}
        record.version = version
    return dict(sorted(touched.items(), key=lambda entry: -ORDER.index(entry[0])))


ORDER = [
    "member", "rating question", "exchange rate", "account", "product", "contact", "order", "order line", "delivery",
    "invoice", "rating", *NOTED_MODELS,
]  # fmt: skip


def model_of(noun: str) -> type[models.Model]:
    """The model of a noun in the run's notes."""
    return NOTED_MODELS[noun] if noun in NOTED_MODELS else ENTITIES[noun].model


def _take_back(noun: str, records: Mapping[int, Touched], undone: Undone, by: Member) -> None:
    model = model_of(noun)
    has_version = any(column.name == "version" for column in model._meta.concrete_fields)
    locked = model._default_manager.select_for_update(no_key=True).order_by("pk")
    list(locked.filter(pk__in=records).values_list("pk"))
    versions = dict(rows_where(model, "pk", records, "pk", "version" if has_version else "pk"))
    untouched = {}
    for pk, record in records.items():
        if pk not in versions:
            _keep(undone, noun, pk, GONE)
        elif has_version and versions[pk] != record.version:
            _keep(undone, noun, pk, EDITED)
        else:
            untouched[pk] = record
    _remove(noun, model, {pk for pk, record in untouched.items() if record.made}, undone)
    _restore(noun, model, {pk: record for pk, record in untouched.items() if not record.made}, undone, by)


def _keep(undone: Undone, noun: str, pk: int, why: str) -> None:
    undone.kept.append({"noun": noun, "id": pk, "why": why})


def _remove(noun: str, model: type[models.Model], numbers: set[int], undone: Undone) -> None:
    """Delete what the run made, except what others depend on; siblings that go together do not hold each other."""
    while needed := _needed(model, numbers):
        numbers -= needed
        for pk in sorted(needed):
            _keep(undone, noun, pk, NEEDED)
    for relation in _relations(model):
        if relation.related_model is model:
            update_rows(model, {pk: {relation.field.attname: None} for pk in numbers})
    delete_rows(model, sorted(numbers))
    if noun in ENTITIES:
        undone.removed += len(numbers)


def _needed(model: type[models.Model], numbers: set[int]) -> set[int]:
    """Those of the records that something points to which does not go with them."""
    needed: set[int] = set()
    for relation in _relations(model):
        name = relation.field.attname
        for pk, target in rows_where(relation.related_model, name, numbers, "pk", name):
            if relation.related_model is not model or pk not in numbers:
                needed.add(target)
    return needed


def _relations(model: type[models.Model]) -> list[Any]:
    """Every foreign key that points to the model."""
    return [relation for relation in model._meta.related_objects if relation.field.concrete]


def _restore(noun: str, model: type[models.Model], records: Mapping[int, Touched], undone: Undone, by: Member) -> None:
    """Give changed records their earlier values back; that is a change of its own, with a version of its own."""
    has_version = any(column.name == "version" for column in model._meta.concrete_fields)
    now = timezone.now()
    fields = {column.attname: column for column in model._meta.concrete_fields}
    changes = {}
    for pk, record in records.items():
        values = {name: fields[name].to_python(value) for name, value in record.before.items()}
        changes[pk] = {**values, "version": record.version + 1, "updated_at": now} if has_version else values
    after = _values_of(model, records)
    update_rows(model, changes)
    if has_version:
        _audit(noun, model, records, after, by)
    if noun in ENTITIES:
        undone.restored += len(changes)


def _values_of(model: type[models.Model], records: Mapping[int, Touched]) -> dict[int, dict[str, Any]]:
    names = sorted({name for record in records.values() for name in record.before})
    rows = rows_where(model, "pk", records, "pk", *names)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}


def _audit(
    noun: str, model: type[models.Model], records: Mapping[int, Touched], after: Mapping[int, Any], by: Member
) -> None:
    common = {"actor_id": by.pk, "actor_name": by.name, "verb": "undid import", "noun": model._meta.model_name}
    insert_rows(
        AuditEntry,
        [
            {
                **common,
                "thing_id": pk,
                "thing_version": record.version + 1,
                "account_id": pk if noun == "account" else None,
                "changes": {name: [after[pk][name], value] for name, value in record.before.items()},
            }
            for pk, record in records.items()
        ],
    )
