"""Northwind's customers, orders and lines in the database, as an import would put them there."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl

from tenure.accounts.models import Account
from tenure.commerce.models import Order, OrderLine, Product
from tenure.core.text import name_key


def load_northwind(folder: Path) -> None:
    """Fill an empty database from the folder's CSV files."""
    accounts = _accounts(folder)
    products = {
        row["ProductID"]: Product(name=row["ProductName"], external_id=row["ProductID"])
        for row in _rows(folder / "products.csv")
    }
    Product.objects.bulk_create(products.values())
    orders = {row["OrderID"]: _order(row, accounts[row["CustomerID"]]) for row in _rows(folder / "orders.csv")}
    Order.objects.bulk_create(orders.values())
    places = dict.fromkeys(orders, 0)
    lines = []
    for row in _rows(folder / "order_details.csv"):
        places[row["OrderID"]] += 1
        lines.append(_line(row, orders[row["OrderID"]], products[row["ProductID"]], places[row["OrderID"]]))
    OrderLine.objects.bulk_create(lines)


def _accounts(folder: Path) -> dict[str, Account]:
    accounts = {
        row["CustomerID"]: Account(
            name=row["CompanyName"], name_key=name_key(row["CompanyName"]), external_id=row["CustomerID"]
        )
        for row in _rows(folder / "customers.csv")
    }
    Account.objects.bulk_create(accounts.values())
    return accounts


def _order(row: dict[str, str], account: Account) -> Order:
    day = date.fromisoformat(row["OrderDate"][:10])
    return Order(account=account, number=row["OrderID"], external_id=row["OrderID"], ordered_on=day, currency="USD")


def _line(row: dict[str, str], order: Order, product: Product, position: int) -> OrderLine:
    price, quantity, discount = (Decimal(row[name]) for name in ("UnitPrice", "Quantity", "Discount"))
    return OrderLine(
        order=order,
        position=position,
        product=product,
        quantity=quantity,
        unit_price=price,
        discount=discount,
        revenue=price * quantity * (1 - discount),
    )


def northwind_lines(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same lines and accounts straight from the files, as frames."""
    orders = pl.DataFrame(_rows(folder / "orders.csv")).select(
        pl.col("OrderID").alias("order"),
        pl.col("CustomerID").alias("account"),
        pl.col("OrderDate").str.slice(0, 10).str.to_date().alias("date"),
    )
    price, quantity, discount = (pl.col(name).cast(pl.Float64) for name in ("UnitPrice", "Quantity", "Discount"))
    details = pl.DataFrame(_rows(folder / "order_details.csv")).select(
        pl.col("OrderID").alias("order"),
        pl.col("ProductID").alias("product"),
        (price * quantity * (1 - discount)).alias("revenue"),
        pl.lit(None, dtype=pl.Float64).alias("cost"),
    )
    customers = pl.DataFrame(_rows(folder / "customers.csv"))
    accounts = customers.select(pl.col("CustomerID").alias("account"), pl.col("CompanyName").alias("name"))
    return details.join(orders, on="order"), accounts


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
