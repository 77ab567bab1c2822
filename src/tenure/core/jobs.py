"""Background work: asked for together with what causes it, run at least once, put back when its process was killed.

The queue is django-tasks'; it knows only that work is to be done. The JobRun row beside it carries what a person asks:
how far, whether alive, what came of it. `settings.TENURE_JOBS` names the handler of each kind of job; a handler takes
the Job, may be run twice with the same arguments without harm, and returns what is worth keeping as JSON.
"""

import os
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from tenure.core.actions import notify
from tenure.core.choices import JobState
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.models import JobRun
from tenure.core.policy import Actor, require

log = structlog.get_logger("tenure.jobs")

# A living worker beats every few seconds; one that was silent this long is taken for dead.
LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 3
REPORT_EVERY_SECONDS = 1.0

# Set when this process has been asked to end: running jobs go back to the queue at their next report.
stopping = threading.Event()


class JobStopped(Exception):  # noqa: N818 - no error, but how a job is asked to end
    """The job is to end here and go on later: its process was asked to end."""


class JobLost(Exception):  # noqa: N818 - no error of this run's
    """The job was taken for dead and given to another worker, or ended by somebody; this run must write no more."""


@dataclass
class Job:
    """One attempt at a piece of work, as its handler sees it."""

    pk: int
    arguments: Mapping[str, Any]
    requested_by_id: int | None
    attempt: int
    _reported_at: float = field(default=0.0, repr=False)

    def report(self, done: int, total: int | None = None) -> None:
        """Say how far the work is, between two transactions; written at most once a second, however often called.

        Raises JobStopped when the process is to end and JobLost when the job is no longer this worker's: let them pass.
        """
        if stopping.is_set():
            raise JobStopped
        now = time.monotonic()
        if now - self._reported_at < REPORT_EVERY_SECONDS:
            return
        self._reported_at = now
        _write(self, done=done, total=total, heartbeat_at=timezone.now())


Handler = Callable[[Job], Mapping[str, Any] | None]


def worker_name() -> str:
    """What this process is called among those that run jobs: its machine and process number."""
    return f"{socket.gethostname()}:{os.getpid()}"


def handler_of(kind: str) -> Handler:
    """The function that does this kind of work; ValueError for a kind that the settings do not name."""
    handlers: Mapping[str, str] = settings.TENURE_JOBS
    if kind not in handlers:
        raise ValueError(f"{kind!r} is no kind of job; known are {', '.join(sorted(handlers)) or 'none'}.")
    handler: Handler = import_string(handlers[kind])
    return handler


@transaction.atomic
def enqueue(*, kind: str, arguments: Mapping[str, Any], by: Actor | None) -> JobRun:
    """Ask for work to be done in the background; it is asked for only if the caller's transaction commits.

    `arguments` must be JSON. Raises ValueError for a kind that has no handler.
    """
    handler_of(kind)
    job = JobRun.objects.create(kind=kind, arguments=dict(arguments), requested_by_id=by.pk if by else None)
    run_job.enqueue(job.pk)
    return job


@task()
def run_job(job_id: int) -> None:
    """Run one queued job; what the worker process calls. Nothing happens when the job is not waiting (any more)."""
    job = _start(job_id)
    if job is None:
        return
    with structlog.contextvars.bound_contextvars(job=job.pk, attempt=job.attempt):
        try:
            _run(job)
        except JobLost:
            log.warning("job lost to another worker")


def _write(job: Job, **values: Any) -> None:
    # The attempt is the fence: whoever was taken for dead and wakes up again finds a later one here.
    if not JobRun.objects.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempt).update(**values):
        raise JobLost


@transaction.atomic
def _end(job: Job, state: JobState, **values: Any) -> None:
    _write(job, state=state, finished_at=timezone.now(), **values)
    if state == JobState.FAILED:
        _tell_of_failure(JobRun.objects.get(pk=job.pk))


def _tell_of_failure(job: JobRun) -> None:
    """Tell who asked for the work that it failed; what nobody asked for is in the log."""
    if job.requested_by_id:
        members = [job.requested_by_id]
        notify(members=members, kind="job_failed", occasion=f"job {job.pk}", thing=job, error=job.error)


def _start(job_id: int) -> Job | None:
    waiting = JobRun.objects.filter(pk=job_id, state=JobState.QUEUED)
    mine = {"worker": worker_name(), "heartbeat_at": timezone.now(), "attempts": F("attempts") + 1, "error": ""}
    if not waiting.update(state=JobState.RUNNING, **mine):
        return None
    row = JobRun.objects.get(pk=job_id)
    return Job(row.pk, row.arguments, row.requested_by_id, row.attempts)


