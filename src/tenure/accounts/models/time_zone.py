from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tenure.analytics.time_zones import is_time_zone


class InTimeZone(models.Model):
    """What is somewhere: its time zone by its IANA name, empty where nobody has said."""

    time_zone = models.CharField(max_length=40, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    def clean(self) -> None:
        """The time zone is one that there is."""
        super().clean()
        if self.time_zone and not is_time_zone(self.time_zone):
            sentence = _("%(zone)s is no time zone; Europe/Berlin is one, or leave it empty.")
            raise ValidationError({"time_zone": ValidationError(sentence, params={"zone": self.time_zone})})
