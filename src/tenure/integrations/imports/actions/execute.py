"""Executing a run: batch after batch, each one transaction that also moves the run's cursor."""

import gc
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.core.statistics import count_again
from tenure.integrations.files.cells import Record
from tenure.integrations.files.tables import Table
from tenure.integrations.imports import causes
from tenure.integrations.imports.actions.creation import create_missing
from tenure.integrations.imports.actions.cursor import claim, keep
from tenure.integrations.imports.actions.parents import put_off_parents, write_parents
from tenure.integrations.imports.actions.plans import write_plans
from tenure.integrations.imports.actions.records import Writer
from tenure.integrations.imports.bad_rows import append_bad_rows
from tenure.integrations.imports.candidates import Candidate
from tenure.integrations.imports.choices import Phase, RunState, Unsure
from tenure.integrations.imports.contacts_alike import ContactsAlike
from tenure.integrations.imports.costs import work_out_costs
from tenure.integrations.imports.directory import Directory
from tenure.integrations.imports.drafts import Draft, Outcome, Part, Problem, Reader, reader
from tenure.integrations.imports.earlier import EarlierRows
from tenure.integrations.imports.entities import ACCOUNT, LINE, PLAN, Entity, Section
from tenure.integrations.imports.mapping import Mapping, mapping_from
from tenure.integrations.imports.matching import Matcher, account_blocks, open_drafts
from tenure.integrations.imports.mending import open_run
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.numbers_seen import NumbersSeen
from tenure.integrations.imports.queries import facts_for
from tenure.integrations.imports.reading_ahead import read_ahead
from tenure.integrations.imports.references import refuse_foreign_orders, resolve
from tenure.integrations.imports.survey import all_rows, identity_places, repeated_identities
from tenure.integrations.imports.tally import Tally
from tenure.people.models import Member

BATCH = 5_000
SELDOM = 500_000
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
    seen: dict[str, NumbersSeen] = field(default_factory=lambda: defaultdict(NumbersSeen))

    @property
    def numbers_positions(self) -> bool:
        """Whether positions of orders are numbered by us, because the file does not."""
        lines = [section for section in self.reader.sections if section.entity is LINE]
        return any(section.label(LINE.field("position")) not in self.reader.headers for section in lines)

    @property
    def has_parents(self) -> bool:
        """Whether the file has accounts and a column for what they stand below."""
        return self.reader.kind.head.entity is ACCOUNT and "parent" in self.reader.headers

    def tracks(self, section: Section) -> bool:
        """Whether rows that speak of one record twice are only known by the record, not by an id in the file."""
        if section.entity is LINE:
            return not self.numbers_positions
        return not section.prefix and "external_id" not in self.reader.headers


def execute_run(run_id: int, *, progress: Progress | None = None) -> ImportRun:
    """Execute a run from where it is to its end, and return it; a finished one is returned as it is.

    It may be killed at any moment and called again. Raises PermissionDenied when the member who started it may no
    longer import, ValidationError when the run was undone, FileError when its file cannot be read any more.
    """
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    require(run.started_by, "import.run")
    if run.state == RunState.UNDONE:
        raise ValidationError(
            _("Import %(run)s was undone; import the file again to have it back."), params={"run": run.pk}
        )
    if run.state == RunState.DONE:
        return run
    refuse_draft(run)
    with _collecting_seldom():
        job = prepare(run)
        for number, batch in enumerate(batches(job), start=1):
            write_batch(job, batch)
            # After each doubling of what was written, so that it costs little however long the file is.
            if number & (number - 1) == 0:
                count_again([section.entity.model for section in job.reader.sections])
            if progress:
                progress(job.run)
        if job.run.phase == Phase.PARENTS:
            job.run = write_parents(job.run, job.reader, job.directory, progress)
    return _finish(job.run)


