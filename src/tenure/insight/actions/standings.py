"""Writing the standings of a ranking: a hundred thousand rows as one stream, not as models."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import narwhals as nw
import polars as pl
from django.db import connection

from tenure.analytics.criteria import Level
from tenure.analytics.portfolio import FACTS, MEASURES, contribution_column, fact_column, score_column
from tenure.analytics.portfolio.frames import cents
from tenure.assessments.queries import RATING_PREFIX
from tenure.insight.actions.sales import sales_table
from tenure.insight.choices import Movement
from tenure.insight.models import RankedFacts, Ranking, Standing
from tenure.insight.queries import sales
from tenure.insight.selection import Facts, Selection

# fmt: off
COLUMNS = (
    "ranking_id", "account_id", "rank", "rank_by_sales", "grade", "label", "is_key", "previous_grade", "movement",
    "score", "low", "high", "completeness", "provisional", "knocked_out", "turned_away", "revenue", "margin",
    "kept_reason", "said", "despite", "growth", "measures", "scores", "contributions",
)
# fmt: on
RESULTS = ("rank", "rank_by_sales", "grade", "score", "low", "high", "provisional", "knocked_out")


def write_standings(ranking: Ranking, selection: Selection, facts: Facts, levels: Sequence[Level]) -> int:
    """Write one standing per row of the selection and return how many; PostgreSQL copies, SQLite inserts in bulk."""
    frame = standing_rows(ranking.pk, selection, facts.held, levels)
    if connection.vendor == "postgresql":
        _copy(frame)
    else:
        _insert(frame)
    return frame.height


def write_facts(ranking: Ranking, selection: Selection, facts: Facts) -> None:
    """Keep the measures that the selection was scored from, what came out, and sales, in pieces of a few megabytes."""
    frame, held = selection.frame, facts.held
    measures = [name for name in frame.columns if name in MEASURES or name.startswith(RATING_PREFIX)]
    kept = frame.select("account", *measures, *RESULTS)
    if held is None:
        former = kept.with_columns(previous_grade=pl.lit(None, dtype=pl.String))
    else:
        former = kept.join(held.rename({"grade": "previous_grade"}), on="account", how="left")
    packed = BytesIO()
    former.sort("rank").write_ipc(packed, compression="zstd")
    accounts = frame.sort("rank")["account"]
    sold = sales_table(facts.lines, accounts, as_of=facts.as_of, comparison=selection.comparison)
    RankedFacts.objects.create(ranking=ranking, frame=packed.getvalue(), sales=sales.packed(sold))


def standing_rows(
    ranking_id: int, selection: Selection, held: pl.DataFrame | None, levels: Sequence[Level]
) -> pl.DataFrame:
    """The rows of the standings' table: each account's grade beside the one it held, its numbers as JSON texts."""
    codes = [criterion.code for criterion in selection.criteria]
    measures = [c for c in selection.frame.columns if c in MEASURES or c.startswith(RATING_PREFIX)]
    money = nw.from_native(selection.frame).with_columns(cents(nw.col("revenue")), cents(nw.col("margin"))).to_native()
    return (
        _with_movement(selection.frame, held, levels)
        .with_columns(money["revenue"].alias("revenue in cents"), money["margin"].alias("margin in cents"))
        .select(
            pl.lit(ranking_id).alias("ranking_id"),
            pl.col("account").alias("account_id"),
            "rank",
            "rank_by_sales",
            "grade",
            "label",
            pl.col("key").alias("is_key"),
            pl.col("previous_grade").fill_null(""),
            "movement",
            "score",
            "low",
            "high",
            pl.col("completeness").fill_null(0.0),
            "provisional",
            "knocked_out",
            "turned_away",
            pl.col("revenue in cents").alias("revenue"),
            pl.col("margin in cents").alias("margin"),
            pl.lit("").alias("kept_reason"),
            _json({fact: fact_column(fact) for fact in FACTS}).alias("said"),
            pl.col("despite").fill_null(""),
            "growth",
            _json({name: name for name in measures}).alias("measures"),
            _json({code: score_column(code) for code in codes}).alias("scores"),
            _json({code: contribution_column(code) for code in codes}).alias("contributions"),
        )
        .select(COLUMNS)
    )


def _with_movement(frame: pl.DataFrame, held: pl.DataFrame | None, levels: Sequence[Level]) -> pl.DataFrame:
    """Compare each grade with the one held; without a season there is nothing to compare with."""
    if held is None:
        return frame.with_columns(previous_grade=pl.lit(""), movement=pl.lit(""))
    position = {level.code: place for place, level in enumerate(levels)}
    former = held.select("account", pl.col("grade").alias("previous_grade"))
    before = pl.col("previous_grade").replace_strict(position, default=None, return_dtype=pl.Int64)
    movement = (
        pl.when(before.is_null())
        .then(pl.lit(Movement.NEW.value))
        .when(pl.col("level") < before)
        .then(pl.lit(Movement.PROMOTED.value))
        .when(pl.col("level") > before)
        .then(pl.lit(Movement.RELEGATED.value))
        .otherwise(pl.lit(Movement.HELD.value))
    )
    return frame.join(former, on="account", how="left").with_columns(movement=movement)


def _json(columns: dict[str, str]) -> pl.Expr:
    """Several columns as one JSON object per row, by their names in it."""
    if not columns:
        return pl.lit("{}")
    return pl.struct(pl.col(column).alias(name) for name, column in columns.items()).struct.json_encode()


def _copy(frame: pl.DataFrame) -> None:
    # Only texts are quoted, so an empty text and a null stay apart.
    text = frame.write_csv(include_header=False, quote_style="non_numeric")
    with connection.cursor() as cursor, cursor.copy(f"COPY {_table()} FROM STDIN (FORMAT csv)") as copy:
        copy.write(text)


def _insert(frame: pl.DataFrame) -> None:
    marks = ", ".join(["%s"] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {_table()} VALUES ({marks})", frame.rows())  # noqa: S608 - our own names


def _table() -> str:
    quote: Any = connection.ops.quote_name
    return f"{quote(Standing._meta.db_table)} ({', '.join(quote(name) for name in COLUMNS)})"
