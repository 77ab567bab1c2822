"""The engines agree: the same command on Polars and on a local Spark cluster gives equal figures."""

import importlib.util
import shutil
from pathlib import Path
from typing import Any

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


def test_northwind_ranks_equally_on_both_engines(tenure: Tenure) -> None:
    polars, spark = northwind(tenure, "polars").json, northwind(tenure, "spark").json
    assert (polars.pop("engine"), spark.pop("engine")) == ("polars", "spark")
    assert spark == figures(polars)