@contextmanager
def _collecting_seldom() -> Iterator[None]:
    """Let the collector of reference cycles look less often: rows make none, and it would look through all of them.

    Measured on 80,000 rows: a quarter of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def prepare(run: ImportRun) -> Job:
    """Open the run's file and get ready to go on behind its cursor."""
    table = open_run(run)
    mapping = mapping_from(run.mapping)
    source = run.source
    row_reader = reader(table.headers, mapping, facts_for(run), empty_clears=run.options.get("empty_clears", False))
    directory = Directory(source)
    accounts_alike = (
        account_blocks(source, with_ids="external_id" in mapping.columns) if mapping.kind == "accounts" else None
    )
    matcher = Matcher(source, directory, accounts_alike, ContactsAlike(source, run.created_at))
    return Job(
        run,
        run.started_by,
        table,
        row_reader,
        _memory(table, mapping, repeats=run.options["repeats"]),
        directory,
        matcher,
    )


def _memory(table: Table, mapping: Mapping, *, repeats: bool) -> EarlierRows:
    labels = {"lines": "position", "orders": "line.position"}
    counts = mapping.kind in labels and labels[mapping.kind] not in mapping.columns
    places = identity_places(table, mapping)
    repeated = repeated_identities(table, places) if repeats else frozenset()
    return EarlierRows(places, repeated, counts, heads_repeat=mapping.kind != "lines")


def batches(job: Job) -> Iterator[list[Draft]]:
    """The rows behind the cursor as drafts, in batches; those before it are only remembered."""
    if job.run.phase != Phase.ROWS:
        return
    cursor = job.run.cursor
    for drafts in read_ahead(_drafts_of(job)):
        for draft in drafts:
            job.earlier.note(draft)
        _recall(job, [draft for draft in drafts if draft.number <= cursor])
        ahead = [draft for draft in drafts if draft.number > cursor]
        if ahead:
            yield ahead
    _next_phase(job)


def _recall(job: Job, drafts: Sequence[Draft]) -> None:
    """Find out again which records the rows before the cursor spoke of, as far as later rows depend on it."""
    if not drafts or not any(map(job.tracks, job.reader.sections)):
        return
    resolve(drafts, job.reader.sections, job.reader.headers, job.directory)
    _number_positions(job, drafts)
    for section in job.reader.sections:
        rows = _linked(section, drafts)
        unsure = job.matcher.match(section.entity, [part for _, part in rows])
        for place, candidate in unsure.items():
            rows[place][1].id = candidate.id
        if job.tracks(section):
            job.seen[section.entity.name].update(part.id for _, part in rows if part.id)


def _draft(job: Job, record: Record) -> Draft:
    number, cells = record
    draft = job.reader.read(number, cells)
    if len(cells) > len(job.table.headers):
        draft.problems = [Problem(causes.MANY_CELLS, "", "")]
    return draft


def _drafts_of(job: Job) -> Iterator[list[Draft]]:
    rows = all_rows(job.table)
    while chunk := list(itertools.islice(rows, BATCH)):
        yield [_draft(job, record) for record in chunk]


