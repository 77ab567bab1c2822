"""Making and changing orders with their lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.commerce.models import Order, OrderLine, Product
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.errors import ConflictError
from tenure.core.money import rate_on
from tenure.core.wording import field_word
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {"number", "ordered_on", "requested_on", "confirmed_on", "currency", "rate", "state", "source", "external_id"}
)
LINE_FIELDS = ("product", "description", "quantity", "unit_price", "discount", "revenue", "cost")
# fmt: on
SMALLEST_AMOUNT = Decimal("0.0001")


@dataclass(frozen=True)
class LineFacts:
    """What is known of one line. Revenue and cost may be left to be worked out from quantity and price."""

    product: Product | None = None
    description: str = ""
    quantity: Decimal | None = None
    unit_price: Decimal | None = None
    discount: Decimal = Decimal(0)
    revenue: Decimal | None = None
    cost: Decimal | None = None


def line_revenue(line: LineFacts) -> Decimal | None:
    """Net amount of a line in the order's currency: as given, else quantity x unit price x (1 - discount), or None.

    >>> line_revenue(LineFacts(quantity=Decimal(3), unit_price=Decimal("9.99"), discount=Decimal("0.1")))
    Decimal('26.9730')
    >>> line_revenue(LineFacts(quantity=Decimal(3))) is None
    True
    """
    if line.revenue is not None:
        return line.revenue
    if line.quantity is None or line.unit_price is None:
        return None
    return _rounded(line.quantity * line.unit_price * (1 - line.discount))


def line_cost(line: LineFacts, currency: str) -> Decimal | None:
    """What a line cost us: as given, else quantity x the product's cost if that is in the order's currency; or None."""
    product = line.product
    if line.cost is not None or product is None or product.cost is None or line.quantity is None:
        return line.cost
    return _rounded(line.quantity * product.cost) if product.currency == currency else None


def _rounded(amount: Decimal) -> Decimal:
    return amount.quantize(SMALLEST_AMOUNT, ROUND_HALF_UP)


@transaction.atomic
def create_order(*, account: Account, lines: Sequence[LineFacts], by: Member, **fields: Any) -> Order:
    """Record what an account ordered. Audited. Without a rate, that of the order's day is looked up and stored."""
    require_on(by, "order.create", account)
    refuse_unknown_fields(fields, EDITABLE)
    order = Order(account=account, **fields)
    if "rate" not in fields:
        order.rate = rate_on(order.currency, order.ordered_on)
    insert_record(order)
    made = _lines(order, lines)
    OrderLine.objects.bulk_create(made)
    after = {**field_values(order, [*fields, "account"]), "lines": _as_logged(made)}
    record_change(by=by, verb="created", thing=order, after=after, account_id=account.pk)
    return order


@transaction.atomic
def change_order(
    *,
    order: Order,
    changes: Mapping[str, Any],
    by: Member,
    lines: Sequence[LineFacts] | None = None,
    version: int | None = None,
) -> Order:
    """Change an order's fields, and replace its lines when some are given. Audited.

    Lines are one field to the audit log and to concurrent writers: who saw an older version of them gets ConflictError.
    """
    require_on(by, "order.change", order.account)
    refuse_unknown_fields(changes, EDITABLE)
    if changes.keys() & {"currency", "ordered_on"} and "rate" not in changes:
        day, currency = changes.get("ordered_on", order.ordered_on), changes.get("currency", order.currency)
        changes = {**changes, "rate": rate_on(currency, day)}
    before = update_record(order, changes, version=version)
    after = field_values(order, before)
    if lines is not None:
        before["lines"], after["lines"] = _replace_lines(order, lines, order.version if before else version)
    if before:
        record_change(by=by, verb="changed", thing=order, before=before, after=after, account_id=order.account_id)
    return order


def _lines(order: Order, lines: Sequence[LineFacts]) -> list[OrderLine]:
    made = []
    for position, facts in enumerate(lines, start=1):
        revenue = line_revenue(facts)
        if revenue is None:
            sentence = _("Line %(position)s needs a revenue, or a quantity and a unit price.")
            raise ValidationError({"lines": ValidationError(sentence, params={"position": position})})
        line = OrderLine(
            order=order,
            position=position,
            product=facts.product,
            description=facts.description,
            quantity=facts.quantity,
            unit_price=facts.unit_price,
            discount=facts.discount,
            revenue=revenue,
            cost=line_cost(facts, order.currency),
        )
        _clean_line(line)
        made.append(line)
    return made


def _clean_line(line: OrderLine) -> None:
    # The order and the product were just fetched; asking the database for each line again would cost a query per row.
    try:
        line.clean_fields(exclude=["order", "product"])
    except ValidationError as error:
        where = _("Line %(position)s, %(field)s: %(said)s")
        sentences = [
            where % {"position": line.position, "field": field_word(name), "said": "; ".join(said)}
            for name, said in error.message_dict.items()
        ]
        raise ValidationError({"lines": sentences}) from error


def _replace_lines(
    order: Order, lines: Sequence[LineFacts], version: int | None
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Make the given lines the order's lines, position by position; return how they were and how they are."""
    former = list(order.lines.order_by("position"))
    if version is not None and version != order.version:
        raise ConflictError({"lines": _as_logged(former)}, order.version)
    _bump_version(order)
    made = _lines(order, lines)
    surplus = order.lines.filter(position__gt=len(made))
    if surplus.filter(deliveries__isnull=False).exists():
        raise ValidationError(
            {"lines": _("A line that was delivered cannot be taken away; keep it and set it to zero.")}
        )
    surplus.delete()
    OrderLine.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["order", "position"], update_fields=list(LINE_FIELDS)
    )
    return _as_logged(former), _as_logged(made)


def _bump_version(order: Order) -> None:
    seen, order.version, order.updated_at = order.version, order.version + 1, timezone.now()
    unchanged = Order.objects.filter(pk=order.pk, version=seen)
    if not unchanged.update(version=order.version, updated_at=order.updated_at):
        raise ConflictError({"lines": None}, seen)


def _as_logged(lines: Sequence[OrderLine]) -> list[dict[str, Any]]:
    return [field_values(line, LINE_FIELDS) for line in lines]
