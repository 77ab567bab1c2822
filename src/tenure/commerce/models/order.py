from django.db import models

from tenure.accounts.models import Account, of_accounts_seen_by
from tenure.commerce.choices import OrderState, order_state_choices
from tenure.commerce.models.product import Product
from tenure.core.models import ExternalRecord
from tenure.core.policy import Actor


class OrderQuerySet(models.QuerySet["Order"]):
    def visible_to(self, member: Actor) -> "OrderQuerySet":
        """The orders of the accounts that the member sees."""
        return self.filter(of_accounts_seen_by(member))


class Order(ExternalRecord):
    """What an account ordered on a day, in one currency.

    `rate` is what one unit of that currency was worth in the reporting currency on the day; it is stored, so that
    later rates do not rewrite the past. Credit notes are orders with negative lines.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=60, blank=True, default="")
    ordered_on = models.DateField()
    requested_on = models.DateField(null=True, blank=True)
    confirmed_on = models.DateField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=15, decimal_places=8, default=1)
    state = models.CharField(max_length=10, choices=order_state_choices, default=OrderState.OPEN)

    objects = OrderQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="order_rate_positive"),
        ]
        indexes = [
            models.Index(fields=["account", "-ordered_on", "-id"], name="order_by_account"),
            models.Index(fields=["-ordered_on", "-id"], name="order_by_date"),
        ]

    def __str__(self) -> str:
        return self.number or f"order of {self.ordered_on}"


class OrderLine(models.Model):
    """One position of an order. `revenue` is its net amount and `cost` what it cost us, in the order's currency."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, blank=True, related_name="lines")
    description = models.CharField(max_length=200, blank=True, default="")
    quantity = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    unit_price = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    discount = models.DecimalField(max_digits=7, decimal_places=6, default=0)
    revenue = models.DecimalField(max_digits=15, decimal_places=4)
    cost = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="order_line_position_once"),
            models.CheckConstraint(condition=models.Q(discount__range=(0, 1)), name="order_line_discount_fraction"),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.position}"
