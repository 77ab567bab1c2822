"""Parquet files, streamed batch by batch through Polars."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from tenure.integrations.files.cells import Record
from tenure.integrations.files.errors import FileError

BATCH = 50_000


@dataclass(frozen=True)
class Parquet:
    """A Parquet file whose schema has been read."""

    path: Path
    headers: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """Every row with its number from 1, cells typed as the file types them."""
        before = 0
        for batch in pl.scan_parquet(self.path).collect_batches(chunk_size=BATCH, maintain_order=True):
            yield from enumerate(batch.iter_rows(), start=before + 1)
            before += batch.height


def open_parquet(path: Path) -> Parquet:
    """Read the schema. Raises FileError for a damaged file."""
    try:
        names = pl.read_parquet_schema(path)
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FileError(f"The Parquet file {path.name} cannot be read: {_first_line(error)}.") from error
    return Parquet(path, tuple(names))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".") if str(error) else type(error).__name__
