"""A plain file scanned at once and the same file streamed row by row give the same frame."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tenure.integrations.files import frames
from tenure.integrations.files.columns import Kind
from tenure.integrations.files.dates import DateOrder, parse_date
from tenure.integrations.files.frames import date_order, number_style, parse_dates, parse_numbers, read_frame
from tenure.integrations.files.numbers import COMMA, POINT, NumberStyle, parse_decimal
from tenure.integrations.files.tables import open_table

WANTED = [("name", Kind.CODE), ("amount", Kind.NUMBER), ("date", Kind.DATE)]
cells = st.text(st.sampled_from('ab7.,;"\n\r é'), max_size=5)
tables = st.lists(st.lists(cells, min_size=3, max_size=3), max_size=8)


def table_path(folder: Path, content: str) -> Path:
    path = folder / "table.csv"
    path.write_bytes(content.encode())
    return path


def written(rows: list[list[str]], quoting: Literal[0, 1]) -> str:
    stream = io.StringIO()
    csv.writer(stream, quoting=quoting, lineterminator="\n").writerows([["name", "amount", "date"], *rows])
    return stream.getvalue()


def streamed(path: Path) -> pl.DataFrame:
    return frames._stream(open_table(path), WANTED)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=tables, quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_scanning_and_streaming_agree_on_written_tables(
    tmp_path: Path, rows: list[list[str]], quoting: Literal[0, 1]
) -> None:
    path = table_path(tmp_path, written(rows, quoting))
    assert_frame_equal(read_frame(open_table(path), WANTED), streamed(path))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from('ab7,"\n\r'), max_size=40))
def test_scanning_and_streaming_agree_on_any_text(tmp_path: Path, text: str) -> None:
    path = table_path(tmp_path, "name,amount,date\nx,1,2024-01-02\ny,2,2024-01-03\n" + text)
    assert_frame_equal(read_frame(open_table(path), WANTED), streamed(path))


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        ("name,amount,date\nA,1,2024-01-02\n", True),
        ('name,amount,date\n"A, B",1,2024-01-02\n', True),
        ('name,amount,date\n"A ""x"" B",1,2024-01-02\n', True),
        ("name,amount,date\r\nA,1,2024-01-02\r\n", True),
        ('name,amount,date\nA 12" pipe,1,2024-01-02\n', False),
        ('name,amount,date\n"A"x,1,2024-01-02\n', False),
        ("name,amount,date\rA,1,2024-01-02\r", False),
    ],
)
def test_only_a_plain_file_is_scanned(tmp_path: Path, content: str, plain: bool) -> None:
    table = open_table(table_path(tmp_path, content))
    assert (frames._scan(table, WANTED) is not None) is plain
    assert_frame_equal(read_frame(table, WANTED), streamed(table.path))


def test_a_ragged_file_falls_back_and_reports_its_long_rows(tmp_path: Path) -> None:
    table = open_table(table_path(tmp_path, "name,amount,date\nA,1,2024-01-02\nB,2,2024-01-02,9\nC,3\n"))
    frame = read_frame(table, WANTED)
    assert frame["row"].to_list() == [2, 4]
    assert table.long.rows == [3]


def test_a_row_with_cells_in_other_columns_only_is_not_blank(tmp_path: Path) -> None:
    path = table_path(tmp_path, "name,amount,date,note\n,,,x\n,,,\n\nA,1,2024-01-02,\n")
    assert read_frame(open_table(path), WANTED)["row"].to_list() == [2, 5]
    assert_frame_equal(read_frame(open_table(path), WANTED), streamed(path))


def test_parquet_columns_keep_their_types(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"name": [7, None, 9], "amount": [1.5, float("nan"), 2.0], "date": [dt.datetime(2024, 1, 2, 8), None, None]}
    )
    frame.write_parquet(tmp_path / "table.parquet")
    read = read_frame(open_table(tmp_path / "table.parquet"), WANTED)
    assert read.rows() == [
        (1, "7", None, 1.5, None, dt.date(2024, 1, 2)),
        (2, None, None, None, None, None),
        (3, "9", None, 2.0, None, None),
    ]
    assert frames._stream(open_table(tmp_path / "table.parquet"), WANTED)["code:name"].to_list() == ["7", None, "9"]


@given(st.lists(st.one_of(st.none(), st.text(st.sampled_from("0123456789.,-+()e %€'x"), min_size=1, max_size=12))),
       st.sampled_from([POINT, COMMA, NumberStyle(".", "'")]))  # fmt: skip
def test_numbers_are_read_by_column_as_one_by_one(texts: list[str | None], style: NumberStyle) -> None:
    stripped = [(text and text.strip()) or None for text in texts]

    def one(text: str | None) -> float | None:
        try:
            return None if text is None else float(parse_decimal(text, style))
        except ValueError:
            return None

    numbers = parse_numbers(pl.Series(stripped, dtype=pl.String), style).to_list()
    assert numbers == [one(text) for text in stripped]


def test_dates_are_read_by_column_as_one_by_one() -> None:
    texts = ["02/23/26 08:55 PM", None, "02/23/26 09:10 PM", "soon", "2026-02-23", "23 Feb 2026"]
    series = pl.Series(texts, dtype=pl.String)
    assert date_order(series).order is DateOrder.MONTH_FIRST
    day = dt.date(2026, 2, 23)
    assert parse_dates(series, DateOrder.MONTH_FIRST).to_list() == [day, None, day, None, day, day]
    assert parse_date("02/23/26 08:55 PM", DateOrder.MONTH_FIRST) == day


def test_a_late_value_still_decides_the_style() -> None:
    early = ["12"] * 20_000
    assert number_style(pl.Series([*early, "1.234"])).ambiguous
    assert number_style(pl.Series([*early, "1.234", "1.234,5"])).style == COMMA
    assert number_style(pl.Series([*early, "9.8", "1.234"])).style == POINT
