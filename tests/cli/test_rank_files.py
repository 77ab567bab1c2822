"""Files of every form give the same ranking, and what cannot be used is refused by cause."""

import csv
import datetime as dt
import gzip
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from tests.cli.runner import Tenure, write

ROWS = [
    ("A1", "007", dt.date(2024, 1, 5), 1200.5, "P1"),
    ("A2", "007", dt.date(2024, 2, 13), 800.0, "P2"),
    ("A3", "B", dt.date(2024, 3, 14), 3000.0, "P1"),
    ("A4", "C", dt.date(2024, 4, 15), 50.25, "P3"),
    ("A5", "C", dt.date(2024, 5, 16), -20.0, "P3"),
]
HEADER = ("order no", "customer id", "order date", "amount", "product id")


def as_csv(path: Path) -> Path:
    return write(path, ",".join(HEADER), *(",".join(map(str, row)) for row in ROWS))


def as_german_csv(path: Path) -> Path:
    def german(amount: float) -> str:
        return f"{amount:,.2f} €".translate(str.maketrans(",.", ".,"))

    lines = [
        f"{order};{account};{day:%d.%m.%Y};{german(amount)};{product}" for order, account, day, amount, product in ROWS
    ]
    text = "\r\n".join(["Auftrags-Nr.;Kunden-Nr.;Auftragsdatum;Umsatz (EUR);Artikel-Nr.", *lines])
    path.write_bytes(text.encode("cp1252"))
    return path


def as_gzip(path: Path) -> Path:
    path.write_bytes(gzip.compress(as_csv(path).read_bytes()))
    return path


def as_utf16_tabs(path: Path) -> Path:
    text = as_csv(path).read_text().replace(",", "\t")
    path.write_bytes(text.encode("utf-16"))
    return path