def _run(job: Job) -> None:
    kind = JobRun.objects.values_list("kind", flat=True).get(pk=job.pk)
    log.info("job started", kind=kind)
    try:
        handler = handler_of(kind)
        _refuse_requester(job, handler)
        result = handler(job)
    except JobStopped:
        _put_back(job)
    except OperationalError:
        # The database was away or busy for too long: no fault of the job's, but not to be tried for ever.
        log.exception("job lost its database")
        give_up_or_requeue(JobRun.objects.get(pk=job.pk))
    except (ValidationError, PermissionDenied, ConflictError) as error:
        with _language_of_requester(job):
            sentence = " ".join(error_sentences(error))
        _end(job, JobState.FAILED, error=sentence)
        log.info("job refused")
    except JobLost:
        raise
    except Exception as error:
        log.exception("job failed")
        with _language_of_requester(job):
            sentence = _("The job ended in an unexpected error (%(error)s); the log has it under job %(job)s.")
            sentence %= {"error": type(error).__name__, "job": job.pk}
        _end(job, JobState.FAILED, error=sentence)
    else:
        _end(job, JobState.DONE, result=dict(result or {}))
        log.info("job done")


def _language_of_requester(job: Job | JobRun) -> translation.override:
    """Say why a job has ended in the language of whoever asked for it, who is told."""
    members = get_user_model()._default_manager.filter(pk=job.requested_by_id)
    return translation.override(members.values_list("language", flat=True).first() or settings.LANGUAGE_CODE)


def _refuse_requester(job: Job, handler: Handler) -> None:
    """Whoever asked must still be allowed to when the job begins; what Tenure asked for itself is allowed."""
    if job.requested_by_id is not None:
        require(get_user_model()._default_manager.get(pk=job.requested_by_id), handler.act)  # type: ignore[attr-defined]


@transaction.atomic
def _put_back(job: Job) -> None:
    # Being asked to stop is no crash, so the attempt does not count.
    _write(job, state=JobState.QUEUED, attempts=job.attempt - 1, heartbeat_at=timezone.now())
    run_job.enqueue(job.pk)
    log.info("job put back")


def reap(now: datetime) -> list[JobRun]:
    """Find the jobs whose process is gone and put them back into the queue, or park them after three crashes."""
    since = now - LEASE
    dead = JobRun.objects.filter(Q(heartbeat_at=None) | Q(heartbeat_at__lt=since), state=JobState.RUNNING)
    reaped = [job for job in dead.order_by("pk") if give_up_or_requeue(job)]
    return reaped + _forgotten(since)


@transaction.atomic
def give_up_or_requeue(job: JobRun) -> bool:
    """Queue a crashed job again, or park it when it crashed too often; False when somebody else was faster."""
    crashed = JobRun.objects.filter(
        pk=job.pk, state=JobState.RUNNING, attempts=job.attempts, heartbeat_at=job.heartbeat_at
    )
    if job.attempts >= MOST_ATTEMPTS:
        with _language_of_requester(job):
            sentence = _("The job was parked because its process ended %(times)s times before the work was done.")
            sentence %= {"times": job.attempts}
        ended = crashed.update(state=JobState.PARKED, finished_at=timezone.now(), error=sentence)
    else:
        ended = crashed.update(state=JobState.QUEUED, heartbeat_at=timezone.now())
    if not ended:
        return False
    job.refresh_from_db()
    _tasks(job).filter(status=TaskResultStatus.RUNNING).update(status=TaskResultStatus.FAILED)
    if job.state == JobState.QUEUED:
        run_job.enqueue(job.pk)
    else:
        _tell_of_failure(job)
    log.warning("job reaped", job=job.pk, state=job.state, attempts=job.attempts)
    return True


def _forgotten(since: datetime) -> list[JobRun]:
    """Queued jobs whose task was taken by a process that died before it could start them, queued anew."""
    waiting = JobRun.objects.filter(
        Q(heartbeat_at=None) | Q(heartbeat_at__lt=since), state=JobState.QUEUED, requested_at__lt=since
    )
    forgotten = [job for job in waiting.order_by("pk") if not _tasks(job).filter(status=TaskResultStatus.READY)]
    for job in forgotten:
        run_job.enqueue(job.pk)
    return forgotten


def _tasks(job: JobRun) -> "QuerySet[DBTaskResult[Any, Any]]":
    tasks: QuerySet[DBTaskResult[Any, Any]] = DBTaskResult.objects.filter(args_kwargs={"args": [job.pk], "kwargs": {}})
    return tasks
