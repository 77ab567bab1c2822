"""A dry run: the import itself, with everything taken back at its end, so that it says exactly what would happen.

On SQLite it works on a copy of the database: the one writer's lock would otherwise be held until the trial has ended.
"""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from django.conf import settings
from django.db import connection, connections, transaction

from tenure.integrations.imports.models import ImportRun

Result = TypeVar("Result")
Watch = Callable[[int, int], None]
LOOK_EVERY_SECONDS = 0.3


class _TakeBack(Exception):  # noqa: N818 - no error, but how the transaction is told to end
    pass


class _Abandoned(Exception):  # noqa: N818 - no error, but how a trial is told that nobody waits for it any more
    pass


@dataclass
class Reached:
    """How far a trial is, told from its thread to the one that waits for it; and the other way, whether to go on."""

    done: int = 0
    total: int = 0
    abandoned: bool = False

    def note(self, run: ImportRun) -> None:
        """Take down how far the run is."""
        if self.abandoned:
            raise _Abandoned
        self.done, self.total = run.done, run.total


def preview(work: Callable[[], Result], runs: list[ImportRun]) -> Result:
    """Do the work and undo all of it, its runs' folders included; return what it returned.

    `runs` are those that the work has started.
    """
    results: list[Result] = []
    try:
        with transaction.atomic():
            results.append(work())
            raise _TakeBack
    except _TakeBack:
        return results[0]
    finally:
        for run in runs:
            shutil.rmtree(run.home, ignore_errors=True)


def preview_apart(work: Callable[[Reached], Result], watch: Watch) -> Result:
    """A preview in a thread with a connection of its own, so that `watch` can tell others how far it is.

    The work must let `Reached.note` know of its progress; it ends there when `watch` raises. Inside a transaction of
    the caller's, which nobody else sees, it is done right there.
    """
    reached = Reached()
    if connection.in_atomic_block:
        return preview(lambda: work(reached), runs=[])
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="trial") as thread:
        trial = thread.submit(_apart, work, reached)
        try:
            while not wait([trial], timeout=LOOK_EVERY_SECONDS).done:
                watch(reached.done, reached.total)
        except BaseException:
            reached.abandoned = True
            raise
    return trial.result()


def _apart(work: Callable[[Reached], Result], reached: Reached) -> Result:
    try:
        with database_of_its_own():
            return preview(lambda: work(reached), runs=[])
    finally:
        connection.close()


@contextmanager
def database_of_its_own() -> Iterator[None]:
    """On SQLite let this thread work on a copy of the database; elsewhere a transaction is room enough."""
    if connection.vendor != "sqlite":
        yield
        return
    with TemporaryDirectory(prefix="trial-", dir=settings.HOME) as folder:
        copy = Path(folder) / "trial.sqlite3"
        _copy_database(copy)
        own = connections[connection.alias]
        usual = own.settings_dict
        own.close()
        own.settings_dict = {**usual, "NAME": str(copy)}
        try:
            yield
        finally:
            own.close()
            own.settings_dict = usual


def _copy_database(target: Path) -> None:
    """A copy of the database as it is committed now; who writes meanwhile does not wait."""
    connection.ensure_connection()
    driver = connection.Database  # type: ignore[attr-defined]  # the sqlite3 module that Django uses
    copy = driver.connect(str(target))
    try:
        connection.connection.backup(copy)
    finally:
        copy.close()
