"""The records that a member sees as rows of a table, which can be imported again and then change nothing."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from tenure.accounts.models import Account, Contact
from tenure.assessments.models import Rating
from tenure.commerce.models import Delivery, Invoice, Order, OrderLine, Product
from tenure.core.models import ExchangeRate
from tenure.core.policy import hidden_from, may
from tenure.growth.models import Plan
from tenure.integrations.imports.entities import CALLED, FILE_KINDS, LINE, OWN_ID, Section
from tenure.integrations.imports.fields import Field, Kind
from tenure.people.models import Member

Row = tuple[Any, ...]
AT_ONCE = 2_000

# What a reference is written as where not as the number of its record, and the names that people read beside it.
_WRITTEN = {"member": "email", "rating question": "code", "order line": "position"}
_READ = {"account": "name", "product": "name", "order": "number"}


def visible_records(kind: str, member: Member) -> "QuerySet[Any]":
    """The records of a kind of file that the member sees."""
    accounts = Account.objects.visible_to(member)
    orders = Order.objects.visible_to(member)
    records: dict[str, QuerySet[Any]] = {
        "members": Member.objects.visible_to(member),
        "rates": ExchangeRate.objects.all(),
        "accounts": accounts,
        "contacts": Contact.objects.visible_to(member),
        "products": Product.objects.visible_to(member),
        "orders": orders,
        "lines": OrderLine.objects.filter(order__in=orders),
        "deliveries": Delivery.objects.filter(order__in=orders),
        "invoices": Invoice.objects.filter(account__in=accounts),
        "ratings": Rating.objects.filter(account__in=accounts),
        "plans": _plans(member),
    }
    return records[kind]


def _plans(member: Member) -> "QuerySet[Any]":
    plans = Plan.objects.visible_to(member).still_open()
    return plans if may(member, "plan.see") else plans.none()


def export_table(kind: str, member: Member) -> tuple[list[str], Iterator[Row]]:
    """The headers and the rows of all records of a kind that the member sees, streamed in order of their numbers."""
    file_kind = FILE_KINDS[kind]
    columns = list(_columns(file_kind.head, "", member, with_names=True))
    records = visible_records(kind, member).order_by("pk")
    if kind == "orders":
        # One row for each line, and one for an order without lines.
        line = next(section for section in file_kind.sections if section.entity is LINE)
        columns += _columns(line, "lines__", member, with_names=False)
        records = records.order_by("pk", "lines__position")
    paths = [path for _, path in columns]
    return [header for header, _ in columns], records.values_list(*paths).iterator(chunk_size=AT_ONCE)


def _columns(section: Section, at: str, member: Member, *, with_names: bool) -> Iterator[tuple[str, str]]:
    """The headers of the fields that the member may see with the path to each value; first what tells records apart."""
    hidden = hidden_from(member, section.entity.model._meta.model_name or "")
    if section.entity.is_external:
        yield OWN_ID, f"{at}pk"
    for item in section.fields:
        if item.virtual or item.name == "external_id" or item.name in hidden:
            continue
        yield section.label(item), f"{at}{_path(item)}"
        if with_names and item.entity in _READ:
            yield CALLED.format(item.name), f"{at}{item.name}__{_READ[item.entity]}"
    if section.entity.is_external and with_names:
        yield from (("known to", f"{at}source"), ("known as", f"{at}external_id"))


def _path(item: Field) -> str:
    if item.kind is not Kind.REFERENCE:
        return item.name
    written = _WRITTEN.get(item.entity)
    return f"{item.name}__{written}" if written else item.attribute
