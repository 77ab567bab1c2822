from django.db import models
from django.db.models import Q

from tenure.core.models import ExternalRecord
from tenure.core.policy import Actor


class ProductQuerySet(models.QuerySet["Product"]):
    def visible_to(self, member: Actor) -> "ProductQuerySet":
        """Every active member knows what we sell."""
        return self.filter(deleted_at=None) if member.is_active else self.none()


class Product(ExternalRecord):
    """Something we sell, with its list price and what it costs us; an unknown cost stays empty."""

    code = models.CharField(max_length=60, blank=True, default="")
    name = models.CharField(max_length=200)
    family = models.CharField(max_length=120, blank=True, default="")
    unit = models.CharField(max_length=40, blank=True, default="")
    list_price = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    cost = models.DecimalField(max_digits=15, decimal_places=4, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True, default="")
    discontinued = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, editable=False)

    objects = ProductQuerySet.as_manager()

    class Meta(ExternalRecord.Meta):
        constraints = [
            *ExternalRecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="product_has_name"),
        ]
        indexes = [models.Index(fields=["name", "id"], name="product_by_name")]

    def __str__(self) -> str:
        return self.name
