"""Three years of orders, deliveries and invoices, told by each account's story."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from tenure.integrations.sample.accounts import SampleAccount, Story
from tenure.integrations.sample.words import FAMILY_CODES, INDUSTRIES, PRODUCTS, RATES

MONTHS = 36
Row = dict[str, Any]


@dataclass
class OrderBook:
    """Order lines (with their order's fields on every line), deliveries and invoices as rows."""

    lines: list[Row] = field(default_factory=list)
    deliveries: list[Row] = field(default_factory=list)
    invoices: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class _Habit:
    """How an account buys: orders a year, its products, its discount, and its days to pay."""

    frequency: float
    basket: list[tuple[str, float, float]]
    discount: float
    terms: int
    pays_after: int


def make_order_book(accounts: list[SampleAccount], today: date, stream: Callable[[str], Random]) -> OrderBook:
    """The orders of every account that buys, dated up to the day before `today`, in order of date."""
    orders: list[tuple[date, SampleAccount, _Habit]] = []
    for account in accounts:
        if account.story == Story.NONE:
            continue
        random = stream(f"orders/{account.code}")
        habit = _habit(account, random)
        orders += [(day, account, habit) for day in _order_days(account, habit, today, random)]
    orders.sort(key=lambda order: (order[0], order[1].code))
    book, random = OrderBook(), stream("lines")
    for number, (day, account, habit) in enumerate(orders, start=1):
        _write_order(book, f"O{100000 + number}", day, account, habit, today, random)
    return book


def _habit(account: SampleAccount, random: Random) -> _Habit:
    families = INDUSTRIES[account.industry][1]
    bought = random.sample(families, max(1, round(len(families) * random.uniform(0.4, 0.9))))
    stock = [
        (f"{FAMILY_CODES[family]}-{number:02d}", float(price), float(cost))
        for family in bought
        for number, (_, price, cost) in enumerate(PRODUCTS[family], start=1)
    ]
    basket = random.sample(stock, min(len(stock), random.randint(3, 14)))
    discount = min(0.24, max(0.0, math.log10(max(account.size, 10_000) / 10_000) * 0.08))
    lumpy = account.story == Story.LUMPY
    frequency = 3.0 if lumpy else min(52.0, max(3.0, (account.size / 4_000) ** 0.62))
    extra = 0.2 if account.story == Story.THIN else 0.0
    return _Habit(frequency, basket, round(discount + extra, 3), random.choice((30, 45, 60)), random.randint(-5, 25))


def _order_days(account: SampleAccount, habit: _Habit, today: date, random: Random) -> list[date]:
    days: list[date] = []
    carried = random.random()
    for age in range(MONTHS - 1, -1, -1):
        # Whole orders come when enough of them has added up: regular for the regular, with some chance for all.
        carried += habit.frequency / 12 * _demand(account, age, today) * random.uniform(0.75, 1.25)
        count, carried = int(carried), carried % 1
        for place in range(count):
            into_month = (place + random.uniform(0.25, 0.75)) / count * 30
            day = today - timedelta(days=1 + int(age * 30.4375 + into_month))
            days.append(day - timedelta(days=max(0, day.weekday() - 4)))
    return days


def _demand(account: SampleAccount, age: int, today: date) -> float:
    """This month's demand against a usual month; `age` is the number of whole months before today."""
    years = (MONTHS - age) / 12
    month = (today.month - age - 1) % 12
    season = 1 + 0.12 * math.sin((month - 2) / 12 * 2 * math.pi)
    if account.story == Story.GROWING:
        return season * math.pow(1.32, years - 1)
    if account.story == Story.DECLINING:
        return season * math.pow(0.74, years - 1)
    if account.story == Story.SEASONAL:
        return 1 + 0.85 * math.sin((month - 3) / 12 * 2 * math.pi)
    if account.story == Story.SLUMP:
        return season * (0.35 if age < 5 else 1.08)
    if account.story == Story.LOST:
        return 0.0 if age < 8 else season
    if account.story == Story.NEW:
        return 0.0 if age > 7 else 0.6 + (7 - age) * 0.15
    return season


def _write_order(
    book: OrderBook, number: str, day: date, account: SampleAccount, habit: _Habit, today: date, random: Random
) -> None:
    requested = day + timedelta(days=random.randint(6, 20))
    confirmed = requested + timedelta(days=random.choice((0, 0, 0, 0, 2)))
    delivered = confirmed + timedelta(days=_lateness(account, day, today, random))
    cancelled = random.random() < 0.008
    state = "cancelled" if cancelled else "delivered" if delivered < today else "open"
    head = {
        "order_id": number,
        "account_id": account.code,
        "ordered_on": day.isoformat(),
        "requested_on": requested.isoformat(),
        "confirmed_on": confirmed.isoformat(),
        "currency": account.country.currency,
        "state": state,
    }
    lines = _lines(account, habit, random)
    book.lines += [head | {"position": position} | line for position, line in enumerate(lines, start=1)]
    if cancelled:
        return
    arrived = delivered.isoformat() if state == "delivered" else ""
    book.deliveries.append(
        {"delivery_id": f"D{number[1:]}", "order_id": number, "requested_on": head["requested_on"]}
        | {"confirmed_on": head["confirmed_on"], "delivered_on": arrived}
    )
    if state == "delivered":
        book.invoices.append(_invoice(number, head, lines, habit, delivered, today, random))


def _lateness(account: SampleAccount, day: date, today: date, random: Random) -> int:
    troubled = account.story == Story.LATE and (today - day).days < 160
    if random.random() < (0.55 if troubled else 0.09):
        return random.randint(3, 14) if troubled else random.randint(1, 5)
    return random.choice((-2, -1, 0, 0, 0))


def _lines(account: SampleAccount, habit: _Habit, random: Random) -> list[Row]:
    products = random.sample(habit.basket, min(len(habit.basket), random.choice((1, 2, 2, 3, 3, 4, 5))))
    value = account.size / habit.frequency / len(products)
    rate = RATES[account.country.currency][0] if account.country.currency in RATES else 1.0
    return [_line(product, value, habit.discount, rate, random) for product in products]


def _line(product: tuple[str, float, float], value: float, discount: float, rate: float, random: Random) -> Row:
    code, price, cost = product
    quantity = max(1, round(value * random.lognormvariate(0, 0.45) / price / (1 - discount)))
    unit_price = round(price / rate, 2)
    return {
        "product_id": code,
        "quantity": quantity,
        "unit_price": unit_price,
        "discount": discount,
        "revenue": round(quantity * unit_price * (1 - discount), 2),
        "cost": round(quantity * cost / rate, 2),
    }


def _invoice(
    number: str, head: Row, lines: list[Row], habit: _Habit, delivered: date, today: date, random: Random
) -> Row:
    due = delivered + timedelta(days=habit.terms)
    paid = due + timedelta(days=habit.pays_after + random.randint(-6, 6))
    return {
        "invoice_id": f"I{number[1:]}",
        "number": f"I{number[1:]}",
        "order_id": number,
        "account_id": head["account_id"],
        "issued_on": delivered.isoformat(),
        "due_on": due.isoformat(),
        "paid_on": paid.isoformat() if paid < today else "",
        "amount": round(sum(line["revenue"] for line in lines), 2),
        "currency": head["currency"],
    }
