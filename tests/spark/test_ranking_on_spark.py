"""One arithmetic, two engines: what Spark ranks is what Polars ranks.

A small slice by default; TENURE_SPARK_LINES=1000000 runs the same on a million lines.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from bench.bench_rank import generate
from tenure.analytics.criteria import Criterion, Direction, GradeScheme, KnockOut, Level, Normalisation
from tenure.analytics.portfolio import DEFAULT_CRITERIA, Ranking, Window, rank_accounts
from tests.northwind import northwind_accounts, northwind_lines

pytestmark = [pytest.mark.spark, pytest.mark.timeout(1800)]

LINES = int(os.environ.get("TENURE_SPARK_LINES", "20000"))
MIXED = (
    Criterion("revenue", "revenue", "revenue", 5, normalisation=Normalisation.MIN_MAX),
    Criterion("margin", "margin", "margin", 4, normalisation=Normalisation.SUM),
    Criterion("growth", "growth", "growth", 3, normalisation=Normalisation.PERCENTILE),
    Criterion("orders", "orders", "orders", 3, normalisation=Normalisation.VECTOR),
    Criterion("recency", "recency", "recency_days", 2, Direction.COST, Normalisation.MAX),
    Criterion("products", "range", "products", 1, knock_out=KnockOut(minimum=2)),
)
PLACES = GradeScheme((Level("a", cut=4.5, places=25), Level("b", places=400), Level("c", cut=1.0), Level("d")))


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pytest.importorskip("pyspark", reason="PySpark is not installed; it comes with the extra `spark`")
    from tests.spark.session import local_spark

    with local_spark() as session:
        yield session


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated lines and accounts as Parquet files, some of the lines without cost."""
    made = tmp_path_factory.mktemp("portfolio")
    generate(made, accounts=max(LINES // 10, 10), lines=LINES, seed=11)
    costs = pl.when(pl.col("product") < "P00000005").then(None).otherwise(pl.col("cost"))
    pl.read_parquet(made / "lines.parquet").with_columns(cost=costs).write_parquet(made / "lines.parquet")
    return made


def assert_same(on_spark: Ranking, on_polars: Ranking) -> None:
    """Hold every column of every account against the other engine's, numbers to 1e-9."""
    theirs = pl.from_arrow(on_spark.frame.collect().to_native())
    assert isinstance(theirs, pl.DataFrame)
    ours: pl.DataFrame = on_polars.frame.collect().to_native()
    assert replace(on_spark, frame=on_polars.frame) == on_polars
    assert theirs.columns == ours.columns
    left, right = theirs.sort("account"), ours.sort("account")
    assert [name for name in ours.columns if not same_column(left[name], right[name])] == []


def same_column(left: pl.Series, right: pl.Series) -> bool:
    if not right.dtype.is_float():
        return left.cast(right.dtype).equals(right)
    known = left.is_null() == right.is_null()
    return bool(known.all()) and ((left - right).abs().fill_null(0.0) <= 1e-9).all()


def test_northwind_ranks_alike_on_both_engines(spark: Any) -> None:
    lines, accounts = northwind_lines(), northwind_accounts()
    on_spark = rank_accounts(
        spark.createDataFrame(lines.to_arrow()), accounts=spark.createDataFrame(accounts.to_arrow())
    )
    assert_same(on_spark, rank_accounts(lines, accounts=accounts))


def test_generated_lines_rank_alike_on_both_engines(spark: Any, folder: Path) -> None:
    on_spark, on_polars = both(spark, folder, criteria=DEFAULT_CRITERIA, window=Window(months=12))
    assert_same(on_spark, on_polars)


def test_every_scale_places_limits_and_held_grades_are_alike_on_both_engines(spark: Any, folder: Path) -> None:
    held = pl.read_parquet(folder / "accounts.parquet").select("account").with_row_index()
    held = held.select("account", grade=pl.when(pl.col("index") % 3 == 0).then(pl.lit("b")).otherwise(pl.lit("c")))
    held.write_parquet(folder / "held.parquet")
    on_spark, on_polars = both(
        spark, folder, criteria=MIXED, scheme=PLACES, window=Window(days=500), previous="held", as_of=date(2024, 11, 30)
    )
    assert_same(on_spark, on_polars)


def both(spark: Any, folder: Path, *, previous: str | None = None, **options: Any) -> tuple[Ranking, Ranking]:
    """Rank the folder's files on Spark and on Polars."""
    readers = (
        lambda name: spark.read.parquet(str(folder / f"{name}.parquet")),
        lambda n: pl.scan_parquet(folder / f"{n}.parquet"),
    )
    on_spark, on_polars = (
        rank_accounts(
            read("lines"), accounts=read("accounts"), previous=read(previous) if previous else None, **options
        )
        for read in readers
    )
    return on_spark, on_polars
