"""Columns of a table as a Polars frame, and their texts read as numbers and dates all at once.

A plain file is scanned by Polars, any other is streamed through `Table.rows`; both give the same frame, and both have
their texts read by `parse_decimal` and `parse_date`, so that a fast path can differ in speed only.
"""

import datetime as dt
import itertools
import mmap
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from tenure.integrations.files.cells import Cell, Record, cell_text
from tenure.integrations.files.columns import Kind
from tenure.integrations.files.dates import TIME_OF_DAY, DateGuess, DateOrder, guess_date_order, parse_date
from tenure.integrations.files.delimited import Delimited
from tenure.integrations.files.numbers import (
    LARGEST,
    NumberGuess,
    NumberStyle,
    guess_number_style,
    parse_decimal,
)
from tenure.integrations.files.parquet import Parquet
from tenure.integrations.files.tables import Table

ROW = "row"
BATCH = 50_000
STYLE_SAMPLE = 10_000
QUOTED_BLOCK = 8 << 20

Wanted = tuple[str, Kind]


def text_name(header: str, kind: Kind) -> str:
    """The frame's column with the texts of a header; null where the cell is blank or has a typed value."""
    return f"{kind.value}:{header}"


def value_name(header: str, kind: Kind) -> str:
    """The frame's column with the numbers or dates that the file itself had typed."""
    return f"{kind.value}={header}"


def read_frame(table: Table, wanted: Sequence[Wanted]) -> pl.DataFrame:
    """The wanted columns of a table beside `row`, its row numbers; blank rows are left out.

    A number or a date has two columns, one with its text and one with its value (see `text_name`, `value_name`); a
    code or a text has its text alone. Texts are stripped of white space around them.
    """
    frame = _scan(table, wanted)
    return _stream(table, wanted) if frame is None else frame


def number_style(texts: pl.Series) -> NumberGuess:
    """Guess the style of a whole column of texts; all of them are looked at unless the first already decide."""
    guess = guess_number_style(texts.head(STYLE_SAMPLE).drop_nulls().unique())
    if guess.decisive:
        return guess
    return guess_number_style(texts.drop_nulls().unique(maintain_order=True))


def parse_numbers(texts: pl.Series, style: NumberStyle) -> pl.Series:
    """Read texts as `parse_decimal` does; null where a text is null or no number. Floats, for whole-column sums."""
    if texts.null_count() == texts.len():
        return pl.repeat(None, texts.len(), dtype=pl.Float64, eager=True)
    plain = texts if style.decimal == "." else pl.repeat(None, texts.len(), dtype=pl.String, eager=True)
    numbers = plain.cast(pl.Float64, strict=False)
    sure = numbers.is_finite() & (numbers.abs() < float(LARGEST))
    numbers = numbers.set(~sure.fill_null(False), None)
    if numbers.null_count() == texts.null_count():
        return numbers
    rest = texts.filter(numbers.is_null()).drop_nulls().unique()
    return _coalesced(numbers, _mapped(texts, rest, lambda text: float(parse_decimal(text, style)), pl.Float64()))


def date_order(texts: pl.Series) -> DateGuess:
    """Guess the order of a whole column of texts from every distinct date in it."""
    return guess_date_order(_date_parts(texts.drop_nulls().unique(maintain_order=True)).unique(maintain_order=True))


def parse_dates(texts: pl.Series, order: DateOrder) -> pl.Series:
    """Read texts as `parse_date` does; null where a text is null or no date."""
    distinct = texts.drop_nulls().unique()
    parts = _date_parts(distinct)
    days = _mapped(parts, parts.unique(), lambda text: parse_date(text, order), pl.Date())
    return _looked_up(texts, distinct, days)


def _date_parts(texts: pl.Series) -> pl.Series:
    return texts.str.replace(TIME_OF_DAY.pattern, "")


def _mapped(texts: pl.Series, distinct: pl.Series, read: Callable[[str], Any], dtype: pl.DataType) -> pl.Series:
    """Read every distinct text once and put the values where the texts are."""
    values = pl.Series([_or_none(read, text) for text in distinct], dtype=dtype)
    return _looked_up(texts, distinct, values)


