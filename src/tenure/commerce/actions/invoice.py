"""Recording what we asked to be paid, and when it was paid."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.accounts.models import Account
from tenure.commerce.models import Invoice, Order
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.people.models import Member

EDITABLE = frozenset({"number", "issued_on", "due_on", "paid_on", "amount", "currency", "source", "external_id"})


@transaction.atomic
def create_invoice(*, account: Account, by: Member, order: Order | None = None, **fields: Any) -> Invoice:
    """Record an invoice to an account, for one of its orders where that is known. Audited."""
    require_on(by, "order.change", account)
    refuse_unknown_fields(fields, EDITABLE)
    if order and order.account_id != account.pk:
        sentence = _("Order %(order)s is another account's; choose an order of this account.")
        raise ValidationError({"order": ValidationError(sentence, params={"order": order.pk})})
    invoice = Invoice(account=account, order=order, **fields)
    insert_record(invoice)
    after = field_values(invoice, [*fields, "account", "order"])
    record_change(by=by, verb="created", thing=invoice, after=after, account_id=account.pk)
    return invoice


@transaction.atomic
def change_invoice(*, invoice: Invoice, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Invoice:
    """Change fields of an invoice. Audited; ConflictError when somebody else changed the same field first."""
    require_on(by, "order.change", invoice.account)
    refuse_unknown_fields(changes, EDITABLE)
    before = update_record(invoice, changes, version=version)
    if before:
        after = field_values(invoice, before)
        record_change(by=by, verb="changed", thing=invoice, before=before, after=after, account_id=invoice.account_id)
    return invoice
