"""The same ranking on Polars in this process or on a local Spark cluster, collected into one sorted frame."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from tenure.analytics.portfolio import Ranking
from tenure.cli.errors import CommandError

Engine = Literal["polars", "spark"]
Rank = Callable[[Any, Any], Ranking]
"""Rank lines and accounts (or None), both frames of one engine."""


@dataclass(frozen=True)
class Ranked:
    """A ranking and its accounts in order of rank."""

    ranking: Ranking
    accounts: pl.DataFrame


def rank_with(engine: Engine, rank: Rank, lines: pl.DataFrame, accounts: pl.DataFrame | None) -> Ranked:
    """Rank on an engine. Raises CommandError where Spark or Java is not installed."""
    if engine == "polars":
        ranking = rank(lines.lazy(), None if accounts is None else accounts.lazy())
        return Ranked(ranking, _collected(ranking))
    with _spark() as session, tempfile.TemporaryDirectory(prefix="tenure-rank-") as folder:
        ranking = rank(*(_handed_over(session, frame, Path(folder)) for frame in (lines, accounts)))
        return Ranked(ranking, _collected(ranking))


def _collected(ranking: Ranking) -> pl.DataFrame:
    frame: pl.DataFrame = ranking.frame.collect(backend="polars").to_native()
    return frame.sort("rank")


def _handed_over(session: Any, frame: pl.DataFrame | None, folder: Path) -> Any:
    """Give a frame to Spark by way of a Parquet file."""
    if frame is None:
        return None
    path = folder / f"{len(list(folder.iterdir()))}.parquet"
    frame.write_parquet(path)
    return session.read.parquet(str(path))


@contextmanager
def _spark() -> Iterator[Any]:
    """A Spark session on all cores of this machine, quiet and reachable from nowhere else."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise CommandError("The engine spark is not installed; pip install 'tenure[spark]' brings it.") from error
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "4g",
        "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 2)),
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.catalogImplementation": "in-memory",
    }
    builder = SparkSession.builder.appName("tenure").master("local[*]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except (PySparkException, FileNotFoundError, RuntimeError) as error:
        raise CommandError("The engine spark cannot start; it needs Java 17 or later on the path.") from error
    session.sparkContext.setLogLevel("ERROR")
    try:
        yield session
    finally:
        session.stop()
