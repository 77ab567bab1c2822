from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Record(models.Model):
    """A row that people edit: it knows when it was made and changed, and its version guards against lost updates."""

    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class ExternalRecord(Record):
    """A record that may come from another system, which it names together with the row's identity there."""

    source = models.CharField(max_length=40, blank=True, default="")
    external_id = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["source", "external_id"],
                condition=~models.Q(external_id=""),
                name="%(app_label)s_%(class)s_external_id_once",
                violation_error_message=_("A record with this external id from this source is there already."),
            )
        ]