def write_batch(job: Job, drafts: Sequence[Draft]) -> None:
    """Write one batch with all that belongs to it in one transaction; try again when another writer was first."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with transaction.atomic():
                run, spoken_of = _write(job, drafts)
            break
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise
            job.directory.forget()
            drafts = [_again(job, draft) for draft in drafts]
    # Only what is committed may be built upon.
    job.run = run
    for noun, numbers in spoken_of.items():
        job.seen[noun].update(numbers)


def _again(job: Job, draft: Draft) -> Draft:
    """A fresh draft of the row; its place among the earlier rows stays."""
    fresh = _draft(job, (draft.number, draft.cells))
    fresh.position = draft.position
    job.earlier.check(fresh)
    return fresh


def _write(job: Job, drafts: Sequence[Draft]) -> tuple[ImportRun, dict[str, set[int]]]:
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
    if job.has_parents:
        put_off_parents(run, drafts)
    for noun, count in writer.created.items():
        tally.count_record(noun, Outcome.NEW, count)
    _settle(job, run, tally, drafts)
    return run, writer.spoken_of


def _number_positions(job: Job, drafts: Sequence[Draft]) -> None:
    if not job.numbers_positions:
        return
    prefix = next(section.prefix for section in job.reader.sections if section.entity is LINE)
    for draft in drafts:
        if prefix in draft.parts:
            draft.parts[prefix].values["position"] = draft.position


def _linked(section: Section, drafts: Sequence[Draft]) -> list[tuple[Draft, Part]]:
    """The parts of a section that go in, each tied to the records of the parts that it belongs to."""
    rows = open_drafts(drafts, section.prefix)
    for draft, part in rows:
        for name, prefix in section.links.items():
            linked = draft.parts.get(prefix)
            if linked:
                part.values[f"{name}_id"] = linked.id
    return rows


def _write_section(job: Job, writer: Writer, tally: Tally, section: Section, drafts: Sequence[Draft]) -> None:
    rows = _linked(section, drafts)
    while rows:
        waiting = job.matcher.waiting([part for _, part in rows]) if section.entity is ACCOUNT else set()
        _write_rows(job, writer, tally, section, [row for place, row in enumerate(rows) if place not in waiting])
        rows = [row for place, row in enumerate(rows) if place in waiting]


def _write_rows(job: Job, writer: Writer, tally: Tally, section: Section, rows: Sequence[tuple[Draft, Part]]) -> None:
    unsure = job.matcher.match(section.entity, [part for _, part in rows])
    for place, candidate in unsure.items():
        _doubt(writer.run, tally, section.entity, *rows[place], candidate)
    if job.tracks(section):
        _pass_over_repeated(job, writer, section, rows)
    going = [(draft, part) for draft, part in rows if part.outcome is None and not draft.problems]
    if section.entity is PLAN:
        write_plans(writer, going)
    else:
        writer.write(section.entity, going)
    if job.tracks(section):
        writer.spoken_of[section.entity.name].update(part.id for _, part in rows if part.id)
    if section.entity is ACCOUNT:
        for _, part in rows:
            if part.outcome is Outcome.NEW and part.id:
                job.matcher.remember(part.id, part)


def _pass_over_repeated(job: Job, writer: Writer, section: Section, rows: Sequence[tuple[Draft, Part]]) -> None:
    """The first row about a record counts; a second one for the same position of an order is a mistake."""
    noun = section.entity.name
    for draft, part in rows:
        if part.id is None or not (part.id in job.seen[noun] or part.id in writer.spoken_of[noun]):
            continue
        if section.entity is LINE:
            draft.problems.append(Problem(causes.POSITION_TWICE, "position", str(part.values["position"])))
            continue
        part.outcome = Outcome.REPEATED
        if not job.earlier.knows(draft):
            draft.notices.append(Problem(causes.SAID_BEFORE, "", ""))


def _doubt(run: ImportRun, tally: Tally, entity: Entity, draft: Draft, part: Part, candidate: Candidate) -> None:
    """Do with an unsure row what was decided about it or about all; without a word it is listed and stays out."""
    policy = run.decisions.get(str(draft.number), run.options.get("unsure", Unsure.LIST))
    tally.doubt(draft, entity, part, candidate, policy)
    if policy == Unsure.UPDATE:
        part.id = candidate.id
    elif policy == Unsure.LIST:
        part.outcome = Outcome.UNSURE
        tally.rows["unsure"] += 1


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


def refuse_draft(run: ImportRun) -> None:
    """ValidationError for a run whose columns are not settled yet."""
    if run.state == RunState.DRAFT:
        raise ValidationError(
            _("Import %(run)s is a draft; say first which of its columns is which field."), params={"run": run.pk}
        )


def _next_phase(job: Job) -> None:
    """After the rows come the parents that they name, if there is a column for them."""
    with transaction.atomic():
        run = claim(job.run)
        run.phase, run.cursor = (Phase.PARENTS if job.has_parents else Phase.END), 0
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
