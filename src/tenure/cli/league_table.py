"""The league table and an account's criteria in a terminal, the same for files and for the database."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tenure.analytics.criteria import TOP_SCORE
from tenure.cli.rank_words import UNKNOWN, measured, money, sales_arrow, span

PRINTED_WIDTH = 160
ROOMY = 150
"""From this width on the reason has a column of its own; below it stands under the account."""
BAR = 20
FAINT = "dim"

_GRADES = ("bold black on bright_yellow", "bold white on blue", "black on green", "dim")
_UP, _DOWN = "green", "red"
_MOVEMENTS = {"promoted": (" ▲", _UP), "relegated": (" ▼", _DOWN), "new": (" new", "cyan")}

Row = Mapping[str, Any]
"""One account: rank, account, name, key, grade, label, provisional, score, low, high, revenue, growth, rank_by_sales,
reason and, where seasons are known, movement."""


@dataclass(frozen=True)
class CriterionLine:
    """What one criterion measured and what it adds to a score, as it is printed; None where unknown."""

    name: str
    value: str
    score: float | None
    weight: float
    points: float | None
    objective: str


def console_on(stream: TextIO) -> Console:
    """As wide as the terminal; a file or a pipe gets a fixed width and no colours."""
    width = None if stream.isatty() else PRINTED_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def league_table(rows: Iterable[Row], levels: Sequence[str], *, width: int) -> Table:
    """One row per account; `levels` are the codes of the grades, best first. A narrow table has fewer columns."""
    roomy = width >= ROOMY
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), expand=True)
    table.add_column("#", justify="right", no_wrap=True)
    table.add_column("Account", max_width=30 if roomy else None, ratio=None if roomy else 1)
    table.add_column("Grade", no_wrap=True)
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Revenue", justify="right", no_wrap=True)
    if roomy:
        table.add_column("Growth", justify="right", no_wrap=True)
        table.add_column("By sales", justify="right", no_wrap=True)
        table.add_column("Reason", ratio=1)
    for row in rows:
        table.add_row(*(_roomy_cells(row, levels) if roomy else _first_cells(row, levels, below=row["reason"])))
    return table


def _roomy_cells(row: Row, levels: Sequence[str]) -> Iterator[Text]:
    yield from _first_cells(row, levels, below=row["account"] if row["name"] else "")
    yield _growth(row["growth"])
    arrow = sales_arrow(row["rank"], row["rank_by_sales"])
    yield Text(arrow, style=_UP if "▲" in arrow else _DOWN if "▼" in arrow else FAINT)
    yield Text(row["reason"])


def _first_cells(row: Row, levels: Sequence[str], *, below: str) -> Iterator[Text]:
    yield Text(str(row["rank"]))
    yield _two_lines(name_of(row), below, style="bold" if row["key"] else "")
    yield grade_text(row, levels)
    score, _, possible = span(row).partition(" ")
    yield _two_lines(score, possible, style="bold")
    yield Text(money(row["revenue"]))


def _two_lines(first: str, second: str, *, style: str) -> Text:
    """A cell with something fainter below, where there is something."""
    return Text.assemble((first, style), (f"\n{second}" if second else "", FAINT))


def name_of(row: Row) -> str:
    """The account's name, or what it is called by where the name is unknown."""
    return str(row["name"] or row["account"])


def grade_text(row: Row, levels: Sequence[str]) -> Text:
    """The word of the grade in its colour, an arrow where it has moved; a provisional one says so."""
    style = _GRADES[min(levels.index(row["grade"]), len(_GRADES) - 1)]
    moved = _MOVEMENTS.get(row.get("movement") or "", "")
    return Text.assemble((f" {row['label']} ", style), moved, ("\n provisional" if row["provisional"] else "", FAINT))


def _growth(value: float | None) -> Text:
    style = FAINT if value is None else _UP if value > 0 else _DOWN if value < 0 else ""
    return Text(measured("growth", value), style=style)


def criteria_table(lines: Iterable[CriterionLine]) -> Table:
    """Every criterion with value, score, weight and points, the most valuable first and the unknown last."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Criterion")
    table.add_column("Value", justify="right")
    table.add_column("Score", no_wrap=True)
    table.add_column("Weight", justify="right")
    table.add_column("Points", justify="right")
    table.add_column("Serves", style=FAINT)
    for line in sorted(lines, key=lambda line: (line.points is None, -(line.points or 0))):
        points = UNKNOWN if line.points is None else f"{line.points:.2f}"
        table.add_row(line.name, line.value, _bar(line.score), f"{line.weight:.0%}", points, line.objective)
    return table


def _bar(score: float | None) -> Text:
    if score is None:
        return Text(UNKNOWN, style=FAINT)
    full = round(score / TOP_SCORE * BAR)
    return Text.assemble(("█" * full, "cyan"), ("░" * (BAR - full), FAINT), f" {score:.1f}")
