"""A run's cursor: moved by one process at a time, in the transaction that writes what it stands for."""

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from tenure.integrations.imports.choices import RunState
from tenure.integrations.imports.models import ImportRun
from tenure.integrations.imports.tally import Tally

# Any number, the same in every process: it makes batches of several imports wait for one another on PostgreSQL.
IMPORT_LOCK = 7_301_963


def claim(run: ImportRun) -> ImportRun:
    """The run, locked for this transaction. ValidationError when another process has moved it on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
    current = ImportRun.objects.select_for_update(no_key=True).get(pk=run.pk)
    if (current.phase, current.cursor, current.state) != (run.phase, run.cursor, run.state):
        raise ValidationError(
            _("Import %(run)s is being executed by another process; wait until it has ended."), params={"run": run.pk}
        )
    return current


def keep(run: ImportRun, tally: Tally) -> None:
    """Store how far the run is."""
    run.state, run.tally = RunState.RUNNING, tally.plain()
    run.save(update_fields=["state", "phase", "cursor", "done", "total", "tally", "bad_bytes"])
