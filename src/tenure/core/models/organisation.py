from django.db import models

from tenure.core.choices import label_pack_choices


class Organisation(models.Model):
    """Our own company: one row, with the currency in which sums over several currencies are reported."""

    name = models.CharField(max_length=200)
    reporting_currency = models.CharField(max_length=3, default="EUR")
    label_pack = models.CharField(max_length=20, choices=label_pack_choices, default="football")
    is_sample = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class ExchangeRate(models.Model):
    """How many units of the reporting currency one unit of another currency was worth from a date on."""

    currency = models.CharField(max_length=3)
    valid_from = models.DateField()
    rate = models.DecimalField(max_digits=15, decimal_places=8)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["currency", "valid_from"], name="exchange_rate_once_a_day"),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="exchange_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"1 {self.currency} = {self.rate} from {self.valid_from}"
