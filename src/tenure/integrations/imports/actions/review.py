"""What a person does about a trial: decides about unsure rows, mends bad ones; then it has to be tried out again."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.core.wording import whole
from tenure.integrations.imports.actions.draft import open_run_locked
from tenure.integrations.imports.choices import Unsure
from tenure.integrations.imports.mending import open_run
from tenure.integrations.imports.models import ImportRun
from tenure.people.models import Member

MOST_MENDED = 2_000
MOST_DECIDED = 2_000
LONGEST_CELL = 10_000


@transaction.atomic
def note_check(run: ImportRun, report: Mapping[str, Any]) -> None:
    """Keep what a trial of the run found."""
    ImportRun.objects.filter(pk=run.pk).update(checked=dict(report))


@transaction.atomic
def decide_unsure(
    *, run: ImportRun, by: Member, rows: Mapping[int, Unsure] | None = None, others: Unsure | None = None
) -> ImportRun:
    """Say what becomes of unsure rows, by their numbers, and of all `others`. Audited; what a trial found is void.

    Raises PermissionDenied for a member who may not import, ValidationError once the run has begun or for too many.
    """
    require(by, "import.run")
    run = open_run_locked(run)
    decided = {str(number): Unsure(choice).value for number, choice in (rows or {}).items()}
    run.decisions = {**run.decisions, **decided}
    if len(run.decisions) > MOST_DECIDED:
        raise ValidationError(
            _("%(rows)s rows are decided one by one; at most %(most)s can be."),
            params={"rows": len(run.decisions), "most": MOST_DECIDED},
        )
    if others is not None:
        run.options = {**run.options, "unsure": others.value}
    run.checked = {}
    run.save(update_fields=["decisions", "options", "checked"])
    record_change(by=by, verb="decided", thing=run, after={"rows": len(decided), "others": others})
    return run


def mend_rows(*, run: ImportRun, by: Member, rows: Mapping[int, Sequence[str]]) -> ImportRun:
    """Read these rows, by their numbers, with other cells than the file has. Audited; what a trial found is void.

    Raises PermissionDenied for a member who may not import, ValidationError once the run has begun, for too many rows
    and for a row that has not as many cells as the file has columns.
    """
    require(by, "import.run")
    width = len(open_run(run).headers)
    for number, cells in rows.items():
        if len(cells) != width:
            raise ValidationError(
                _("Row %(row)s was given %(cells)s cells; the file has %(columns)s columns."),
                params={"row": number, "cells": len(cells), "columns": width},
            )
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise ValidationError(
                _("A cell of row %(row)s is longer than %(longest)s characters."),
                params={"row": number, "longest": whole(LONGEST_CELL)},
            )
    return _mended(run, by, {str(number): list(cells) for number, cells in rows.items()})


@transaction.atomic
def _mended(run: ImportRun, by: Member, rows: Mapping[str, list[str]]) -> ImportRun:
    run = open_run_locked(run)
    run.mended = {**run.mended, **rows}
    if len(run.mended) > MOST_MENDED:
        raise ValidationError(
            _("%(rows)s rows are mended one by one; at most %(most)s can be: mend the file instead."),
            params={"rows": whole(len(run.mended)), "most": whole(MOST_MENDED)},
        )
    # A mended id may repeat another row's, which the first look at the file could not know.
    run.options = {**run.options, "repeats": True}
    run.checked = {}
    run.save(update_fields=["mended", "options", "checked"])
    record_change(by=by, verb="mended rows", thing=run, after={"rows": sorted(map(int, rows))})
    return run
