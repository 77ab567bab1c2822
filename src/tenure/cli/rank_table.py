"""The ranking in a terminal."""

import sys
from collections.abc import Iterator
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tenure.analytics.criteria import TOP_SCORE, Criterion
from tenure.cli.rank_report import Account, Report, scored
from tenure.cli.rank_words import (
    UNKNOWN,
    circumstances,
    headline,
    measured,
    money,
    refused_sentence,
    row_numbers,
    sales_arrow,
    span,
)

SHOWN = 100
PRINTED_WIDTH = 160
ROOMY = 150
"""From this width on the reason has a column of its own; below it stands under the account."""
BAR = 20

_GRADES = ("bold black on bright_yellow", "bold white on blue", "black on green", "dim")
_UP, _DOWN, _FAINT = "green", "red", "dim"


def write_table(report: Report, stream: TextIO) -> None:
    """Write what was read, what was guessed, and the first hundred accounts."""
    console = _console(stream)
    console.print(_summary(report))
    console.print(_league(report, console.width))
    hidden = report.accounts.height - SHOWN
    if hidden > 0:
        console.print(f"{hidden:,} more accounts; --format csv, json, xlsx or html gives all of them.", style=_FAINT)


def write_explanation(report: Report, stream: TextIO) -> None:
    """Write why the one account of the report has its grade, criterion by criterion."""
    console = _console(stream)
    (row,) = report.rows()
    title = Text.assemble((_name(row), "bold"), (f"  {row['account']}" if row["name"] else "", _FAINT))
    rank = f"rank {row['rank']} by score, {row['rank_by_sales']} by sales"
    place = Text(f"{span(row)} of {TOP_SCORE:.0f}, {rank}")
    body = Group(_grade(row, report), place, Text(), Text(row["reason"]), Text(), _contributions(row, report.criteria))
    console.print(Panel(body, title=title, title_align="left", padding=(1, 2)))
    console.print(circumstances(report).capitalize(), style=_FAINT)


def _console(stream: TextIO) -> Console:
    """As wide as the terminal; a file or a pipe gets a fixed width and no colours."""
    width = None if stream.isatty() else PRINTED_WIDTH
    return Console(file=stream, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def _summary(report: Report) -> Panel:
    lines = [Text(headline(report), style="bold"), *(Text(notice, style=_FAINT) for notice in report.notices)]
    lines.append(Text(refused_sentence(report), style="yellow" if report.refused else _FAINT))
    lines += [
        Text(f"  {refusal.count:>9,}  {refusal.cause}  ({row_numbers(refusal.rows, refusal.count)})", style="yellow")
        for refusal in report.refused
    ]
    return Panel(Group(*lines), title="Key accounts", title_align="left", border_style=_FAINT)


def _league(report: Report, width: int) -> Table:
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
    for row in report.accounts.head(SHOWN).iter_rows(named=True):
        table.add_row(*(_roomy_cells(row, report) if roomy else _narrow_cells(row, report)))
    return table


def _roomy_cells(row: Account, report: Report) -> Iterator[Text]:
    yield from _first_cells(row, report, below=row["account"] if row["name"] else "")
    yield _growth(row["growth"])
    arrow = sales_arrow(row["rank"], row["rank_by_sales"])
    yield Text(arrow, style=_UP if "▲" in arrow else _DOWN if "▼" in arrow else _FAINT)
    yield Text(row["reason"])


def _narrow_cells(row: Account, report: Report) -> Iterator[Text]:
    yield from _first_cells(row, report, below=row["reason"])


def _first_cells(row: Account, report: Report, *, below: str) -> Iterator[Text]:
    yield Text(str(row["rank"]))
    yield _two_lines(_name(row), below, style="bold" if row["key"] else "")
    yield _grade(row, report)
    score, _, possible = span(row).partition(" ")
    yield _two_lines(score, possible, style="bold")
    yield Text(money(row["revenue"]))


def _two_lines(first: str, second: str, *, style: str) -> Text:
    """A cell with something fainter below, where there is something."""
    return Text.assemble((first, style), (f"\n{second}" if second else "", _FAINT))


def _name(row: Account) -> str:
    return str(row["name"] or row["account"])


def _grade(row: Account, report: Report) -> Text:
    """The word of the grade in its colour; a provisional one says so."""
    level = [level.code for level in report.ranking.scheme.levels].index(row["grade"])
    style = _GRADES[min(level, len(_GRADES) - 1)]
    return Text.assemble((f" {row['label']} ", style), ("\n provisional" if row["provisional"] else "", _FAINT))


def _growth(value: float | None) -> Text:
    style = _FAINT if value is None else _UP if value > 0 else _DOWN if value < 0 else ""
    return Text(measured("growth", value), style=style)


def _contributions(row: Account, criteria: tuple[Criterion, ...]) -> Table:
    """Every criterion with value, score, weight and points, the most valuable first and the unknown last."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1))
    table.add_column("Criterion")
    table.add_column("Value", justify="right")
    table.add_column("Score", no_wrap=True)
    table.add_column("Weight", justify="right")
    table.add_column("Points", justify="right")
    table.add_column("Serves", style=_FAINT)
    weight = sum(criterion.weight for criterion in criteria)
    for criterion in sorted(criteria, key=lambda criterion: -(scored(row, criterion)[2] or 0)):
        value, score, points = scored(row, criterion)
        table.add_row(
            criterion.name,
            measured(criterion.measure, value),
            _bar(score),
            f"{criterion.weight / weight:.0%}",
            UNKNOWN if points is None else f"{points:.2f}",
            criterion.objective,
        )
    return table


def _bar(score: float | None) -> Text:
    if score is None:
        return Text(UNKNOWN, style=_FAINT)
    full = round(score / TOP_SCORE * BAR)
    return Text.assemble(("█" * full, "cyan"), ("░" * (BAR - full), _FAINT), f" {score:.1f}")


def progress() -> Console:
    """Where progress is shown: standard error if that is a terminal, else nowhere."""
    return Console(stderr=True, quiet=not sys.stderr.isatty())
