"""Who asks the API in these tests, and the little world they ask about."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tenure.accounts.actions.account import create_account, trash_account
from tenure.accounts.actions.contact import create_contact
from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account, Contact
from tenure.commerce.actions.delivery import create_delivery
from tenure.commerce.actions.invoice import create_invoice
from tenure.commerce.actions.order import LineFacts, create_order
from tenure.commerce.actions.product import create_product
from tenure.commerce.models import Delivery, Invoice, Order, OrderLine, Product
from tenure.core.models import JobRun
from tenure.people.actions import issue_token
from tenure.people.models import ApiToken, Member

Asks = Callable[..., Client]


@dataclass(frozen=True)
class World:
    """Alice's account with everything that can hang on one, and an account of nobody's that only leaders see."""

    account: Account
    contact: Contact
    product: Product
    order: Order
    line: OrderLine
    delivery: Delivery
    invoice: Invoice
    foreign: Account
    foreign_contact: Contact
    foreign_order: Order
    trashed: Account
    token: ApiToken
    job: JobRun


@pytest.fixture
def asks() -> Asks:
    """A client that shows a new token of the member's: `asks(alice)`, `asks(alice, may_write=False)`."""

    def client(member: Member, *, may_write: bool = True) -> Client:
        _, secret = issue_token(name="test", may_write=may_write, by=member)
        return Client(headers={"authorization": f"Bearer {secret}"})

    return client


@pytest.fixture
def world(account: Account, alice: Member, director: Member, viewer: Member) -> World:
    add_team_member(account=account, member=viewer, by=alice)
    product = create_product(by=director, name="Chai", cost=Decimal("11.20"), currency="EUR")
    order = ordered(account, product, alice)
    foreign = create_account(by=director, name="Fremde Werke")
    trashed = create_account(by=director, name="Alte Werke")
    return World(
        account=account,
        contact=create_contact(account=account, by=alice, name="Maria Lindqvist"),
        product=product,
        order=order,
        line=order.lines.get(),
        delivery=create_delivery(order=order, by=alice, delivered_on=date(2026, 4, 13)),
        invoice=create_invoice(
            account=account, order=order, by=alice, number="R-1", issued_on=date(2026, 4, 14),
            amount=Decimal("205.20"), currency="EUR",
        ),
        foreign=foreign,
        foreign_contact=create_contact(account=foreign, by=director, name="Frida Fremd"),
        foreign_order=ordered(foreign, product, director),
        trashed=trash_account(account=trashed, by=director),
        token=issue_token(name="own", may_write=False, by=alice)[0],
        job=JobRun.objects.create(kind="import", requested_by_id=alice.pk),
    )  # fmt: skip


def ordered(account: Account, product: Product, by: Member) -> Order:
    line = LineFacts(product=product, quantity=Decimal(12), unit_price=Decimal(18))
    return create_order(account=account, lines=[line], by=by, ordered_on=date(2026, 3, 31), currency="EUR")
