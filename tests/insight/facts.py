"""Small made-up facts for portfolios under test."""

from datetime import date
from decimal import Decimal

from tenure.accounts.choices import AccountKind
from tenure.accounts.models import Account
from tenure.commerce.models import Order, OrderLine
from tenure.core.text import name_key
from tenure.people.models import Member

YEAR_END = date(2024, 12, 31)


def make_account(name: str, *, kind: AccountKind = AccountKind.CUSTOMER, owner: Member | None = None) -> Account:
    return Account.objects.create(name=name, name_key=name_key(name), kind=kind, owner=owner)


def make_order(
    account: Account,
    day: date,
    revenue: str,
    *,
    cost: str | None = None,
    rate: str = "1",
    state: str = "delivered",
) -> Order:
    order = Order.objects.create(account=account, ordered_on=day, currency="EUR", rate=Decimal(rate), state=state)
    OrderLine.objects.create(
        order=order, position=1, revenue=Decimal(revenue), cost=None if cost is None else Decimal(cost)
    )
    return order


def make_year(account: Account, revenue: int, *, year: int = 2024, orders: int = 4, margin: float = 0.3) -> None:
    """A year's revenue in equal orders, one a quarter at most; the last of them on the year's last day."""
    for turn in range(orders):
        day = date(year, 12 - 12 // orders * turn, 28 if turn else 31)
        part = Decimal(revenue) / orders
        make_order(account, day, str(part), cost=str(part * Decimal(str(1 - margin))))


def make_portfolio(count: int, *, year: int = 2024) -> list[Account]:
    """Accounts of falling size: the first buys for 100,000 times their number a year, the last for 100,000."""
    accounts = [make_account(f"Customer {number:02}") for number in range(1, count + 1)]
    for place, account in enumerate(accounts):
        make_year(account, 100_000 * (count - place), year=year)
    return accounts
