"""Making, changing and removing products."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tenure.accounts.actions.account import refuse_unknown_fields
from tenure.commerce.models import Product
from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import require
from tenure.people.models import Member

# fmt: off
EDITABLE = frozenset(
    {"code", "name", "family", "unit", "list_price", "cost", "currency", "discontinued", "source", "external_id"}
)
# fmt: on


@transaction.atomic
def create_product(*, by: Member, **fields: Any) -> Product:
    """Add something we sell. Audited."""
    require(by, "product.create")
    refuse_unknown_fields(fields, EDITABLE)
    product = Product(**fields)
    insert_record(product)
    record_change(by=by, verb="created", thing=product, after=field_values(product, fields))
    return product


@transaction.atomic
def change_product(*, product: Product, changes: Mapping[str, Any], by: Member, version: int | None = None) -> Product:
    """Change fields of a product. Audited; ConflictError when somebody else changed the same field first."""
    require(by, "product.change")
    refuse_unknown_fields(changes, EDITABLE)
    before = update_record(product, changes, version=version)
    if before:
        record_change(by=by, verb="changed", thing=product, before=before, after=field_values(product, before))
    return product


@transaction.atomic
def trash_product(*, product: Product, by: Member) -> Product:
    """Put a product into the trash; the orders that name it keep it."""
    require(by, "product.change")
    update_record(product, {"deleted_at": timezone.now()}, version=None)
    record_change(by=by, verb="trashed", thing=product)
    return product
