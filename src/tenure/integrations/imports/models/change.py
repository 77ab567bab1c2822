from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tenure.integrations.imports.choices import change_kind_choices
from tenure.integrations.imports.models.run import ImportRun


class ImportChange(models.Model):
    """What a run did to one record: made it, or changed the fields whose earlier values `before` keeps.

    `version` is the record's after the change; a record that has another one today was edited since. It is 0 for
    records without versions.
    """

    # Written a million times with the same run, which is never deleted: the database need not look each time.
    # The index below serves looking up by run.
    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="changes", db_index=False, db_constraint=False
    )
    noun = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    kind = models.CharField(max_length=8, choices=change_kind_choices)
    before = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["run", "id"], name="import_change_by_run"),
            models.Index(fields=["object_id", "noun"], name="import_change_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.noun} {self.object_id} by run {self.run_id}"
