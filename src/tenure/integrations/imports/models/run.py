from pathlib import Path

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from tenure.integrations.imports.choices import Phase, RunState, phase_choices, run_state_choices


class ImportRun(models.Model):
    """One file on its way into the database, with all that is needed to go on after a kill.

    `phase` and `cursor` (the number of the last row that is in) move in the transaction that writes the rows, and so
    do `tally` (what was counted and refused so far) and `bad_bytes` (how much of the file of bad rows belongs to it).

    Before it begins, `checked` is the report of the last trial, empty once something has changed that it rests on: the
    columns, the cells of `mended` rows and the `decisions` about unsure ones, both by the row's number.
    """

    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=run_state_choices, default=RunState.READY)
    file_name = models.CharField(max_length=255)
    folder = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=40)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    phase = models.CharField(max_length=10, choices=phase_choices, default=Phase.ROWS)
    cursor = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    tally = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    bad_bytes = models.PositiveBigIntegerField(default=0)
    checked = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    mended = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"import {self.pk} of {self.file_name}"

    @property
    def home(self) -> Path:
        """The run's own folder, under a name that nobody can guess."""
        return Path(settings.HOME) / "imports" / self.folder

    @property
    def stored_file(self) -> Path:
        """Our copy of the file, so that the run does not depend on what becomes of the original."""
        return self.home / "original"

    @property
    def is_open(self) -> bool:
        """Whether it has not begun, so that all about it can still be changed."""
        return self.state in (RunState.DRAFT, RunState.READY)

    @property
    def stage(self) -> str:
        """Where it stands as people say it: draft, checked, running, done or undone."""
        if not self.is_open:
            return self.state
        return "checked" if self.checked else "draft"

    @property
    def bad_rows_file(self) -> Path:
        """The rows that were refused, with the cause, as CSV."""
        return self.home / "bad-rows.csv"
