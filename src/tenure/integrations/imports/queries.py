"""What an import needs to know of the database before it starts, and what it tells afterwards."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from tenure.core.models import ExchangeRate, JobRun
from tenure.core.money import reporting_currency
from tenure.core.policy import Actor, may
from tenure.core.queries import unfinished_jobs
from tenure.core.written import written_once
from tenure.integrations.imports.choices import UNDOABLE_FOR, RunState, Unsure
from tenure.integrations.imports.facts import Facts
from tenure.integrations.imports.models import ImportRun, SavedMapping

PAGE = 50
# What jobs do with runs.
EXECUTE, PREVIEW, UNDO = "import", "import-preview", "import-undo"

Runs = TypeVar("Runs", bound=QuerySet[ImportRun, Any])


def runs_visible_to(runs: Runs, member: Actor) -> Runs:
    """All runs for those who may import; others need not know what was imported."""
    return runs if may(member, "import.run") else runs.none()


def unmended_run(member: Actor) -> ImportRun | None:
    """The last import, if rows of it were refused and it was not taken back."""
    last = next(iter(_last_done(member)), None)
    refused = last.tally.get("rows", {}).get("refused", 0) if last else 0
    return last if refused else None


@written_once
def _last_done(member: Actor) -> "QuerySet[ImportRun]":
    return runs_visible_to(ImportRun.objects.filter(state=RunState.DONE), member).order_by("-pk")[:1]


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
        "columns": [{"samples": [], **column} for column in run.options.get("columns", [])],
        "notices": [*run.options.get("notices", []), *tally.get("notices", [])],
        "rows": tally.get("rows", {"read": 0, "refused": 0, "left_out": 0, "unsure": 0}),
        "records": tally.get("records", {}),
        "refused": tally.get("refused", []),
        "left_out": tally.get("left_out", []),
        "unsure": [each for each in tally.get("unsure", []) if each["decided"] == Unsure.LIST],
        "decided": [each for each in tally.get("unsure", []) if each["decided"] != Unsure.LIST],
        "bad_rows": str(run.bad_rows_file) if run.bad_bytes else None,
    }


def latest_job_of(run: ImportRun, *kinds: str) -> JobRun | None:
    """The last job of these kinds that was asked to do something with the run, whatever became of it."""
    return JobRun.objects.filter(kind__in=kinds, arguments__run=run.pk).order_by("-pk").first()


def can_be_undone(run: ImportRun) -> bool:
    """Whether the run has brought something in and is not too old to be taken back."""
    return run.state in (RunState.DONE, RunState.RUNNING) and timezone.now() - run.created_at <= UNDOABLE_FOR


@dataclass(frozen=True)
class RunsPage:
    """Some imports, the latest first, and the number that the next page begins before."""

    runs: list[ImportRun]
    next_before: int | None


def runs_page(member: Actor, *, before: int | None = None, limit: int = PAGE) -> RunsPage:
    """One page of the imports that the member sees, those started before the one numbered `before`."""
    runs = runs_visible_to(ImportRun.objects.select_related("started_by"), member).order_by("-pk")
    # The lists of causes and rows are long and nothing of them is shown here.
    chosen = (runs.filter(pk__lt=before) if before else runs).defer("mapping", "mended", "decisions")
    found = list(chosen[: limit + 1])
    return RunsPage(found[:limit], found[limit - 1].pk if len(found) > limit else None)


def mappings_visible_to(member: Actor) -> "QuerySet[SavedMapping]":
    """All kept mappings, by name, for those who may import."""
    kept = SavedMapping.objects.order_by("name")
    return kept if may(member, "import.run") else kept.none()
