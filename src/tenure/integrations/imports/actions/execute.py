"""Executing a run: batch after batch, each one transaction that also moves the run's cursor."""

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.integrations.files.cells import Record
from tenure.integrations.files.tables import Table, open_table
from tenure.integrations.imports.actions.creation import create_missing
from tenure.integrations.imports.actions.cursor import claim, keep
from tenure.integrations.imports.actions.parents import write_parents
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.bad_rows import append_bad_rows
from tenure.integrations.imports.choices import Phase, RunState, Unsure
from tenure.integrations.imports.costs import work_out_costs
from tenure.integrations.imports.directory import Directory
from tenure.integrations.imports.drafts import Draft, Outcome, Part, Problem, Reader, reader
from tenure.integrations.imports.earlier import EarlierRows
from tenure.integrations.imports.entities import ACCOUNT, LINE, Section
from tenure.integrations.imports.mapping import Mapping, mapping_from
from tenure.integrations.imports.matching import Candidate, Matcher, account_blocks, open_drafts
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import facts_for
from tenure.integrations.imports.references import refuse_foreign_orders, resolve
from tenure.integrations.imports.survey import all_rows, identity_columns, repeated_identities
from tenure.integrations.imports.tally import Tally
from tenure.people.models import Member

BATCH = 5_000
ATTEMPTS = 3
Progress = Callable[[ImportRun], None]


@dataclass
class Job:
    """A run with all that its batches need."""

    run: ImportRun
    by: Member
    table: Table
    reader: Reader
    earlier: EarlierRows
    directory: Directory
    matcher: Matcher

    @property
    def numbers_positions(self) -> bool:
        """Whether positions of orders are numbered by us, because the file does not."""
        lines = [section for section in self.reader.sections if section.entity is LINE]
        return any(section.label(LINE.field("position")) not in self.reader.headers for section in lines)


def execute_run(run_id: int, *, progress: Progress | None = None) -> ImportRun:
    """Execute a run from where it is to its end, and return it; a finished one is returned as it is.

    It may be killed at any moment and called again. Raises PermissionDenied when the member who started it may no
    longer import, ValidationError when the run was undone, FileError when its file cannot be read any more.
    """
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    require(run.started_by, "import.run")
    if run.state == RunState.UNDONE:
        raise ValidationError(f"Import {run.pk} was undone; import the file again to have it back.")
    if run.state == RunState.DONE:
        return run
    job = prepare(run)
    for batch in batches(job):
        write_batch(job, batch)
        if progress:
            progress(job.run)
    if job.run.phase == Phase.PARENTS:
        job.run = write_parents(job.run, job.reader, job.directory, _drafts_of(job), progress)
    return _finish(job.run)


def prepare(run: ImportRun) -> Job:
    """Open the run's file and get ready to go on behind its cursor."""
    table = open_table(run.stored_file, sheet=run.options.get("sheet"))
    mapping = mapping_from(run.mapping)
    source = run.source
    row_reader = reader(table.headers, mapping, facts_for(run))
    directory = Directory(source)
    accounts_alike = (
        account_blocks(source, with_ids="external_id" in mapping.columns) if mapping.kind == "accounts" else None
    )
    matcher = Matcher(source, directory, accounts_alike)
    return Job(run, run.started_by, table, row_reader, _memory(table, mapping), directory, matcher)


def _memory(table: Table, mapping: Mapping) -> EarlierRows:
    head, mapped = mapping.kind, mapping.columns
    indexes: tuple[int, ...]
    labels = {"lines": "position", "orders": "line.position"}
    counts = head in labels and labels[head] not in mapped
    if head == "lines":
        indexes = (table.headers.index(mapped["order"]),)
    else:
        indexes = tuple(table.headers.index(header) for header in identity_columns(mapping))
    repeated = repeated_identities(table, indexes) if indexes else frozenset()
    return EarlierRows(indexes, repeated, counts, heads_repeat=head != "lines")


def batches(job: Job) -> Iterator[list[Draft]]:
    """The rows behind the cursor as drafts, in batches; those before it are only remembered."""
    if job.run.phase != Phase.ROWS:
        return
    cursor = job.run.cursor
    rows = all_rows(job.table)
    for number, cells in rows:
        if number > cursor:
            rows = itertools.chain([(number, cells)], rows)
            break
        job.earlier.note(_draft(job, (number, cells)))
    else:
        rows = iter(())
    while chunk := list(itertools.islice(rows, BATCH)):
        drafts = [_draft(job, record) for record in chunk]
        for draft in drafts:
            job.earlier.note(draft)
        yield drafts
    _next_phase(job)


