"""Undoing a run: what it made goes, what it changed is as it was, except where somebody has worked on it since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.models import Account, SeenAccount
from tenure.accounts.signals import OwnerChange, owners_changed
from tenure.core.audit import record_change
from tenure.core.models import AuditEntry
from tenure.core.policy import require
from tenure.core.wording import day
from tenure.insight.models import Standing
from tenure.integrations.imports.actions.records import accounts_of
from tenure.integrations.imports.actions.sets import delete_rows, insert_rows, update_rows
from tenure.integrations.imports.choices import UNDOABLE_FOR, RunState
from tenure.integrations.imports.directory import rows_where
from tenure.integrations.imports.entities import ACCOUNT, ENTITIES
from tenure.integrations.imports.models import ImportChange, ImportRun
from tenure.integrations.imports.undoing import (
    ORDER_OF_REMOVAL,
    Plan,
    Touched,
    has_version,
    model_of,
    relations,
    undo_plan,
    unpublished_standings,
)
from tenure.people.models import Member


@dataclass(frozen=True)
class Undone:
    """What an undoing did: how many records were removed and restored, and which were kept, with the reason."""

    removed: int
    restored: int
    kept: list[dict[str, Any]]


@transaction.atomic
def undo_import(*, run: ImportRun, by: Member) -> Undone:
    """Take back what a run did, in one transaction. Audited.

    Records that were edited since, or that others have come to depend on, stay as they are and are listed.
    Raises PermissionDenied for a member who may not, ValidationError for a run undone already or older than 30 days.
    """
    require(by, "import.undo")
    run = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    refuse_undo(run)
    plan = undo_plan(run)
    removed, restored = 0, 0
    accounts = plan.going(ACCOUNT.name)
    delete_rows(Standing, unpublished_standings(accounts))
    delete_rows(SeenAccount, [pk for (pk,) in rows_where(SeenAccount, "account_id", accounts, "pk")])
    _give_back_owners(plan, by)
    for noun in ORDER_OF_REMOVAL:
        going, changed = plan.going(noun), {pk: record for pk, record in plan.free(noun).items() if not record.made}
        _remove(model_of(noun), going)
        _restore(run, noun, changed, by)
        if noun in ENTITIES:
            removed, restored = removed + len(going), restored + len(changed)
    return _close(run, plan, removed, restored, by)


def _give_back_owners(plan: Plan, by: Member) -> None:
    """Tell that accounts go back to whom the run took them from; their places on the teams are restored after it."""
    free = plan.free(ACCOUNT.name)
    former = {pk: one.before["owner_id"] for pk, one in free.items() if not one.made and "owner_id" in one.before}
    today = rows_where(ACCOUNT.model, "pk", former, "pk", "owner_id")
    changes = [OwnerChange(pk, owner, former[pk]) for pk, owner in today if owner]
    owners_changed.send(sender=Account, changes=changes, by=by)


def _close(run: ImportRun, plan: Plan, removed: int, restored: int, by: Member) -> Undone:
    undone = Undone(removed, restored, plan.kept())
    run.state, run.undone_at = RunState.UNDONE, timezone.now()
    run.tally = {**run.tally, "undone": {"removed": removed, "restored": restored, "kept": undone.kept}}
    run.save(update_fields=["state", "undone_at", "tally"])
    record_change(by=by, verb="undid import", thing=run, after={"removed": removed, "restored": restored})
    return undone


def refuse_undo(run: ImportRun) -> None:
    """ValidationError for a run that was undone already or is too old to be."""
    if run.state == RunState.UNDONE and run.undone_at:
        raise ValidationError(
            _("Import %(run)s was undone already, on %(day)s."), params={"run": run.pk, "day": day(run.undone_at)}
        )
    if timezone.now() - run.created_at > UNDOABLE_FOR:
        raise ValidationError(
            _("Import %(run)s is of %(day)s; an import can be undone for %(days)s days."),
            params={"run": run.pk, "day": day(run.created_at), "days": UNDOABLE_FOR.days},
        )


def _remove(model: type[models.Model], numbers: set[int]) -> None:
    """Delete records; those that point to one another, as units to their group, let go first."""
    for relation in relations(model):
        if relation.related_model is model:
            update_rows(model, {pk: {relation.field.attname: None} for pk in numbers})
    delete_rows(model, sorted(numbers))


def _restore(run: ImportRun, noun: str, records: Mapping[int, Touched], by: Member) -> None:
    """Give changed records their earlier values back; that is a change of its own, with a version of its own."""
    if not records:
        return
    model, now = model_of(noun), timezone.now()
    columns = {column.attname: column for column in model._meta.concrete_fields}
    values = {
        pk: {name: columns[name].to_python(value) for name, value in record.before.items()}
        for pk, record in records.items()
    }
    if not has_version(model):
        update_rows(model, {pk: row for pk, row in values.items() if row})
        return
    _audit(noun, records, values, by, now)
    stamps = {pk: {"version": record.version + 1, "updated_at": now} for pk, record in records.items()}
    update_rows(model, {pk: {**row, **stamps[pk]} for pk, row in values.items()})
    _renumber(run, noun, records)


def _renumber(run: ImportRun, noun: str, records: Mapping[int, Touched]) -> None:
    """Tell the notes of earlier runs that what they left behind has a new version now: it is as they left it."""
    table = connection.ops.quote_name(ImportChange._meta.db_table)
    rows = [(record.version + 1, pk, noun, record.first_version, run.pk) for pk, record in records.items()]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET version = %s "  # noqa: S608 - our own name
            "WHERE object_id = %s AND noun = %s AND version = %s AND run_id <> %s",
            rows,
        )


def _audit(
    noun: str, records: Mapping[int, Touched], values: Mapping[int, dict[str, Any]], by: Member, now: datetime
) -> None:
    entity = ENTITIES[noun]
    names = {column.attname: column.name for column in entity.model._meta.concrete_fields}
    wanted = sorted({name for row in values.values() for name in row} | set(names) & {"account_id", "order_id"})
    rows = rows_where(entity.model, "pk", records, "pk", *wanted)
    old = {row[0]: dict(zip(wanted, row[1:], strict=True)) for row in rows}
    accounts = accounts_of(entity, old)
    common = {"at": now, "actor_id": by.pk, "actor_name": by.name, "verb": "undid import"}
    insert_rows(
        AuditEntry,
        [
            {
                **common,
                "noun": entity.model._meta.model_name,
                "thing_id": pk,
                "thing_version": record.version + 1,
                "account_id": accounts.get(pk),
                "changes": {names[name]: [old[pk][name], value] for name, value in values[pk].items()},
            }
            for pk, record in records.items()
        ],
    )
