"""What an account buys: its products with their share and how they went against the year before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import DecimalField, F, Q, QuerySet, Sum
from django.db.models.functions import Cast

from tenure.accounts.models import Account
from tenure.analytics.portfolio.periods import months_before
from tenure.commerce.choices import OrderState
from tenure.commerce.models import Order, OrderLine
from tenure.commerce.queries import counting_orders
from tenure.core.written import written_once

CENT = Decimal("0.01")
PRODUCTS_SHOWN = 8
_REVENUE = Cast(F("revenue") * F("order__rate"), DecimalField(max_digits=24, decimal_places=4))


@dataclass(frozen=True)
class Purchase:
    """One product's revenue in the window and in the one a year before; `product` is None for lines that name none."""

    product: int | None
    name: str
    family: str
    revenue: Decimal
    before: Decimal
    share: float | None

    @property
    def growth(self) -> float | None:
        """By which fraction it grew; None where nothing was bought before."""
        return float((self.revenue - self.before) / self.before) if self.before > 0 else None


@dataclass(frozen=True)
class Purchases:
    """The products that bring most, and how many others there are."""

    top: tuple[Purchase, ...]
    others: int
    revenue: Decimal


def purchases(account: Account, *, start: date, end: date, limit: int = PRODUCTS_SHOWN) -> Purchases:
    """What the account bought from `start` to `end`, the product of most revenue first; one query."""
    former = (months_before(start, 12), months_before(end, 12))
    lines = OrderLine.objects.filter(order__account=account).exclude(order__state=OrderState.CANCELLED)
    now, then = Q(order__ordered_on__range=(start, end)), Q(order__ordered_on__range=former)
    rows = (
        lines.filter(now | then)
        .values("product_id", "product__name", "product__family")
        .annotate(now=Sum(_REVENUE, filter=now), then=Sum(_REVENUE, filter=then))
        .order_by("product_id")
    )
    found = [(row, _cents(row["now"]), _cents(row["then"])) for row in rows]
    total = sum((revenue for _, revenue, _ in found), Decimal())
    bought = [
        Purchase(
            product=row["product_id"],
            name=row["product__name"] or "",
            family=row["product__family"] or "",
            revenue=revenue,
            before=before,
            share=float(revenue / total) if total > 0 else None,
        )
        for row, revenue, before in found
    ]
    bought.sort(key=lambda purchase: (-purchase.revenue, -purchase.before, purchase.name))
    return Purchases(tuple(bought[:limit]), max(0, len(bought) - limit), total)


def order_book_start() -> date | None:
    """The day of the first order of anybody: before it, nothing is known of what was bought."""
    # In order of the index, which a minimum over a condition would not use.
    return next(iter(_first_days()), None)


@written_once
def _first_days() -> QuerySet[Order, date]:
    return counting_orders().order_by("ordered_on").values_list("ordered_on", flat=True)[:1]


def _cents(amount: Decimal | None) -> Decimal:
    return Decimal("0.00") if amount is None else amount.quantize(CENT)
