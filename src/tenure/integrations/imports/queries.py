"""What an import needs to know of the database before it starts, and what it tells afterwards."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from tenure.core.models import ExchangeRate, JobRun
from tenure.core.money import reporting_currency
from tenure.core.policy import Actor, may
from tenure.core.queries import unfinished_jobs
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.facts import Facts
from tenure.integrations.imports.models import ImportRun

# What jobs do with runs.
EXECUTE, PREVIEW, UNDO = "import", "import-preview", "import-undo"

Runs = TypeVar("Runs", bound=QuerySet[ImportRun, Any])


def runs_visible_to(runs: Runs, member: Actor) -> Runs:
    """All runs for those who may import; others need not know what was imported."""
    return runs if may(member, "import.run") else runs.none()


def unmended_run(member: Actor) -> ImportRun | None:
    """The last import, if rows of it were refused and it was not taken back."""
    last = runs_visible_to(ImportRun.objects.filter(state=RunState.DONE), member).order_by("-pk").first()
    refused = last.tally.get("rows", {}).get("refused", 0) if last else 0
    return last if refused else None


def unfinished_job_of(run: ImportRun) -> JobRun | None:
    """The job that is doing something with the run, or waits to."""
    return unfinished_jobs(EXECUTE, PREVIEW, UNDO).filter(arguments__run=run.pk).first()


def facts_for(run: ImportRun) -> Facts:
    """The defaults and exchange rates by which the run's rows are worked out."""
    rates: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for currency, begins, rate in ExchangeRate.objects.order_by("valid_from").values_list(
        "currency", "valid_from", "rate"
    ):
        rates[currency].append((begins, rate))
    reporting = reporting_currency()
    today = timezone.localdate()
    return Facts(run.source, run.options.get("currency") or reporting, reporting, today, rates)


def run_report(run: ImportRun) -> dict[str, Any]:
    """What a run did, as the command line and the API tell it."""
    tally = run.tally
    return {
        "run": run.pk,
        "file": run.file_name,
        "kind": run.kind,
        "state": run.state,
        "source": run.source,
        "confidence": run.options.get("confidence"),
        "columns": run.options.get("columns", []),
        "notices": [*run.options.get("notices", []), *tally.get("notices", [])],
        "rows": tally.get("rows", {"read": 0, "refused": 0, "left_out": 0, "unsure": 0}),
        "records": tally.get("records", {}),
        "refused": tally.get("refused", []),
        "left_out": tally.get("left_out", []),
        "unsure": tally.get("unsure", []),
        "bad_rows": str(run.bad_rows_file) if run.bad_bytes else None,
    }
