from datetime import datetime
from decimal import Decimal

from tenure.api.schemas.fields import (
    CurrencyOrEmpty,
    Flag,
    In,
    Line40,
    Line60,
    Line120,
    Name,
    Out,
    Price,
    Version,
    examples,
    unchanged,
)


class ProductOut(Out):
    """Something we sell; a cost that is not known is null."""

    id: int
    version: int
    created_at: datetime
    updated_at: datetime
    code: str
    name: str
    family: str
    unit: str
    list_price: Decimal | None
    cost: Decimal | None
    currency: str
    discontinued: bool
    source: str
    external_id: str


class ProductPage(Out):
    """A page of products, and the cursor of the next."""

    items: list[ProductOut]
    next: str | None


class ProductIn(In):
    """Something new that we sell."""

    model_config = examples(
        {"code": "CH-20", "name": "Chai", "unit": "box", "list_price": "18.00", "cost": "11.20", "currency": "EUR"}
    )

    name: Name
    code: Line60 = ""
    family: Line120 = ""
    unit: Line40 = ""
    list_price: Price | None = None
    cost: Price | None = None
    currency: CurrencyOrEmpty = ""
    discontinued: Flag = False
    source: Line40 = ""
    external_id: Line120 = ""


class ProductPatch(In):
    """The fields to change; `version` is the one they were read at."""

    model_config = examples({"version": 1, "list_price": "19.00"})

    version: Version | None = None
    name: Name = unchanged()
    code: Line60 = unchanged()
    family: Line120 = unchanged()
    unit: Line40 = unchanged()
    list_price: Price | None = unchanged()
    cost: Price | None = unchanged()
    currency: CurrencyOrEmpty = unchanged()
    discontinued: Flag = unchanged()
    source: Line40 = unchanged()
    external_id: Line120 = unchanged()
