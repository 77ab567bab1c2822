"""Recording when goods were asked for, promised and delivered."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.commerce.models import Delivery, Order, OrderLine
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member

EDITABLE = frozenset({"quantity", "requested_on", "confirmed_on", "delivered_on", "source", "external_id"})


@transaction.atomic
def create_delivery(*, order: Order, by: Member, line: OrderLine | None = None, **fields: Any) -> Delivery:
    """Record a delivery of an order, or of one of its lines. Audited."""
    require_on(by, "order.change", order.account)
    refuse_unknown_fields(fields, EDITABLE)
    if line and line.order_id != order.pk:
        sentence = _("Line %(line)s belongs to another order; choose a line of this order.")
        raise ValidationError({"line": ValidationError(sentence, params={"line": line.pk})})
    delivery = Delivery(order=order, line=line, **fields)
    insert_record(delivery)
    after = field_values(delivery, [*fields, "order", "line"])
    record_change(by=by, verb="created", thing=delivery, after=after, account_id=order.account_id)
    return delivery


@transaction.atomic
def change_delivery(
    *, delivery: Delivery, changes: Mapping[str, Any], by: Member, version: int | None = None
) -> Delivery:
    """Change fields of a delivery. Audited; ConflictError when somebody else changed the same field first."""
    account = delivery.order.account
    require_on(by, "order.change", account)
    refuse_unknown_fields(changes, EDITABLE)
    before = update_record(delivery, changes, version=version)
    if before:
        after = field_values(delivery, before)
        record_change(by=by, verb="changed", thing=delivery, before=before, after=after, account_id=account.pk)
    return delivery
