"""Orders with their lines, deliveries and invoices."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Router

from tenure.accounts.models import Account
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.orders import (
    DeliveryIn,
    DeliveryOut,
    DeliveryPatch,
    InvoiceIn,
    InvoiceOut,
    InvoicePatch,
    OrderDetail,
    OrderIn,
    OrderLineOut,
    OrderOut,
    OrderPage,
    OrderPatch,
)
from tenure.commerce.actions.delivery import change_delivery, create_delivery
from tenure.commerce.actions.invoice import change_invoice, create_invoice
from tenure.commerce.actions.order import LineFacts, change_order, create_order
from tenure.commerce.choices import OrderState
from tenure.commerce.models import Delivery, Invoice, OrderLine, Product
from tenure.commerce.models import Order as OrderRecord
from tenure.core.audit import field_values

router = Router(tags=["orders"])

LISTING = Listing(
    shown=shown(OrderRecord.objects, OrderOut),
    filters={
        **key("account"),
        **text("number"),
        **days("ordered_on"),
        **days("requested_on"),
        **days("confirmed_on"),
        "state": asks("state", OrderState),
        **text("currency"),
        **text("source"),
        **text("external_id"),
        **moments("updated_at"),
    },
    orders={"ordered_on": Order("ordered_on"), "id": Order("id")},
    default="-ordered_on",
)

LINES = shown(OrderLine.objects, OrderLineOut)
DELIVERIES = shown(Delivery.objects, DeliveryOut)
INVOICES = shown(Invoice.objects, InvoiceOut)


def visible(request: ApiRequest, order_id: int) -> OrderRecord:
    """The order, if the member may see its account."""
    return OrderRecord.objects.visible_to(request.auth).select_related("account").get(pk=order_id)


def _detail(request: ApiRequest, order_id: int) -> dict[str, Any]:
    order = LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=order_id))
    order["lines"] = LINES.seen_by(request.auth).dicts(LINES.rows.filter(order=order_id).order_by("position"))
    order["deliveries"] = DELIVERIES.dicts(DELIVERIES.rows.filter(order=order_id).order_by("id"))
    order["invoices"] = INVOICES.dicts(INVOICES.rows.filter(order=order_id).order_by("id"))
    return order


def _line_facts(request: ApiRequest, lines: list[dict[str, Any]]) -> list[LineFacts]:
    """The lines with their products, which are fetched together."""
    keys = {line["product"] for line in lines if line.get("product")}
    products = Product.objects.visible_to(request.auth).in_bulk(keys)
    missing = sorted(keys - products.keys())
    if missing:
        raise ValidationError({"lines": f"There is no product {missing[0]}; name one that we sell, or none."})
    return [LineFacts(**{**line, "product": products.get(line.get("product"))}) for line in lines]


@router.get("", response=OrderPage, **reads("account.see", LISTING))
def list_orders(request: ApiRequest) -> HttpResponse:
    """The orders of the accounts you see, the latest first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: OrderDetail}, **writes("order.create", once=True))
@once
def post_order(request: ApiRequest, body: OrderIn) -> HttpResponse:
    """Record what an account ordered."""
    fields = given(body)
    lines = _line_facts(request, fields.pop("lines", []))
    refer(fields, "account", Account.objects.visible_to(request.auth))
    order = create_order(by=request.auth, lines=lines, **fields)
    return answer(_detail(request, order.pk), 201)


@router.get("/{int:order_id}", response=OrderDetail, **reads("account.see"))
def get_order(request: ApiRequest, order_id: PathKey) -> HttpResponse:
    """One order with its lines, deliveries and invoices."""
    return answer(_detail(request, order_id))


@router.patch("/{int:order_id}", response=OrderDetail, **writes("order.change"))
def patch_order(request: ApiRequest, order_id: PathKey, body: OrderPatch) -> HttpResponse:
    """Change fields of an order, or replace its lines."""
    order = visible(request, order_id)
    changes, version = changes_and_version(body)
    lines = _line_facts(request, changes.pop("lines")) if "lines" in changes else None
    change_order(order=order, changes=changes, lines=lines, by=request.auth, version=version)
    return answer(_detail(request, order.pk))


@router.post("/{int:order_id}/deliveries", response={201: DeliveryOut}, **writes("order.change", once=True))
@once
def post_delivery(request: ApiRequest, order_id: PathKey, body: DeliveryIn) -> HttpResponse:
    """Record a delivery of an order or of one of its lines."""
    order = visible(request, order_id)
    fields = given(body)
    refer(fields, "line", OrderLine.objects.filter(order=order))
    delivery = create_delivery(order=order, by=request.auth, **fields)
    return answer(field_values(delivery, DeliveryOut.model_fields), 201)


@router.patch("/{int:order_id}/deliveries/{int:delivery_id}", response=DeliveryOut, **writes("order.change"))
def patch_delivery(request: ApiRequest, order_id: PathKey, delivery_id: PathKey, body: DeliveryPatch) -> HttpResponse:
    """Change fields of a delivery."""
    delivery = visible(request, order_id).deliveries.get(pk=delivery_id)
    changes, version = changes_and_version(body)
    change_delivery(delivery=delivery, changes=changes, by=request.auth, version=version)
    return answer(field_values(delivery, DeliveryOut.model_fields))


@router.post("/{int:order_id}/invoices", response={201: InvoiceOut}, **writes("order.change", once=True))
@once
def post_invoice(request: ApiRequest, order_id: PathKey, body: InvoiceIn) -> HttpResponse:
    """Record an invoice for an order."""
    order = visible(request, order_id)
    invoice = create_invoice(account=order.account, order=order, by=request.auth, **given(body))
    return answer(field_values(invoice, InvoiceOut.model_fields), 201)


@router.patch("/{int:order_id}/invoices/{int:invoice_id}", response=InvoiceOut, **writes("order.change"))
def patch_invoice(request: ApiRequest, order_id: PathKey, invoice_id: PathKey, body: InvoicePatch) -> HttpResponse:
    """Change fields of an invoice."""
    invoice = visible(request, order_id).invoices.get(pk=invoice_id)
    changes, version = changes_and_version(body)
    change_invoice(invoice=invoice, changes=changes, by=request.auth, version=version)
    return answer(field_values(invoice, InvoiceOut.model_fields))
