from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field

from tenure.api.schemas.fields import (
    Amount,
    Currency,
    Day,
    Fraction,
    In,
    Key,
    Line40,
    Line60,
    Line120,
    Line200,
    Money,
    Name60,
    Out,
    Rate,
    Version,
    examples,
    unchanged,
)
from tenure.commerce.choices import OrderState

MOST_LINES = 1000
LINE: dict[str, Any] = {"product": 4, "quantity": "12", "unit_price": "18.00", "discount": "0.05"}


class OrderOut(Out):
    """An order without its lines; `rate` is what one unit of its currency was worth in ours on the day."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    account: int
    number: str
    ordered_on: date
    requested_on: date | None
    confirmed_on: date | None
    currency: str
    rate: Decimal
    state: OrderState
    source: str
    external_id: str


class OrderPage(Out):
    """A page of orders, and the cursor of the next."""

    items: list[OrderOut]
    next: str | None


class OrderLineOut(Out):
    """One position of an order, its amounts in the order's currency."""

    id: int
    position: int
    product: int | None
    description: str
    quantity: Decimal | None
    unit_price: Decimal | None
    discount: Decimal
    revenue: Decimal
    cost: Decimal | None


class DeliveryOut(Out):
    """Goods of an order, or of one of its lines: when they were asked for, promised and delivered."""

    id: int
    version: int
    order: int
    line: int | None
    quantity: Decimal | None
    requested_on: date | None
    confirmed_on: date | None
    delivered_on: date | None
    source: str
    external_id: str


class InvoiceOut(Out):
    """What we asked to be paid, by when, and when it was paid in full."""

    id: int
    version: int
    account: int
    order: int | None
    number: str
    issued_on: date
    due_on: date | None
    paid_on: date | None
    amount: Decimal
    currency: str
    source: str
    external_id: str


class OrderDetail(OrderOut):
    """An order with its lines, deliveries and invoices."""

    lines: list[OrderLineOut]
    deliveries: list[DeliveryOut]
    invoices: list[InvoiceOut]


class OrderLineIn(In):
    """One position. Without `revenue` it is quantity x unit price x (1 - discount)."""

    model_config = examples(LINE)

    product: Key | None = None
    description: Line200 = ""
    quantity: Amount | None = None
    unit_price: Amount | None = None
    discount: Fraction = Decimal(0)
    revenue: Amount | None = None
    cost: Amount | None = None


Lines = Annotated[list[OrderLineIn], Field(max_length=MOST_LINES)]


class OrderIn(In):
    """A new order. Without `rate` the last known one that is dated not later than the order is taken."""

    model_config = examples(
        {"account": 12, "number": "10248", "ordered_on": "2026-03-31", "currency": "EUR", "lines": [LINE]}
    )

    account: Key
    ordered_on: Day
    currency: Currency
    number: Line60 = ""
    requested_on: Day | None = None
    confirmed_on: Day | None = None
    rate: Rate = unchanged()
    state: OrderState = OrderState.OPEN
    source: Line40 = ""
    external_id: Line120 = ""
    lines: Lines = []


class OrderPatch(In):
    """The fields to change; `lines`, when given, take the place of all lines, position by position."""

    model_config = examples({"version": 1, "state": "delivered"})

    version: Version | None = None
    number: Line60 = unchanged()
    ordered_on: Day = unchanged()
    requested_on: Day | None = unchanged()
    confirmed_on: Day | None = unchanged()
    currency: Currency = unchanged()
    rate: Rate = unchanged()
    state: OrderState = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()
    lines: Lines = unchanged()


class DeliveryIn(In):
    """A delivery of an order, or of the line of it that is named."""

    model_config = examples({"requested_on": "2026-04-10", "confirmed_on": "2026-04-12", "delivered_on": "2026-04-13"})

    line: Key | None = None
    quantity: Amount | None = None
    requested_on: Day | None = None
    confirmed_on: Day | None = None
    delivered_on: Day | None = None
    source: Line40 = ""
    external_id: Line120 = ""


class DeliveryPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "delivered_on": "2026-04-13"})

    version: Version | None = None
    quantity: Amount | None = unchanged()
    requested_on: Day | None = unchanged()
    confirmed_on: Day | None = unchanged()
    delivered_on: Day | None = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()


class InvoiceIn(In):
    """An invoice for an order."""

    model_config = examples({"number": "R-2026-118", "issued_on": "2026-04-14", "amount": "205.20", "currency": "EUR"})

    number: Name60
    issued_on: Day
    amount: Money
    currency: Currency
    due_on: Day | None = None
    paid_on: Day | None = None
    source: Line40 = ""
    external_id: Line120 = ""


class InvoicePatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "paid_on": "2026-05-02"})

    version: Version | None = None
    number: Name60 = unchanged()
    issued_on: Day = unchanged()
    due_on: Day | None = unchanged()
    paid_on: Day | None = unchanged()
    amount: Money = unchanged()
    currency: Currency = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()
