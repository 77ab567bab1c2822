"""Imports as background work, for doors that cannot wait."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError

from tenure.core.jobs import Job
from tenure.integrations.files.errors import FileError
from tenure.integrations.imports.actions import execute_run
from tenure.integrations.imports.queries import run_report


def run_import(job: Job) -> Mapping[str, Any]:
    """Execute the run that the job names ("run"), from wherever an earlier attempt has left it."""
    try:
        run = execute_run(job.arguments["run"], progress=lambda run: job.report(run.done, run.total))
    except FileError as error:
        raise ValidationError(error.sentence) from error
    report = run_report(run)
    return {name: report[name] for name in ("run", "rows", "records")}
