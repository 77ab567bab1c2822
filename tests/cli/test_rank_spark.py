"""The engines agree: the same command on Polars and on a local Spark cluster gives equal figures."""

import datetime as dt
import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.cli.runner import Answer, Tenure
from tests.shared import shared_data

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(not importlib.util.find_spec("pyspark"), reason="PySpark is not installed"),
    pytest.mark.skipif(not shutil.which("java"), reason="there is no Java for Spark"),
]


def figures(value: Any) -> Any:
    """The same document with its numbers to be compared to 1e-9."""
    if isinstance(value, dict):
        return {key: figures(part) for key, part in value.items()}
    if isinstance(value, list):
        return [figures(part) for part in value]
    return pytest.approx(value, rel=1e-9, abs=1e-9) if isinstance(value, float) else value


def northwind(tenure: Tenure, engine: str) -> Answer:
    folder: Path = shared_data("northwind")
    files = ("--lines", folder / "order_details.csv", "--accounts", folder / "customers.csv")
    return tenure.rank(folder / "orders.csv", *files, "--engine", engine)


def generated(tenure: Tenure, engine: str, folder: Path) -> Answer:
    """A slice of a generated company; TENURE_SPARK_LINES makes it as large as wanted."""
    count = int(os.environ.get("TENURE_SPARK_LINES", "20000"))
    number = pl.int_range(count, eager=True)
    lines = pl.DataFrame(
        {
            "account": (number * 7919 % max(count // 100, 20)).cast(pl.String),
            "order": (number // 3).cast(pl.String),
            "date": [dt.date(2022, 1, 1) + dt.timedelta(days=line // 3 * 31 % 1000) for line in range(count)],
            "product": (number * 13 % 41).cast(pl.String),
            "amount": (number * 104729 % 99991 - 9000) / 100,
            "cost": (number * 15485863 % 70001) / 100,
        }
    )
    lines.write_parquet(folder / "lines.parquet")
    return tenure.rank(folder / "lines.parquet", "--engine", engine, "--window", "12m")


def test_generated_lines_rank_equally_on_both_engines(tenure: Tenure, tmp_path: Path) -> None:
    polars, spark = generated(tenure, "polars", tmp_path).json, generated(tenure, "spark", tmp_path).json
    assert spark["accounts"] == figures(polars["accounts"])
    assert spark["criteria"] == figures(polars["criteria"])


def test_northwind_ranks_equally_on_both_engines(tenure: Tenure) -> None:
    polars, spark = northwind(tenure, "polars").json, northwind(tenure, "spark").json
    assert (polars.pop("engine"), spark.pop("engine")) == ("polars", "spark")
    assert spark == figures(polars)
