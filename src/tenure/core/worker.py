"""The process that runs background jobs. Any number of them may run, on any number of machines."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import structlog
from django.db import OperationalError, connection
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as Queue
from django_tasks_db.models import DBTaskResult

from tenure.core.choices import JobState
from tenure.core.jobs import LEASE, reap, stopping, worker_name
from tenure.core.models import JobRun, Worker
from tenure.core.nightly import ask_for_the_night

log = structlog.get_logger("tenure.worker")

BEAT_SECONDS = 5.0
POLL_SECONDS = 1.0
KEEP_FINISHED_TASKS = timedelta(days=7)


def work(*, idle: Callable[[], bool] = lambda: False) -> None:
    """Run jobs until the process is asked to end; `idle` is asked whenever the queue is empty, and True ends it too."""
    name = worker_name()
    queue = _queue(name)
    asked_on = None
    _forget_finished_tasks(timezone.now())
    with _end_on_signals(queue), _beating(name):
        log.info("worker started", worker=name)
        while not stopping.is_set():
            reap(timezone.now())
            # Looking first spares an idle worker the write lock that taking a task needs.
            if DBTaskResult.objects.ready().exists():
                queue.run()
            elif idle():
                break
            else:
                asked_on = ask_for_the_night(timezone.now(), asked_on)
                stopping.wait(POLL_SECONDS)
    log.info("worker ended", worker=name)


def living_workers(now: datetime) -> "QuerySet[Worker]":
    """The workers that were seen within the lease."""
    return Worker.objects.filter(seen_at__gte=now - LEASE).order_by("name")


def _queue(name: str) -> Queue:
    return Queue(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name[:64],
        excluded_queue_names=[],
    )


@contextmanager
def _end_on_signals(queue: Queue) -> Iterator[None]:
    """Ctrl-C and SIGTERM end the worker at the running job's next report instead of in the middle of it."""

    def ask_to_end(*_: object) -> None:
        queue.running = False
        stopping.set()

    former = {number: signal.signal(number, ask_to_end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _beating(name: str) -> Iterator[None]:
    """Say from a thread that this worker and its job live, also while a job's single step takes minutes."""
    ended = threading.Event()
    thread = threading.Thread(target=_beat_until, args=(ended, name), name="heartbeat", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def _beat_until(ended: threading.Event, name: str) -> None:
    while True:
        try:
            beat(name, timezone.now())
        except OperationalError:
            log.warning("heartbeat missed: the database is away or busy")
        if ended.wait(BEAT_SECONDS):
            break
    Worker.objects.filter(name=name).delete()
    connection.close()


def beat(name: str, now: datetime) -> None:
    """Write that this worker lives, and with it the job that it runs."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": now})
    JobRun.objects.filter(state=JobState.RUNNING, worker=name).update(heartbeat_at=now)


def _forget_finished_tasks(now: datetime) -> None:
    DBTaskResult.objects.finished().filter(finished_at__lt=now - KEEP_FINISHED_TASKS).delete()
