"""The sample company as tables of plain rows, the same for the same day and seed."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tenure.integrations.sample.accounts import SampleAccount, make_accounts
from tenure.integrations.sample.interactions import document_rows, interaction_rows
from tenure.integrations.sample.orders import OrderBook, make_order_book
from tenure.integrations.sample.people import contact_rows, member_rows, rating_rows, team_rows
from tenure.integrations.sample.polls import poll_rows
from tenure.integrations.sample.promises import promise_rows
from tenure.integrations.sample.words import FAMILY_CODES, PRODUCTS, RATES

SEED = 1896
Row = dict[str, Any]


@dataclass(frozen=True)
class SampleCompany:
    """Every table of the sample company: a list of rows by the name of the kind that the importer reads."""

    today: date
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def write_csv(self, folder: Path) -> list[Path]:
        """Write each table as a CSV file into the folder, in the order in which they have to be imported."""
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / f"{kind}.csv", rows) for kind, rows in self.tables.items()]


def sample_company(today: date, seed: int = SEED) -> SampleCompany:
    """Invent the company as of a day: about 240 accounts, 40 products and three years of orders up to the day before.

    >>> company = sample_company(date(2026, 11, 21))
    >>> len(company.tables["products"]), len(company.tables["members"])
    (40, 8)
    """

    def stream(name: str) -> Random:
        # Each table draws from its own stream, so that a change to one leaves the others as they were.
        return Random(f"{seed}/{name}")  # noqa: S311 - invented data, not a secret

    accounts = make_accounts(stream("accounts"))
    book = make_order_book(accounts, today, stream)
    return SampleCompany(today, _tables(accounts, book, today, stream))


def _tables(
    accounts: list[SampleAccount], book: OrderBook, today: date, stream: Callable[[str], Random]
) -> dict[str, list[Row]]:
    team = team_rows(accounts, stream("team"))
    contacts = contact_rows(accounts, stream("contacts"))
    talks = interaction_rows(accounts, contacts, team, today, stream("interactions"))
    return {
        "members": member_rows(),
        "rates": rate_rows(today),
        "products": product_rows(),
        "accounts": [account.row(today) for account in accounts],
        "team": team,
        "contacts": contacts,
        "orders": book.lines,
        "deliveries": book.deliveries,
        "invoices": book.invoices,
        "ratings": rating_rows(accounts, today, stream("ratings")),
        "interactions": talks,
        "promises": promise_rows(accounts, talks, today, stream("promises")),
        "documents": document_rows(accounts, today, stream("documents")),
        "polls": poll_rows(accounts, today, stream("polls")),
    }


def product_rows() -> list[Row]:
    """The price list, in euro."""
    rows: list[Row] = []
    for family, products in PRODUCTS.items():
        for number, (name, price, cost) in enumerate(products, start=1):
            code = f"{FAMILY_CODES[family]}-{number:02d}"
            rows.append(
                {"product_id": code, "code": code, "name": name, "family": family, "unit": "piece"}
                | {"list_price": price, "cost": cost, "currency": "EUR"}
            )
    return rows


def rate_rows(today: date) -> list[Row]:
    """A rate for every currency at the start of each quarter of the last four years."""
    quarters = [date(today.year + (n // 4), 3 * (n % 4) + 1, 1) for n in range(-16, 4)]
    return [
        {"currency": currency, "valid_from": quarter.isoformat(), "rate": round(start * (1 + drift * n / 16), 6)}
        for currency, (start, drift) in RATES.items()
        for n, quarter in enumerate(quarters)
        if quarter <= today
    ]


def _write(path: Path, rows: list[Row]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path
