"""Asking for a run to be executed, tried out or undone in the background, for doors that cannot wait for it."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import record_change
from tenure.core.jobs import enqueue
from tenure.core.models import JobRun
from tenure.core.policy import require
from tenure.core.wording import state_word
from tenure.integrations.imports.actions.execute import refuse_draft
from tenure.integrations.imports.actions.undo import refuse_undo
from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.queries import EXECUTE, PREVIEW, UNDO, unfinished_job_of
from tenure.people.models import Member


@transaction.atomic
def queue_run(*, run: ImportRun, by: Member) -> JobRun:
    """Ask for a run to be executed; an interrupted one goes on where it was. Audited.

    Raises PermissionDenied for a member who may not import, ValidationError for a run that has ended or has a job.
    """
    require(by, "import.run")
    run = _locked(run)
    if run.state in (RunState.DONE, RunState.UNDONE):
        raise ValidationError(
            _("Import %(run)s is %(state)s; upload the file again to import it again."),
            params={"run": run.pk, "state": state_word(run.state)},
        )
    refuse_draft(run)
    return _queue(EXECUTE, run, by)


@transaction.atomic
def queue_preview(*, run: ImportRun, by: Member) -> JobRun:
    """Ask what a run would do; nothing of it stays. Audited. Refused like `queue_run`, and once a run has begun."""
    require(by, "import.run")
    run = _locked(run)
    refuse_draft(run)
    if run.state != RunState.READY:
        raise ValidationError(
            _("Import %(run)s is %(state)s; only one that has not begun can be tried out."),
            params={"run": run.pk, "state": state_word(run.state)},
        )
    return _queue(PREVIEW, run, by)


@transaction.atomic
def queue_undo(*, run: ImportRun, by: Member) -> JobRun:
    """Ask for what a run did to be taken back. Audited.

    Raises PermissionDenied for a member who may not, ValidationError for a run that cannot be undone or has a job.
    """
    require(by, "import.undo")
    run = _locked(run)
    refuse_undo(run)
    return _queue(UNDO, run, by)


def _locked(run: ImportRun) -> ImportRun:
    """The run as it is now; two requests at once take turns here."""
    return ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)


def _queue(kind: str, run: ImportRun, by: Member) -> JobRun:
    unfinished = unfinished_job_of(run)
    if unfinished:
        raise ValidationError(
            _("Import %(run)s has job %(job)s (%(state)s); wait until it has ended."),
            params={"run": run.pk, "job": unfinished.pk, "state": state_word(unfinished.state)},
        )
    job = enqueue(kind=kind, arguments={"run": run.pk}, by=by)
    record_change(by=by, verb=f"asked for {kind}", thing=run, after={"job": job.pk})
    return job