def as_xlsx(path: Path) -> Path:
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(str(path), {"default_date_format": "d/m/yy"}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(number, 0, row)
    return path


def as_parquet(path: Path) -> Path:
    pl.DataFrame(ROWS, schema=list(HEADER), orient="row").write_parquet(path)
    return path


def as_json_lines(path: Path) -> Path:
    pl.DataFrame(ROWS, schema=list(HEADER), orient="row").write_ndjson(path)
    return path


@pytest.mark.parametrize("form", [as_german_csv, as_gzip, as_utf16_tabs, as_xlsx, as_parquet, as_json_lines])
def test_every_form_of_file_gives_the_same_ranking(
    tenure: Tenure, tmp_path: Path, form: Callable[[Path], Path]
) -> None:
    plain = tenure.rank(as_csv(tmp_path / "plain.csv")).json
    other = tenure.rank(form(tmp_path / "other")).json
    assert other["accounts"] == plain["accounts"]
    assert other["rows"] == plain["rows"] == {"read": 5, "refused": []}


def test_several_files_are_one_and_causes_name_the_file(tenure: Tenure, tmp_path: Path) -> None:
    header = "order,account,date,amount"
    first = write(tmp_path / "2023.csv", header, "1,A,2023-01-02,10", "2,,2023-01-03,10")
    second = write(tmp_path / "2024.csv", header, "3,A,2024-01-02,20", "4,B,soon,10")
    answer = tenure("rank", "--orders", first, second, "--format", "json")
    assert answer.accounts["A"]["measures"]["revenue"] == 30
    assert answer.json["rows"]["refused"] == [
        {"cause": "date not readable (2024.csv)", "count": 1, "rows": [3]},
        {"cause": "no account (2023.csv)", "count": 1, "rows": [3]},
    ]


def online_retail(path: Path) -> Path:
    """Rows as the UCI "Online Retail" export has them: cancellations, customers missing, the month first."""
    return write(
        path,
        "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
        '536365,85123A,"WHITE HANGING HEART, T-LIGHT",6,12/1/2010 8:26,2.55,17850,United Kingdom',
        "536365,71053,WHITE METAL LANTERN,6,12/1/2010 8:26,3.39,17850,United Kingdom",
        "536366,22633,HAND WARMER,10,12/13/2010 8:28,1.85,13047,United Kingdom",
        "C536379,22633,HAND WARMER,-4,12/14/2010 9:41,1.85,13047,United Kingdom",
        "536414,22139,,56,12/15/2010 11:52,0,,United Kingdom",
        "536500,22139,MUG,x,12/15/2010 11:52,1.25,12583,France",
        "536501,22139,MUG,2,,1.25,12583,France",
        "536502,22139,MUG,2,12/16/2010 10:00,1.25,12583,France",
    )


def test_cancellations_count_against_revenue_and_rows_without_customer_are_refused(
    tenure: Tenure, tmp_path: Path
) -> None:
    answer = tenure.rank(online_retail(tmp_path / "retail.csv"))
    assert answer.json["columns"] | {"quantity": None} == {
        "account": "CustomerID",
        "order": "InvoiceNo",
        "date": "InvoiceDate",
        "revenue": "UnitPrice * Quantity",
        "cost": None,
        "quantity": None,
        "product": "StockCode",
        "accounts.id": None,
        "accounts.name": None,
        "products.id": None,
        "products.cost": None,
    }
    assert answer.json["as_of"] == "2010-12-16"
    assert answer.accounts["17850"]["measures"]["revenue"] == 35.64
    assert answer.accounts["17850"]["measures"]["orders"] == 1
    assert answer.accounts["13047"]["measures"]["revenue"] == 11.1
    assert answer.accounts["13047"]["measures"]["orders"] == 1
    assert {entry["cause"]: entry["rows"] for entry in answer.json["rows"]["refused"]} == {
        "amount not a number": [7],
        "no account": [6],
        "no date": [8],
    }


def test_lines_are_joined_and_strays_refused_by_cause(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(
        tmp_path / "orders.csv",
        "OrderID,CustomerID,OrderDate",
        *("1,A,2024-01-02", "2,B,2024-01-03", "2,B,2024-01-04", "3,,2024-01-05", "4,C,2024-01-06", ",C,2024-01-07"),
    )
    lines = write(
        tmp_path / "lines.csv",
        "OrderID,Amount",
        *("1,10", "1,5", "2,7", "3,9", "9,9", ",9", "1,", "1,x", "1,1,1"),
    )
    answer = tenure.rank(orders, "--lines", lines)
    assert {code: account["measures"]["revenue"] for code, account in answer.accounts.items()} == {"A": 15, "B": 7}
    assert {entry["cause"]: entry["rows"] for entry in answer.json["rows"]["refused"]} == {
        "amount not a number": [9],
        "line of a refused order": [5],
        "line without its order": [6],
        "more cells than the header": [10],
        "no account": [5],
        "no amount": [8],
        "no order number": [7, 7],
        "order not unique": [4],
        "order without lines": [6],
    }
    assert answer.json["rows"]["read"] == 6 + 9


def test_an_amount_of_the_order_counts_once_however_many_lines_it_has(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(
        tmp_path / "orders.csv", "OrderID,CustomerID,OrderDate,Total", "1,A,2024-01-02,100", "2,A,2024-01-03,50"
    )
    lines = write(tmp_path / "lines.csv", "OrderID,ProductID", "1,P1", "1,P2")
    measures = tenure.rank(orders, "--lines", lines).accounts["A"]["measures"]
    assert (measures["revenue"], measures["orders"], measures["products"]) == (150, 2, 2)


def test_an_expression_may_use_columns_of_both_files(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(tmp_path / "orders.csv", "OrderID,CustomerID,OrderDate,Rebate %", "1,A,2024-01-02,10")
    lines = write(tmp_path / "lines.csv", "OrderID,Price,Qty", "1,5,4", "1,10,3")
    columns = "revenue=Price*Qty*(1-'Rebate %'/100)"
    answer = tenure.rank(orders, "--lines", lines, "--columns", columns)
    assert answer.accounts["A"]["measures"]["revenue"] == 45
    assert answer.json["columns"]["revenue"] == 'Price * Qty * (1 - "Rebate %" / 100)'


def test_product_costs_make_margins_and_a_missing_cost_leaves_the_margin_unknown(
    tenure: Tenure, tmp_path: Path
) -> None:
    orders = write(
        tmp_path / "orders.csv",
        "order,account,date,amount,qty,sku",
        *("1,A,2024-01-02,100,4,P1", "2,B,2024-01-03,100,4,P1", "3,B,2024-01-03,10,1,P9"),
    )
    products = write(tmp_path / "products.csv", "sku,unit cost", "P1,15", "P1,16", "P2,1")
    answer = tenure.rank(orders, "--products", products)
    assert answer.accounts["A"]["measures"]["margin"] == 40
    assert answer.accounts["A"]["measures"]["margin_rate"] == 0.4
    assert answer.accounts["B"]["measures"]["margin"] is None
    assert answer.json["rows"]["refused"] == [{"cause": "product not unique", "count": 1, "rows": [3]}]


def test_discounts_in_percent_are_noticed(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(
        tmp_path / "orders.csv",
        "order,account,date,unit price,qty,discount",
        "1,A,2024-01-02,100,1,25",
        "2,A,2024-01-02,10,1,0",
    )
    answer = tenure.rank(orders)
    assert answer.json["columns"]["revenue"] == '"unit price" * qty * (1 - discount / 100)'
    assert answer.accounts["A"]["measures"]["revenue"] == 85


def test_a_guessed_field_can_be_left_out(tenure: Tenure, tmp_path: Path) -> None:
    orders = as_csv(tmp_path / "orders.csv")
    measures = tenure.rank(orders, "--columns", "product=").accounts["B"]["measures"]
    assert measures["products"] is None


def test_without_an_order_number_a_day_is_an_order(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(tmp_path / "orders.csv", "account,date,amount", "A,2024-01-02,1", "A,2024-01-02,1", "A,2024-01-03,1")
    answer = tenure.rank(orders)
    assert answer.accounts["A"]["measures"]["orders"] == 2
    assert "There is no order number, so the rows of an account on one day count as one order." in answer.err


def test_dates_and_numbers_are_read_as_they_are_said_to_be(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(tmp_path / "orders.csv", "account;date;amount", "A;01/02/2024;1.250", "A;03/04/2024;2.000")
    english = tenure.rank(orders, "--dates", "monthfirst", "--numbers", "point")
    german = tenure.rank(orders, "--dates", "dayfirst", "--numbers", "comma")
    assert (english.json["as_of"], english.accounts["A"]["measures"]["revenue"]) == ("2024-03-04", 3.25)
    assert (german.json["as_of"], german.accounts["A"]["measures"]["revenue"]) == ("2024-04-03", 3250)


def test_another_column_of_the_file_settles_the_decimal_mark(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(
        tmp_path / "orders.csv", "account;date;price;qty", "A;13.02.2024;2,5;1.000", "A;14.02.2024;3,25;2.000"
    )
    assert tenure.rank(orders).accounts["A"]["measures"]["revenue"] == 9000


def test_the_order_of_rows_does_not_matter(tenure: Tenure, tmp_path: Path) -> None:
    plain = as_csv(tmp_path / "orders.csv")
    header, *rows = plain.read_text().splitlines()
    turned = write(tmp_path / "turned.csv", header, *rows[::-1])
    assert tenure.rank(turned).json["accounts"] == tenure.rank(plain).json["accounts"]


def test_accounts_that_never_ordered_are_ranked_and_doubled_ones_refused(tenure: Tenure, tmp_path: Path) -> None:
    orders = as_csv(tmp_path / "orders.csv")
    accounts = write(tmp_path / "accounts.csv", "id,name", "007,Bond", "D,Never & Co.", "D,Twice", ",Nobody")
    answer = tenure.rank(orders, "--accounts", accounts)
    assert answer.accounts["D"]["measures"]["revenue"] == 0
    assert answer.accounts["D"]["measures"]["recency_days"] is None
    assert (answer.accounts["007"]["name"], answer.accounts["B"]["name"]) == ("Bond", None)
    assert answer.json["rows"]["refused"] == [
        {"cause": "account not unique", "count": 1, "rows": [4]},
        {"cause": "no account id", "count": 1, "rows": [5]},
    ]


def test_accounts_known_by_name_are_found_by_name(tenure: Tenure, tmp_path: Path) -> None:
    orders = write(tmp_path / "orders.csv", "customer,date,amount", "Alder,2024-01-02,10", "Birch,2024-02-03,20")
    accounts = write(tmp_path / "accounts.csv", "id,company", "1,Alder", "2,Birch", "3,Cedar")
    answer = tenure.rank(orders, "--accounts", accounts)
    assert answer.json["columns"]["accounts.id"] == "company"
    assert set(answer.accounts) == {"Alder", "Birch", "Cedar"}


def test_a_quoted_file_with_stray_quotes_ranks_like_a_clean_one(tenure: Tenure, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    with path.open("w", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([HEADER, *ROWS])
    expected = tenure.rank(path).json["accounts"]
    path.write_text(path.read_text() + '9,Z 12" pipe,2024-01-02,1,P1\n')
    assert 'Z 12" pipe' in {account["account"] for account in tenure.rank(path).json["accounts"]}
    assert expected == tenure.rank(as_csv(tmp_path / "plain.csv")).json["accounts"]


def test_codes_that_their_own_file_does_not_have_are_named(tenure: Tenure, tmp_path: Path) -> None:
    rows = ("A,1,2024-01-02,10,GTX Pro,1", "A,2,2024-01-03,20,GTXPro,1", "B,3,2024-02-03,5,GTXPro,2")
    orders = write(tmp_path / "orders.csv", "account,order,date,amount,product,quantity", *rows)
    accounts = write(tmp_path / "accounts.csv", "account,name", "A,Alder", "C,Cedar")
    products = write(tmp_path / "products.csv", "product,cost", "GTX Pro,4")
    told = tenure.rank(orders, "--accounts", accounts, "--products", products).err.splitlines()
    assert "Not in the file of products: GTXPro (in rows of the orders: 2)." in told
    assert "Not in the file of accounts: B (in rows of the orders: 1)." in told


def test_files_may_be_named_one_option_at_a_time(tenure: Tenure, tmp_path: Path) -> None:
    first = write(tmp_path / "2023.csv", "account,date,amount", "A,2023-01-02,10")
    second = write(tmp_path / "2024.csv", "account,date,amount", "B,2024-01-02,10")
    assert set(tenure.rank(first, "--orders", second).accounts) == {"A", "B"}
