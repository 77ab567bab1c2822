"""What lines cost us, worked out from their products' costs as the rest of the system does."""

from collections.abc import Sequence
from typing import Any

from tenure.commerce.actions.order import LineFacts, line_cost
from tenure.commerce.models import Order, Product
from tenure.integrations.imports.directory import rows_where
from tenure.integrations.imports.drafts import Draft, Part
from tenure.integrations.imports.entities import LINE, Section


def work_out_costs(drafts: Sequence[Draft], sections: Sequence[Section]) -> None:
    """Give new lines that do not say it their cost: quantity x the product's cost, if that is in the same currency."""
    for section in sections:
        if section.entity is LINE:
            lines = [(draft, draft.parts[section.prefix]) for draft in drafts if section.prefix in draft.parts]
            _work_out([(draft, part) for draft, part in lines if not draft.problems and _lacks_cost(part)], section)


def _lacks_cost(part: Part) -> bool:
    return "cost" not in part.values and "quantity" in part.values and "product_id" in part.values


def _work_out(lines: Sequence[tuple[Draft, Part]], section: Section) -> None:
    products = _costly_products({part.values["product_id"] for _, part in lines})
    known = [(draft, part) for draft, part in lines if part.values["product_id"] in products]
    orders = {part.values["order_id"] for _, part in known if "order_id" in part.values}
    currencies = dict(rows_where(Order, "pk", orders, "pk", "currency"))
    for draft, part in known:
        head = {**draft.head.defaults, **draft.head.values} if section.links else {}
        currency = head.get("currency") or currencies.get(part.values.get("order_id"), "")
        product = products[part.values["product_id"]]
        cost = line_cost(LineFacts(product=product, quantity=part.values["quantity"]), currency)
        if cost is not None:
            part.defaults["cost"] = cost


def _costly_products(numbers: set[Any]) -> dict[int, Product]:
    rows = rows_where(Product, "pk", numbers, "pk", "cost", "currency", cost__isnull=False)
    return {pk: Product(cost=cost, currency=currency) for pk, cost, currency in rows}
