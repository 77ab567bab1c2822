from django.db import models

from tenure.commerce.models.order import Order, OrderLine
from tenure.core.models import ExternalRecord


class Delivery(ExternalRecord):
    """Goods of an order, or of one of its lines: when they were asked for, promised and delivered."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="deliveries")
    line = models.ForeignKey(OrderLine, on_delete=models.CASCADE, null=True, blank=True, related_name="deliveries")
    quantity = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    requested_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    delivered_on = models.DateField(null=True, blank=True)

    class Meta(ExternalRecord.Meta):
        verbose_name_plural = "deliveries"

    def __str__(self) -> str:
        return f"delivery {self.pk} of order {self.order_id}"
