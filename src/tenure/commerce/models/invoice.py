from django.db import models

from tenure.accounts.models import Account
from tenure.commerce.models.order import Order
from tenure.core.models import ExternalRecord


class Invoice(ExternalRecord):
    """What we asked to be paid, by when, and when it was paid in full."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="invoices")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices")
    number = models.CharField(max_length=60)
    issued_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    paid_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2)
    currency = models.CharField(max_length=3)

    class Meta(ExternalRecord.Meta):
        pass

    def __str__(self) -> str:
        return self.number
