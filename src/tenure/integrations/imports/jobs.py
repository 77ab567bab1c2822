"""Imports as background work, for doors that cannot wait.

What they bring in or take back changes the portfolio, so each asks for a ranking when it has ended. The command line
does not come by here: it ranks when it shows the portfolio.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError

from tenure.core.actions import notify
from tenure.core.doors import takes
from tenure.core.jobs import Job
from tenure.insight.actions.queue import queue_ranking
from tenure.integrations.files.errors import FileError
from tenure.integrations.imports.actions import execute_run, undo_import
from tenure.integrations.imports.actions.preview import preview_apart
from tenure.integrations.imports.actions.review import note_check
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import run_report
from tenure.people.models import Member

TOLD_IN_ADVANCE = ("run", "rows", "records", "refused", "left_out", "unsure", "notices")
CHECKED = (*TOLD_IN_ADVANCE, "decided")


@takes("import.run")
def run_import(job: Job) -> Mapping[str, Any]:
    """Execute the run that the job names ("run"), from wherever an earlier attempt has left it."""
    with _file_errors_as_refusals():
        run = execute_run(job.arguments["run"], progress=lambda run: job.report(run.done, run.total))
    ranking = queue_ranking(by=run.started_by)
    report = run_report(run)
    rows = {name: report["rows"][name] for name in ("read", "refused")}
    members, occasion = [run.started_by_id], f"import {run.pk}"
    notify(members=members, kind="import_finished", occasion=occasion, thing=run, file=run.file_name, **rows)
    return {"ranking_job": ranking.pk, **{name: report[name] for name in ("run", "rows", "records")}}


@takes("import.run")
def preview_import(job: Job) -> Mapping[str, Any]:
    """Say what executing the run would do, down to every refused row, and leave all but the run's report as it was."""
    number = job.arguments["run"]
    with _file_errors_as_refusals():
        run = preview_apart(lambda reached: execute_run(number, progress=reached.note), job.report)
    report = run_report(run)
    # The file of bad rows stays where the trial has written it.
    note_check(run, {**{name: report[name] for name in CHECKED}, "bad_bytes": run.bad_bytes})
    return {name: report[name] for name in TOLD_IN_ADVANCE}


@takes("import.undo")
def take_back_import(job: Job) -> Mapping[str, Any]:
    """Undo the run that the job names, in one transaction; an earlier attempt may have done so already."""
    by = Member.objects.get(pk=job.requested_by_id)
    run = ImportRun.objects.get(pk=job.arguments["run"])
    if run.state != RunState.UNDONE:
        undo_import(run=run, by=by)
        run.refresh_from_db()
    ranking = queue_ranking(by=by)
    undone = run.tally["undone"]
    return {"run": run.pk, "ranking_job": ranking.pk, **undone, "kept": len(undone["kept"])}


@contextmanager
def _file_errors_as_refusals() -> Iterator[None]:
    try:
        yield
    except FileError as error:
        raise ValidationError(error.sentence) from error
