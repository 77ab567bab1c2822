"""Background jobs: run at least once, never lost, never run by two, parked when they keep killing their process."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tenure.core import jobs
from tenure.core.choices import JobState
from tenure.core.doors import takes
from tenure.core.jobs import LEASE, Job, enqueue, reap, run_job
from tenure.core.models import JobRun, Worker
from tenure.core.worker import beat, living_workers, work
from tenure.people.models import Member

KINDS = {
    name: f"{__name__}.{name}" for name in ("count", "refuse", "break_down", "lose_the_database", "stop", "be_lost")
}


@takes("job.see")
def count(job: Job) -> Mapping[str, Any]:
    """A handler that says how far it is."""
    job.report(3, 4)
    return {"counted": job.arguments["upto"]}


@takes("job.see")
def refuse(job: Job) -> None:
    raise ValidationError("The file has no rows; give one with at least one row.")


@takes("job.see")
def break_down(job: Job) -> None:
    raise KeyError("a programmer's mistake")


@takes("job.see")
def lose_the_database(job: Job) -> None:
    raise OperationalError("database is locked")


@takes("job.see")
def stop(job: Job) -> None:
    jobs.stopping.set()
    job.report(1)


@takes("job.see")
def be_lost(job: Job) -> None:
    JobRun.objects.filter(pk=job.pk).update(attempts=2)
    job.report(1)


@pytest.fixture(autouse=True)
def _kinds(settings: Any) -> Iterator[None]:
    settings.TENURE_JOBS = KINDS
    yield
    jobs.stopping.clear()


def run_queue() -> None:
    """Run what waits, as a worker process does, until nothing is left."""
    work(idle=lambda: True)


def waiting_tasks() -> int:
    return DBTaskResult.objects.ready().count()


@pytest.mark.django_db
def test_a_job_runs_with_its_arguments_and_keeps_its_result_and_progress() -> None:
    job = enqueue(kind="count", arguments={"upto": 7}, by=None)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.result, job.done, job.total, job.attempts) == (JobState.DONE, {"counted": 7}, 3, 4, 1)
    assert job.finished_at is not None


@pytest.mark.django_db
def test_an_unknown_kind_is_refused_before_anything_is_written() -> None:
    with pytest.raises(ValueError, match="'nap' is no kind of job; known are be_lost, "):
        enqueue(kind="nap", arguments={}, by=None)
    assert (JobRun.objects.count(), waiting_tasks()) == (0, 0)


@pytest.mark.django_db
def test_a_job_asked_for_in_a_transaction_that_fails_does_not_exist() -> None:
    def ask_and_fail() -> None:
        with transaction.atomic():
            enqueue(kind="count", arguments={}, by=None)
            raise LookupError

    with pytest.raises(LookupError):
        ask_and_fail()
    assert (JobRun.objects.count(), waiting_tasks()) == (0, 0)


@pytest.mark.django_db
def test_bad_input_fails_the_job_with_its_sentence() -> None:
    job = enqueue(kind="refuse", arguments={}, by=None)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == (JobState.FAILED, "The file has no rows; give one with at least one row.")


@pytest.mark.django_db
def test_a_mistake_in_a_handler_fails_the_job_and_tells_no_inner_detail() -> None:
    job = enqueue(kind="break_down", arguments={}, by=None)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert job.error == f"The job ended in an unexpected error (KeyError); the log has it under job {job.pk}."


@pytest.mark.django_db
def test_who_asked_for_a_job_is_told_in_their_language_why_it_failed(director: Member) -> None:
    Member.objects.filter(pk=director.pk).update(language="de")
    job = enqueue(kind="break_down", arguments={}, by=director)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.error.startswith("Ihr Auftrag im Hintergrund endete mit einem unerwarteten Fehler (KeyError);")


@pytest.mark.django_db
def test_a_job_runs_once_though_its_task_is_delivered_twice() -> None:
    job = enqueue(kind="count", arguments={"upto": 7}, by=None)
    run_job.call(job.pk)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert job.attempts == 1


@pytest.mark.django_db
def test_a_job_that_lost_its_database_waits_again() -> None:
    job = enqueue(kind="lose_the_database", arguments={}, by=None)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 1)


@pytest.mark.django_db
def test_a_job_whose_process_is_asked_to_end_waits_again_without_a_counted_attempt() -> None:
    job = enqueue(kind="stop", arguments={}, by=None)
    DBTaskResult.objects.all().delete()
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, waiting_tasks()) == (JobState.QUEUED, 0, 1)


@pytest.mark.django_db
def test_a_run_that_was_taken_for_dead_writes_nothing_more() -> None:
    job = enqueue(kind="be_lost", arguments={}, by=None)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts, job.done) == (JobState.RUNNING, 2, 0)


def killed(*, attempts: int, silent_for: timedelta) -> JobRun:
    """A job as kill -9 leaves it."""
    job = enqueue(kind="count", arguments={"upto": 1}, by=None)
    DBTaskResult.objects.update(status="RUNNING")
    JobRun.objects.update(state=JobState.RUNNING, attempts=attempts, heartbeat_at=timezone.now() - silent_for)
    return job


@pytest.mark.django_db
def test_a_job_whose_process_was_killed_runs_again() -> None:
    job = killed(attempts=1, silent_for=2 * LEASE)
    assert reap(timezone.now()) == [job]
    job.refresh_from_db()
    assert (job.state, waiting_tasks()) == (JobState.QUEUED, 1)
    run_job.call(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 2)


@pytest.mark.django_db
def test_a_living_job_is_left_alone() -> None:
    job = killed(attempts=1, silent_for=LEASE / 2)
    assert reap(timezone.now()) == []
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


@pytest.mark.django_db
def test_a_job_that_ended_its_process_three_times_is_parked() -> None:
    job = killed(attempts=3, silent_for=2 * LEASE)
    reap(timezone.now())
    job.refresh_from_db()
    assert (job.state, waiting_tasks()) == (JobState.PARKED, 0)
    assert job.error == "The job was parked because its process ended 3 times before the work was done."


@pytest.mark.django_db
def test_a_job_whose_task_was_taken_but_never_started_is_queued_anew() -> None:
    job = enqueue(kind="count", arguments={"upto": 1}, by=None)
    DBTaskResult.objects.update(status="RUNNING")
    JobRun.objects.update(requested_at=timezone.now() - 2 * LEASE)
    assert (reap(timezone.now()), waiting_tasks()) == ([job], 1)
    assert (reap(timezone.now()), waiting_tasks()) == ([], 1)


@pytest.mark.django_db(transaction=True)
def test_a_worker_runs_everything_that_waits_and_leaves_no_trace_of_itself() -> None:
    made = [enqueue(kind="count", arguments={"upto": number}, by=None) for number in range(3)]
    run_queue()
    states = JobRun.objects.filter(pk__in=[job.pk for job in made]).values_list("state", flat=True)
    assert list(states) == [JobState.DONE] * 3
    assert not Worker.objects.exists()


@pytest.mark.django_db
def test_a_worker_is_alive_as_long_as_it_was_seen_lately() -> None:
    now = timezone.now()
    beat("here:1", now - 2 * LEASE)
    beat("here:2", now)
    assert [worker.name for worker in living_workers(now)] == ["here:2"]


@pytest.mark.django_db
def test_a_beat_keeps_the_job_of_its_worker_alive_and_no_other() -> None:
    job = killed(attempts=1, silent_for=2 * LEASE)
    JobRun.objects.update(worker="here:1")
    beat("here:2", timezone.now())
    assert reap(timezone.now()) == [job]
    JobRun.objects.update(state=JobState.RUNNING)
    beat("here:1", timezone.now())
    assert reap(timezone.now()) == []
