"""The frames a ranking is made from: every order line, every account that can be ranked, what people judged.

Rows pass from the database into columns in blocks, without models in between, so that ten million lines need the memory
of their numbers and not of as many Python objects.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection
from django.db.models import F, FloatField, QuerySet, TextField
from django.db.models.functions import Cast

from tenure.assessments.models import RatingQuestion
from tenure.assessments.queries import RATING_PREFIX, latest_ratings
from tenure.commerce.choices import OrderState
from tenure.commerce.models import OrderLine
from tenure.insight.models import Ranking
from tenure.insight.queries.rankings import RANKED_KINDS, ranked_accounts

ROWS_PER_BLOCK = 50_000
BYTES_PER_BLOCK = 16_000_000

Schema = Mapping[str, pl.DataType | type[pl.DataType]]

LINE_SCHEMA: Schema = {
    "account": pl.Int64,
    "order": pl.Int64,
    "date": pl.String,
    "product": pl.Int64,
    "revenue": pl.Float64,
    "cost": pl.Float64,
}


def account_frame() -> pl.DataFrame:
    """One row per ranked account: account (its number), name."""
    rows = ranked_accounts().values_list("pk", "name")
    return read_frame(rows, {"account": pl.Int64, "name": pl.String})


def line_frame(*, as_of: date) -> pl.DataFrame:
    """One row per order line of a ranked account up to a day, cancelled orders left out.

    Columns: account, order, date, product (null: none named), revenue and cost in the reporting currency at the rate
    of the order's day (cost null: unknown).
    """
    lines = OrderLine.objects.exclude(order__state=OrderState.CANCELLED).filter(
        order__ordered_on__lte=as_of, order__account__kind__in=RANKED_KINDS, order__account__deleted_at=None
    )
    rate = F("order__rate")
    chosen = lines.values_list(
        "order__account_id",
        "order_id",
        Cast("order__ordered_on", TextField()),
        "product_id",
        Cast(F("revenue") * rate, FloatField()),
        Cast(F("cost") * rate, FloatField()),
    )
    frame = read_frame(chosen, LINE_SCHEMA)
    return frame.with_columns(pl.col("date").str.to_date())


def held_grades(season: Ranking) -> pl.DataFrame:
    """The grades that a season gave: account, grade."""
    rows = season.standings.values_list("account_id", "grade")
    return read_frame(rows, {"account": pl.Int64, "grade": pl.String})


def rating_frame(*, as_of: date) -> pl.DataFrame:
    """One row per rated account and one column `rating:CODE` per question: the median of each rater's latest score."""
    score = Cast("score", FloatField())
    rows = latest_ratings(until=as_of).values_list("account_id", "question__code", score)
    schema: Schema = {"account": pl.Int64, "question": pl.String, "score": pl.Float64}
    questions = [RATING_PREFIX + code for code in RatingQuestion.objects.values_list("code", flat=True)]
    medians = read_frame(rows, schema).group_by("account", "question").agg(pl.col("score").median())
    named = medians.with_columns(question=RATING_PREFIX + pl.col("question"))
    wide = named.pivot("question", index="account", values="score")
    unrated = [pl.lit(None, dtype=pl.Float64).alias(name) for name in questions if name not in wide.columns]
    return wide.with_columns(unrated).select("account", *sorted(questions))


def fingerprint(frame: pl.DataFrame) -> str:
    """A digest of the frame's rows in any order: equal facts give equal digests however a database returns them."""
    hashes = frame.hash_rows(seed=0).sort()
    return hashlib.sha256(hashes.to_numpy().tobytes()).hexdigest()


def read_frame(rows: QuerySet[Any, Any], schema: Schema) -> pl.DataFrame:
    """Read a query's columns, given in the schema's order, into a frame; no rows give an empty frame."""
    sql, parameters = rows.order_by().query.get_compiler(connection=connection).as_sql()
    read = _copied if connection.vendor == "postgresql" else _fetched
    blocks = list(read(sql, parameters, schema))
    return pl.concat(blocks, rechunk=False) if blocks else pl.DataFrame(schema=schema)


def _fetched(sql: str, parameters: Any, schema: Schema) -> Iterator[pl.DataFrame]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while rows := cursor.fetchmany(ROWS_PER_BLOCK):
            yield pl.DataFrame(rows, schema=schema, orient="row")


def _copied(sql: str, parameters: Any, schema: Schema) -> Iterator[pl.DataFrame]:
    """PostgreSQL writes CSV faster than a driver builds rows."""
    with connection.cursor() as cursor:
        # The values of a COPY have to stand in its text.
        operations: Any = connection.ops
        statement = operations.compose_sql(f"COPY ({sql}) TO STDOUT (FORMAT csv)", parameters)
        block = BytesIO()
        with cursor.copy(statement) as copy:
            for row in copy:
                block.write(row)
                if block.tell() >= BYTES_PER_BLOCK:
                    yield _parsed(block, schema)
                    block = BytesIO()
        if block.tell():
            yield _parsed(block, schema)


def _parsed(block: BytesIO, schema: Schema) -> pl.DataFrame:
    return pl.read_csv(block.getvalue(), has_header=False, schema=schema)
