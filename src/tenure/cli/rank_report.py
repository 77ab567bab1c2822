"""A finished ranking with all it was made of, and its two plain forms: JSON and CSV."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, TextIO

import polars as pl
import polars.selectors as cs

from tenure.analytics.criteria import Criterion
from tenure.analytics.portfolio import MEASURES, Ranking, contribution_column, score_column
from tenure.cli.rank_facts import Refusal
from tenure.integrations.files.guard import guard

Account = Mapping[str, Any]
"""One row of the ranking by column name; see `tenure.analytics.portfolio` for the columns."""

_HEAD = ("rank", "account", "name", "label", "provisional", "score", "low", "high", "completeness", "rank_by_sales")
_TAIL = ("reason",)
_BLOCK = 50_000
_DECIMALS = 10
"""Beyond these two runs or two engines may differ in the last bit of a quotient."""


@dataclass(frozen=True)
class Report:
    """Everything a reader of the ranking may ask for.

    `accounts` are in order of rank; `columns` is what `--columns` would take; `notices` are full sentences about what
    was guessed and what is doubtful; `read` and `refused` count the rows of the files.
    """

    ranking: Ranking
    accounts: pl.DataFrame
    engine: str
    columns: Mapping[str, str | None]
    notices: tuple[str, ...]
    read: int
    refused: tuple[Refusal, ...]

    @property
    def criteria(self) -> tuple[Criterion, ...]:
        """The criteria that were scored, with the anchors that were used."""
        return self.ranking.criteria

    def rows(self) -> Iterator[Account]:
        """Every account as a mapping, one at a time."""
        return self.steady().iter_rows(named=True)

    def steady(self) -> pl.DataFrame:
        """The accounts without the last bits of their quotients."""
        return self.accounts.with_columns(cs.float().round(_DECIMALS))

    def only(self, account: str) -> "Report":
        """The same report about one account."""
        return replace(self, accounts=self.accounts.filter(pl.col("account") == account))


def write_json(report: Report, stream: TextIO) -> None:
    """Write the report as one JSON object, one account a line, without holding all of them."""
    head = {
        "as_of": report.ranking.as_of.isoformat(),
        "window": str(report.ranking.window),
        "engine": report.engine,
        "columns": report.columns,
        "criteria": [_criterion(criterion) for criterion in report.criteria],
        "rows": {"read": report.read, "refused": [asdict(refusal) for refusal in report.refused]},
    }
    stream.write(_json(head)[:-1] + ', "accounts": [')
    for number, row in enumerate(report.rows()):
        stream.write((",\n" if number else "\n") + _json(_account(row, report.criteria)))
    stream.write("\n]}\n")


def write_csv(report: Report, stream: TextIO) -> None:
    """Write one row for each account, a block at a time; texts that a spreadsheet would execute are guarded."""
    columns = [pl.col(name).alias(header) for header, name in flat_columns(report)]
    flat = (
        report.steady()
        .select(columns)
        .with_columns(cs.boolean().replace_strict({True: "yes", False: "no"}, return_dtype=pl.String))
    )
    for start in range(0, max(flat.height, 1), _BLOCK):
        block = flat.slice(start, _BLOCK).with_columns(cs.string().map_batches(_guarded))
        stream.write(block.write_csv(include_header=start == 0, float_scientific=False))


def _guarded(texts: pl.Series) -> pl.Series:
    return pl.Series(texts.name, [text and guard(text) for text in texts], dtype=pl.String)


def flat_columns(report: Report) -> list[tuple[str, str]]:
    """The header and the name of every column of a flat table of accounts."""
    names = [*_HEAD, *MEASURES, *(contribution_column(criterion.code) for criterion in report.criteria), *_TAIL]
    return [("grade" if name == "label" else name, name) for name in names]


def scored(row: Account, criterion: Criterion) -> tuple[float | None, float | None, float | None]:
    """What an account has in a criterion: raw value, score of 0 to 10, contribution in points; None where unknown."""
    code = criterion.code
    return row[criterion.measure], row[score_column(code)], row[contribution_column(code)]


def _account(row: Account, criteria: tuple[Criterion, ...]) -> dict[str, Any]:
    head = ("account", "name", "rank", "rank_by_sales", "score", "low", "high", "completeness")
    return {
        **{name: row[name] for name in head},
        "grade": row["label"],
        "provisional": row["provisional"],
        "measures": {name: row[name] for name in MEASURES},
        "contributions": {criterion.code: row[contribution_column(criterion.code)] for criterion in criteria},
        "reason": row["reason"],
    }


def _criterion(criterion: Criterion) -> dict[str, Any]:
    anchors = [[anchor.value, anchor.score] for anchor in criterion.anchors]
    return asdict(criterion) | {"anchors": anchors}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
