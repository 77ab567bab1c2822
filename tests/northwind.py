"""Northwind's orders and customers as the frames that ranking takes."""

import polars as pl

from tests.shared import shared_data


def northwind_lines() -> pl.DataFrame:
    """The 2,155 order lines, net of discount; Northwind knows no cost."""
    folder = shared_data("northwind")
    orders = pl.read_csv(folder / "orders.csv", schema_overrides={"OrderID": pl.String}, try_parse_dates=True)
    details = pl.read_csv(folder / "order_details.csv", schema_overrides={"OrderID": pl.String, "ProductID": pl.String})
    net = pl.col("UnitPrice") * pl.col("Quantity") * (1 - pl.col("Discount"))
    return details.join(orders, on="OrderID").select(
        account="CustomerID",
        order="OrderID",
        date="OrderDate",
        revenue=net,
        cost=pl.lit(None, dtype=pl.Float64),
        quantity=pl.col("Quantity").cast(pl.Float64),
        product="ProductID",
    )


def northwind_accounts() -> pl.DataFrame:
    """The 91 customers, two of whom never ordered."""
    customers = pl.read_csv(shared_data("northwind") / "customers.csv")
    return customers.select(account="CustomerID", name="CompanyName")


def northwind_truth() -> pl.DataFrame:
    """What two independent computations found for each customer."""
    return pl.read_csv(shared_data("northwind") / "truth" / "customer_revenue.csv", try_parse_dates=True)
