"""A dry run: the import itself, with everything taken back at its end, so that it says exactly what would happen."""

import shutil
from collections.abc import Callable
from typing import TypeVar

from django.db import transaction

from tenure.integrations.imports.models import ImportRun

Result = TypeVar("Result")


class _TakeBack(Exception):  # noqa: N818 - no error, but how the transaction is told to end
    pass


def preview(work: Callable[[], Result], runs: list[ImportRun]) -> Result:
    """Do the work and undo all of it, its runs' folders included; return what it returned.

    `runs` are those that the work has started. On SQLite other writers wait meanwhile.
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