def _draft(job: Job, record: Record) -> Draft:
    number, cells = record
    draft = job.reader.read(number, cells)
    if len(cells) > len(job.table.headers):
        draft.problems = [Problem("The row has more cells than there are columns.", "", "")]
    return draft


def _drafts_of(job: Job) -> Iterator[Draft]:
    return (_draft(job, record) for record in all_rows(job.table))


def write_batch(job: Job, drafts: Sequence[Draft]) -> None:
    """Write one batch with all that belongs to it in one transaction; try again when another writer was first."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                run, made = _write(job, drafts)
            break
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            job.directory.forget()
            drafts = [_again(job, draft) for draft in drafts]
    # Only what is committed may be built upon.
    job.run = run
    for account, part in made:
        job.matcher.remember(account, part)


def _again(job: Job, draft: Draft) -> Draft:
    """A fresh draft of the row; its place among the earlier rows stays."""
    fresh = _draft(job, (draft.number, draft.cells))
    fresh.position = draft.position
    job.earlier.check(fresh)
    return fresh


def _write(job: Job, drafts: Sequence[Draft]) -> tuple[ImportRun, list[tuple[int, Part]]]:
    run = claim(job.run)
    tally = Tally.load(run.tally)
    writer = Writer(run, job.by, job.reader.facts, timezone.now())
    create_missing(writer, drafts, job.reader, job.directory, run.options.get("create_missing", []))
    resolve(drafts, job.reader.sections, job.reader.headers, job.directory)
    refuse_foreign_orders(drafts, job.reader.sections)
    work_out_costs(drafts, job.reader.sections)
    _number_positions(job, drafts)
    for section in job.reader.sections:
        _write_section(job, writer, tally, section, drafts)
    for noun, count in writer.created.items():
        tally.count_record(noun, Outcome.NEW, count)
    _settle(job, run, tally, drafts)
    return run, writer.made


def _number_positions(job: Job, drafts: Sequence[Draft]) -> None:
    if not job.numbers_positions:
        return
    prefix = next(section.prefix for section in job.reader.sections if section.entity is LINE)
    for draft in drafts:
        if prefix in draft.parts:
            draft.parts[prefix].values["position"] = draft.position


def _write_section(job: Job, writer: Writer, tally: Tally, section: Section, drafts: Sequence[Draft]) -> None:
    rows = open_drafts(drafts, section.prefix)
    for draft, part in rows:
        for name, prefix in section.links.items():
            linked = draft.parts.get(prefix)
            if linked:
                part.values[f"{name}_id"] = linked.id
    unsure = job.matcher.match(section.entity, [part for _, part in rows])
    for place, candidate in unsure.items():
        _doubt(writer.run, tally, *rows[place], candidate)
    writer.write(section.entity, [(draft, part) for draft, part in rows if part.outcome is not Outcome.UNSURE])


def _doubt(run: ImportRun, tally: Tally, draft: Draft, part: Part, candidate: Candidate) -> None:
    """Do with an unsure row what the run's options say; without a word it is listed and stays out."""
    policy = run.options.get("unsure", Unsure.LIST)
    if policy == Unsure.UPDATE:
        part.id = candidate.id
    elif policy == Unsure.LIST:
        part.outcome = Outcome.UNSURE
        tally.doubt(draft, str(part.values.get("name", "")), candidate)


def _settle(job: Job, run: ImportRun, tally: Tally, drafts: Sequence[Draft]) -> None:
    """Count the rows, write down the refused ones, and move the cursor behind the last."""
    nouns = {section.prefix: section.entity.name for section in job.reader.sections}
    for draft in drafts:
        tally.count(draft, nouns)
    bad = [draft for draft in drafts if draft.problems and not draft.left_out]
    run.bad_bytes = append_bad_rows(
        run.bad_rows_file, run.bad_bytes, job.table.headers, bad, positions=job.numbers_positions
    )
    run.cursor, run.done = drafts[-1].number, run.done + len(drafts)
    keep(run, tally)


def _next_phase(job: Job) -> None:
    """After the rows come the parents that they name, if there is a column for them."""
    with transaction.atomic():
        run = claim(job.run)
        has_parents = ACCOUNT in {section.entity for section in job.reader.sections} and "parent" in job.reader.headers
        run.phase, run.cursor = (Phase.PARENTS if has_parents else Phase.END), 0
        run.save(update_fields=["phase", "cursor"])
    job.run = run


@transaction.atomic
def _finish(run: ImportRun) -> ImportRun:
    """Close the run, with one line in the audit log that says what it did."""
    run = claim(run)
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at"])
    counts: dict[str, Any] = {"rows": run.tally.get("rows", {}), "records": run.tally.get("records", {})}
    record_change(by=run.started_by, verb="imported", thing=run, after=counts)
    return run
