"""`tenure rank` over public data sets whose answers are known."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.runner import Answer, Tenure
from tests.shared import shared_data

NORTHWIND_MAP = (
    "account=CustomerID,order=OrderID,date=OrderDate,revenue=UnitPrice*Quantity*(1-Discount),quantity=Quantity,"
    "product=ProductID,accounts.id=CustomerID,accounts.name=CompanyName"
)


def rank_northwind(tenure: Tenure, *arguments: str) -> Answer:
    folder = shared_data("northwind")
    files = ("--lines", folder / "order_details.csv", "--accounts", folder / "customers.csv")
    return tenure.rank(folder / "orders.csv", *files, *arguments)


def truth(path: Path) -> dict[str, dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return {next(iter(row.values())): row for row in csv.DictReader(stream)}


@pytest.mark.parametrize("arguments", [(), ("--columns", NORTHWIND_MAP)])
def test_northwind_has_its_known_figures_with_and_without_a_map(tenure: Tenure, arguments: tuple[str, ...]) -> None:
    answer = rank_northwind(tenure, *arguments)
    known = truth(shared_data("northwind") / "truth" / "customer_revenue.csv")
    assert len(answer.accounts) == len(known) == 91
    for code, row in known.items():
        measures = answer.accounts[code]["measures"]
        assert Decimal(str(measures["revenue"])) == Decimal(row["net_revenue"] or "0"), code
        assert measures["orders"] == int(row["orders"] or 0)
        assert measures["recency_days"] == (int(row["recency_days"]) if row["recency_days"] else None)
        assert measures["products"] == int(row["products_bought"] or 0)
    assert answer.accounts["QUICK"]["measures"]["revenue"] == 110277.305
    assert answer.accounts["ERNSH"]["measures"]["revenue"] == 104874.9785
    assert answer.accounts["SAVEA"]["measures"]["revenue"] == 104361.95
    assert answer.accounts["FISSA"]["measures"]["recency_days"] is None
    assert answer.accounts["PARIS"]["measures"]["recency_days"] is None


def test_the_guess_and_the_map_give_the_same_ranking(tenure: Tenure) -> None:
    guessed, mapped = rank_northwind(tenure), rank_northwind(tenure, "--columns", NORTHWIND_MAP)
    assert guessed.json["accounts"] == mapped.json["accounts"]
    assert guessed.json["columns"]["revenue"] == "UnitPrice * Quantity * (1 - Discount)"
    assert guessed.err.startswith("Guessed, and changed by saying otherwise: --columns 'account=CustomerID,")
    assert "Guessed" not in mapped.err


def test_northwind_is_told_in_the_stated_shape(tenure: Tenure) -> None:
    whole = rank_northwind(tenure).json
    assert list(whole) == ["as_of", "window", "engine", "columns", "criteria", "rows", "accounts"]
    assert (whole["as_of"], whole["window"], whole["engine"]) == ("1998-05-06", "all", "polars")
    assert whole["rows"] == {"read": 830 + 2155 + 91, "refused": []}
    assert [account["rank"] for account in whole["accounts"]] == list(range(1, 92))
    first = whole["accounts"][0]
    assert list(first) == [
        *("account", "name", "rank", "rank_by_sales", "score", "low", "high", "completeness", "grade", "provisional"),
        *("measures", "contributions", "reason"),
    ]
    assert sum(first["contributions"].values()) == pytest.approx(first["score"], abs=1e-9)


def test_an_account_that_never_ordered_is_shown_as_provisional_with_its_range(tenure: Tenure) -> None:
    folder = shared_data("northwind")
    files = ("--lines", folder / "order_details.csv", "--accounts", folder / "customers.csv")
    last = tenure("rank", "--orders", folder / "orders.csv", *files).out.rstrip().splitlines()[-4:]
    assert "Paris spécialités" in last[0]
    assert "provisional" in last[1]
    assert "(0.0–4.4)" in last[1]


def test_a_window_counts_only_what_lies_in_it(tenure: Tenure) -> None:
    answer = rank_northwind(tenure, "--as-of", "1997-12-31", "--window", "12m")
    total = sum(Decimal(str(account["measures"]["revenue"])) for account in answer.json["accounts"])
    assert round(total, 2) == Decimal("617085.20")
    assert sum(account["measures"]["orders"] for account in answer.json["accounts"]) == 408


def test_the_opportunities_count_won_deals_and_report_the_rest_by_cause(tenure: Tenure) -> None:
    folder = shared_data("crm_opportunities")
    answer = tenure.rank(folder / "sales_pipeline.csv", "--accounts", folder / "accounts.csv")
    for code, row in truth(folder / "truth" / "by_account.csv").items():
        assert answer.accounts[code]["measures"]["revenue"] == float(row["won_value"])
        assert answer.accounts[code]["measures"]["orders"] == int(row["won"])
    refused = {entry["cause"]: entry["count"] for entry in answer.json["rows"]["refused"]}
    assert refused == {"no account": 1425, "no date": 2089 - 1425}
    assert answer.json["rows"]["refused"][0]["rows"][:2] == [11, 44]
    assert len(answer.json["rows"]["refused"][0]["rows"]) == 1000
    assert "Every row counts whatever its 'deal_stage'; leave out of the file what should not." in answer.err


def test_the_salesforce_export_is_read_month_first_with_its_names(tenure: Tenure) -> None:
    folder = shared_data("salesforce_samples") / "org_export"
    answer = tenure.rank(folder / "Opportunity.csv", "--accounts", folder / "Account.csv")
    assert answer.json["as_of"] == "2024-02-03"
    assert sum(account["measures"]["revenue"] for account in answer.json["accounts"]) == 5_760_000
    assert answer.json["accounts"][0]["name"] == "United Oil & Gas Corp."
    assert answer.json["rows"]["refused"] == [{"cause": "no amount", "count": 5, "rows": [33, 34, 35, 36, 37]}]


def test_salesforce_trees_in_json_rank_too(tenure: Tenure) -> None:
    folder = shared_data("salesforce_samples") / "sfdx_tree"
    answer = tenure.rank(folder / "Opportunities.json")
    assert sum(account["measures"]["revenue"] for account in answer.json["accounts"]) == 2_806_000
