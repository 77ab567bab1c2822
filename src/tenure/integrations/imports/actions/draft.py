"""A file on its way to becoming an import: kept at once, its columns settled when a person has looked at them."""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.core.wording import state_word
from tenure.integrations.files.tables import Table, open_table
from tenure.integrations.imports.actions.start import ImportOptions, Prepared, keep_copy, prepare_table, stored_options
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.drafts import shown
from tenure.integrations.imports.entities import FILE_KINDS, MEMBER
from tenure.integrations.imports.mapping import KindGuess, Mapping, guesses_of
from tenure.integrations.imports.mending import open_run
from tenure.integrations.imports.models import ImportRun, LaterParent
from tenure.integrations.imports.queries import unfinished_job_of
from tenure.integrations.imports.survey import open_forms
from tenure.people.models import Member

SAMPLES = 3
SAMPLED_ROWS = 50


def draft_import(*, path: Path, by: Member, name: str = "", kind: str = "") -> ImportRun:
    """Keep our copy of a file with a guess of what it is, however unsure; nothing is decided yet. Audited.

    Raises PermissionDenied for a member who may not import, FileError for a file that cannot be read as a table.
    """
    require(by, "import.run")
    table = open_table(path)
    run = ImportRun(
        kind="",
        state=RunState.DRAFT,
        file_name=(name or path.name)[:255],
        folder=secrets.token_hex(16),
        source="",
        started_by=by,
    )
    guess_columns_of(run, table, kind)
    run.sha256 = keep_copy(path, run)
    return _stored(run, by)


@transaction.atomic
def _stored(run: ImportRun, by: Member) -> ImportRun:
    run.save()
    record_change(by=by, verb="uploaded", thing=run, after={"file": run.file_name, "kind": run.kind})
    return run


def guess_columns_of(run: ImportRun, table: Table, kind: str = "") -> None:
    """Fill a draft in with the likeliest kind, or the one given, and the guess for each of its columns. Unsaved."""
    guesses = guesses_of(table, [kind] if kind else FILE_KINDS)
    best = max(guesses, key=lambda guess: guess.confidence)
    mapping = Mapping(best.kind.name, best.mapped)
    run.kind, run.mapping = best.kind.name, asdict(mapping)
    run.options = {
        **run.options,
        "confidence": best.confidence,
        "columns": columns_of(table, best),
        "notices": list(table.notices),
        "open": open_forms(table, mapping),
        "origin": table.origin,
    }


def columns_of(table: Table, guess: KindGuess) -> list[dict[str, Any]]:
    """Every column with three of its values and the field it is thought to fill."""
    samples = table.sample(SAMPLED_ROWS)
    fields = {found.header: (label, found) for label, found in guess.columns if found.header}
    columns = []
    for header in table.headers:
        label, found = fields.get(header, (None, None))
        columns.append(
            {
                "header": header,
                "field": label,
                "confidence": found.confidence if found else None,
                "why": found.why if found else "not used",
                "samples": _first_different(samples[header]),
            }
        )
    return columns


def _first_different(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(map(shown, texts)))[:SAMPLES]


def set_columns(*, run: ImportRun, options: ImportOptions, by: Member) -> ImportRun:
    """Settle which column is which field and how it is read; what was found out before by a trial is void. Audited.

    Raises PermissionDenied for a member who may not import, FileError for a mapping that does not fit the file or
    leaves open how a column is read, ValidationError for other options, and once the run has begun.
    """
    require(by, "import.run")
    refuse_begun(run)
    # The whole file is looked through before the first write, so that nobody waits for it.
    prepared = prepare_table(open_run(run), options)
    mapping = prepared.survey.mapping
    if MEMBER in {section.entity for section in FILE_KINDS[mapping.kind].sections}:
        require(by, "member.manage")
    return _settled(run, options, prepared, by)


@transaction.atomic
def _settled(run: ImportRun, options: ImportOptions, prepared: Prepared, by: Member) -> ImportRun:
    run = open_run_locked(run)
    mapping = prepared.survey.mapping
    run.kind, run.source, run.mapping = mapping.kind, mapping.source, asdict(mapping)
    run.options = {**run.options, **stored_options(options, prepared), "columns": _settled_columns(run, mapping)}
    run.options["open"] = {}
    run.state, run.total, run.checked, run.decisions = RunState.READY, prepared.survey.rows, {}, {}
    run.save()
    record_change(by=by, verb="settled columns", thing=run, after={"kind": run.kind, "columns": mapping.columns})
    return run


def _settled_columns(run: ImportRun, mapping: Mapping) -> list[dict[str, Any]]:
    """The columns as they were shown, with the fields that were chosen; a guess that was taken keeps its reason."""
    fields = {header: label for label, header in mapping.columns.items()}
    settled = []
    for column in run.options.get("columns", []):
        label = fields.get(column["header"])
        same = label == column["field"]
        given = {"confidence": None, "why": "given" if label else "not used"}
        settled.append({**column, "field": label, **({} if same else given)})
    return settled


def open_run_locked(run: ImportRun) -> ImportRun:
    """The run as it is now, which nobody else changes meanwhile. ValidationError once it has begun or has a job."""
    current = ImportRun.objects.select_for_update(no_key=True).select_related("started_by").get(pk=run.pk)
    refuse_begun(current)
    return current


def refuse_begun(run: ImportRun) -> None:
    """ValidationError for a run that has begun, or that a job is working on."""
    if not run.is_open:
        raise ValidationError(
            _("Import %(run)s is %(state)s; only one that has not begun can be changed."),
            params={"run": run.pk, "state": state_word(run.state)},
        )
    job = unfinished_job_of(run)
    if job:
        raise ValidationError(
            _("Import %(run)s has job %(job)s (%(state)s); wait until it has ended."),
            params={"run": run.pk, "job": job.pk, "state": state_word(job.state)},
        )


def discard_import(*, run: ImportRun, by: Member) -> None:
    """Throw away an import that has not begun, with our copy of its file. Audited.

    Raises PermissionDenied for a member who may not import, ValidationError for a run that has begun.
    """
    require(by, "import.run")
    with transaction.atomic():
        run = open_run_locked(run)
        record_change(by=by, verb="discarded", thing=run, before={"file": run.file_name})
        LaterParent.objects.filter(run=run).delete()
        home = run.home
        run.delete()
    shutil.rmtree(home, ignore_errors=True)