def _looked_up(texts: pl.Series, keys: pl.Series, values: pl.Series) -> pl.Series:
    found = pl.DataFrame({"text": keys, "value": values}, schema_overrides={"text": pl.String})
    return texts.to_frame("text").join(found, on="text", how="left", maintain_order="left")["value"]


def _or_none(read: Callable[[str], Any], text: str) -> Any:
    try:
        return read(text)
    except ValueError:
        return None


def _coalesced(first: pl.Series, second: pl.Series) -> pl.Series:
    return pl.select(pl.coalesce(first, second)).to_series()


# Streaming: any table.


def _stream(table: Table, wanted: Sequence[Wanted]) -> pl.DataFrame:
    positions = [table.headers.index(header) for header, _ in wanted]
    schema = _schema(wanted)
    typed = not isinstance(table.source, Delimited)
    batches = [_batch(rows, positions, wanted, typed=typed) for rows in _batches(table.rows())]
    frame = pl.concat(batches) if batches else pl.DataFrame(schema=schema)
    return _tidy(frame, wanted)


def _batches(rows: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(itertools.islice(rows, BATCH)):
        yield batch


def _batch(rows: list[Record], positions: list[int], wanted: Sequence[Wanted], *, typed: bool) -> pl.DataFrame:
    columns: dict[str, Sequence[Any]] = {ROW: [number for number, _ in rows]}
    for position, (header, kind) in zip(positions, wanted, strict=True):
        texts: list[Any] = [cells[position] for _, cells in rows]
        values = [_value(cell, kind) for cell in texts] if typed else [None] * len(texts)
        if typed:
            texts = [_text(cell) if value is None else None for cell, value in zip(texts, values, strict=True)]
        columns[text_name(header, kind)] = texts
        if kind in _VALUES:
            columns[value_name(header, kind)] = values
    return pl.DataFrame(columns, schema=_schema(wanted))


def _text(cell: Cell) -> str | None:
    return None if cell is None else cell_text(cell)


_VALUES: Mapping[Kind, pl.DataType] = {Kind.NUMBER: pl.Float64(), Kind.DATE: pl.Date()}


def _schema(wanted: Sequence[Wanted]) -> dict[str, pl.DataType]:
    schema: dict[str, pl.DataType] = {ROW: pl.Int64()}
    for header, kind in wanted:
        schema[text_name(header, kind)] = pl.String()
        if kind in _VALUES:
            schema[value_name(header, kind)] = _VALUES[kind]
    return schema


def _value(cell: Cell, kind: Kind) -> float | dt.date | None:
    """What the file itself typed as the kind that is wanted."""
    if isinstance(cell, str | bool):
        return None
    if kind is Kind.NUMBER and isinstance(cell, int | float | Decimal):
        return float(cell_text(cell))
    if kind is Kind.DATE and isinstance(cell, dt.date):
        return cell.date() if isinstance(cell, dt.datetime) else cell
    return None


def _tidy(frame: pl.DataFrame, wanted: Sequence[Wanted]) -> pl.DataFrame:
    """Strip texts, and make blank texts and numbers that are no numbers null."""
    texts = [pl.col(text_name(header, kind)).str.strip_chars() for header, kind in wanted]
    numbers = [pl.col(value_name(header, kind)).fill_nan(None) for header, kind in wanted if kind is Kind.NUMBER]
    blanks = [pl.col(text_name(header, kind)).replace("", None) for header, kind in wanted]
    return frame.with_columns(*texts, *numbers).with_columns(*blanks)


# Scanning: plain CSV and Parquet.


def _scan(table: Table, wanted: Sequence[Wanted]) -> pl.DataFrame | None:
    """The same frame by Polars itself, None where the file is not plain enough for that."""
    if isinstance(table.source, Delimited) and _is_plain(table.source):
        return _scan_csv(table, wanted)
    if isinstance(table.source, Parquet):
        return _scan_parquet(table.source, wanted)
    return None


def _scan_csv(table: Table, wanted: Sequence[Wanted]) -> pl.DataFrame | None:
    assert isinstance(table.source, Delimited)
    rows = pl.scan_csv(
        table.path,
        has_header=False,
        skip_rows=table.header_row,
        separator=table.source.delimiter,
        schema=dict.fromkeys(table.headers, pl.String()),
        row_index_name="\0row",
        row_index_offset=table.header_row + 1,
        glob=False,
    )
    try:
        frame = rows.select(
            pl.col("\0row").cast(pl.Int64).alias(ROW),
            *(pl.col(header).alias(text_name(header, kind)) for header, kind in wanted),
        ).collect()
        frame = _tidy(_with_empty_values(frame, wanted), wanted)
        return _without_blank_rows(frame, rows)
    except pl.exceptions.PolarsError:
        return None  # a ragged row, perhaps: the streaming reader can say which


def _with_empty_values(frame: pl.DataFrame, wanted: Sequence[Wanted]) -> pl.DataFrame:
    return frame.select(
        pl.col(name) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
        for name, dtype in _schema(wanted).items()
    )


def _without_blank_rows(frame: pl.DataFrame, rows: pl.LazyFrame) -> pl.DataFrame:
    """Leave out the rows without any cell, looking at the other columns only if the wanted ones are all empty."""
    empty = frame.filter(pl.all_horizontal(pl.exclude(ROW).is_null()))[ROW]
    if empty.is_empty():
        return frame
    cells = pl.exclude("\0row")
    blank = rows.filter(pl.all_horizontal(cells.is_null() | (cells == ""))).select("\0row").collect()["\0row"]
    return frame.filter(~pl.col(ROW).is_in(blank.cast(pl.Int64).implode()))


def _is_plain(source: Delimited) -> bool:
    """Whether Polars cuts the file as Python's csv does: UTF-8, ordinary line ends, quotes around whole cells only."""
    if source.gzipped or source.codec not in ("utf-8", "utf-8-sig"):
        return False
    with source.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if _has_lone_carriage_return(content):
            return False
        return content.find(b'"') < 0 or all(_well_quoted(block, source.delimiter) for block in _blocks(content))


def _has_lone_carriage_return(content: mmap.mmap) -> bool:
    return content.find(b"\r") >= 0 and re.search(rb"\r(?!\n)", content) is not None


def _blocks(content: mmap.mmap) -> Iterator[bytes]:
    """Pieces of whole records: they end at line ends with an even number of quotation marks before them."""
    start, position = 0, 0
    while start < len(content):
        position = content.find(b"\n", max(position, start + QUOTED_BLOCK)) + 1 or len(content)
        block = content[start:position]
        if block.count(b'"') % 2 == 0 or position == len(content):
            yield block
            start = position


def _well_quoted(block: bytes, delimiter: str) -> bool:
    """Whether quotation marks, opening and closing in turn, stand at the edges of cells or doubled inside them."""
    import numpy as np  # only files with quotation marks need it

    content = np.frombuffer(block, dtype=np.uint8)
    marks = np.flatnonzero(content == ord('"'))
    opening, closing = marks[0::2], marks[1::2]
    edges = np.frombuffer(f'"\r\n{delimiter}'.encode(), dtype=np.uint8)
    before, after = content[opening[opening > 0] - 1], content[closing[closing < len(content) - 1] + 1]
    return len(marks) % 2 == 0 and bool(np.isin(before, edges).all() and np.isin(after, edges).all())


def _scan_parquet(source: Parquet, wanted: Sequence[Wanted]) -> pl.DataFrame | None:
    rows = pl.scan_parquet(source.path, glob=False)
    types = rows.collect_schema()
    columns = [_parquet_column(header, types[header], kind) for header, kind in wanted]
    known = [column for column in columns if column is not None]
    if len(known) < len(wanted):
        return None
    index = pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias(ROW)
    frame = rows.select(index, *known).collect()
    return _tidy(_with_empty_values(frame, wanted), wanted)


def _parquet_column(header: str, dtype: pl.DataType, kind: Kind) -> pl.Expr | None:
    """The text or value column of a header; None for a type that only the streaming reader turns into text."""
    column = pl.col(header)
    if dtype == pl.String or (kind not in _VALUES and dtype.is_integer()):
        return column.cast(pl.String).alias(text_name(header, kind))
    if (kind is Kind.NUMBER and dtype.is_numeric()) or (kind is Kind.DATE and dtype == pl.Date):
        return column.cast(_VALUES[kind]).alias(value_name(header, kind))
    if kind is Kind.DATE and dtype == pl.Datetime:
        return column.dt.date().alias(value_name(header, kind))
    return None
