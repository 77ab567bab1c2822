"""The ranking in a terminal."""

import sys
from typing import TextIO

from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from tenure.analytics.criteria import TOP_SCORE, Criterion
from tenure.cli.league_table import (
    FAINT,
    CriterionLine,
    console_on,
    criteria_table,
    grade_text,
    league_table,
    name_of,
)
from tenure.cli.rank_report import Account, Report, scored
from tenure.cli.rank_words import circumstances, headline, measured, refused_sentence, row_numbers, span

SHOWN = 100


def write_table(report: Report, stream: TextIO) -> None:
    """Write what was read, what was guessed, and the first hundred accounts."""
    console = console_on(stream)
    console.print(_summary(report))
    console.print(_league(report, console.width))
    hidden = report.accounts.height - SHOWN
    if hidden > 0:
        console.print(f"{hidden:,} more accounts; --format csv, json, xlsx or html gives all of them.", style=FAINT)


def write_explanation(report: Report, stream: TextIO) -> None:
    """Write why the one account of the report has its grade, criterion by criterion."""
    console = console_on(stream)
    (row,) = report.rows()
    title = Text.assemble((name_of(row), "bold"), (f"  {row['account']}" if row["name"] else "", FAINT))
    rank = f"rank {row['rank']} by score, {row['rank_by_sales']} by sales"
    grade, place = grade_text(row, _levels(report)), Text(f"{span(row)} of {TOP_SCORE:.0f}, {rank}")
    body = Group(grade, place, Text(), Text(row["reason"]), Text(), _contributions(row, report.criteria))
    console.print(Panel(body, title=title, title_align="left", padding=(1, 2)))
    console.print(circumstances(report).capitalize(), style=FAINT)


def _summary(report: Report) -> Panel:
    lines = [Text(headline(report), style="bold"), *(Text(notice, style=FAINT) for notice in report.notices)]
    lines.append(Text(refused_sentence(report), style="yellow" if report.refused else FAINT))
    lines += [
        Text(f"  {refusal.count:>9,}  {refusal.cause}  ({row_numbers(refusal.rows, refusal.count)})", style="yellow")
        for refusal in report.refused
    ]
    return Panel(Group(*lines), title="Key accounts", title_align="left", border_style=FAINT)


def _league(report: Report, width: int) -> Table:
    return league_table(report.accounts.head(SHOWN).iter_rows(named=True), _levels(report), width=width)


def _levels(report: Report) -> list[str]:
    return [level.code for level in report.ranking.scheme.levels]


def _criterion_line(row: Account, criterion: Criterion, total: float) -> CriterionLine:
    value, score, points = scored(row, criterion)
    share = criterion.weight / total
    return CriterionLine(criterion.name, measured(criterion.measure, value), score, share, points, criterion.objective)


def _contributions(row: Account, criteria: tuple[Criterion, ...]) -> Table:
    total = sum(criterion.weight for criterion in criteria)
    return criteria_table(_criterion_line(row, criterion, total) for criterion in criteria)


def progress() -> Console:
    """Where progress is shown: standard error if that is a terminal, else nowhere."""
    return Console(stderr=True, quiet=not sys.stderr.isatty())
