"""The graded portfolio of the database as a terminal shows it."""

import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from rich.console import Group
from rich.panel import Panel
from rich.text import Text

from tenure.cli.league_table import FAINT, console_on, league_table
from tenure.cli.rank_words import measured, money
from tenure.core.wording import grade_label
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import PortfolioFigures
from tenure.insight.wording import notices_told


def print_portfolio(
    figures: PortfolioFigures, ranking: Ranking, shown: list[Standing], *, total: int, remarks: Sequence[str] = ()
) -> None:
    """Print what the portfolio comes to, the table, and how many of the `total` accounts it leaves out."""
    console = console_on(sys.stdout)
    console.print(summary(figures, ranking, remarks))
    console.print(league_table(map(row_of, shown), level_codes(ranking), width=console.width))
    if total > len(shown):
        console.print(f"{total - len(shown):,} more accounts are not shown; --top 0 shows all.", style=FAINT)


def summary(figures: PortfolioFigures, ranking: Ranking, remarks: Sequence[str]) -> Panel:
    """The portfolio in a few lines: when, how many, how much, and what is doubtful."""
    lines = [Text(_when(ranking), style="bold"), Text(_volume(figures, ranking)), Text(_key_accounts(figures))]
    lines += [Text(sentence, style=FAINT) for sentence in (_doubt(figures), *notices_told(ranking.notices), *remarks)]
    return Panel(Group(*lines), title="Key accounts", title_align="left", border_style=FAINT)


def _when(ranking: Ranking) -> str:
    season = f"Season {ranking.name}, as" if ranking.name else "As"
    return f"{season} of {day(ranking.as_of)} over {window_text(ranking.window)}"


def _volume(figures: PortfolioFigures, ranking: Ranking) -> str:
    growth = "" if figures.growth is None else f", {measured('growth', figures.growth)}"
    return f"{figures.accounts:,} accounts; revenue {ranking.currency} {money(float(figures.revenue))}{growth}"


def _key_accounts(figures: PortfolioFigures) -> str:
    share = figures.key_share
    held = "" if share.revenue_share is None else f", with {percent(share.revenue_share)} of the revenue"
    return f"{figures.key_accounts:,} key accounts (the guide of 5 % is {share.guide_accounts:,}){held}"


def _doubt(figures: PortfolioFigures) -> str:
    moves = f"{figures.promoted:,} promoted and {figures.relegated:,} relegated since the last season; "
    known = f"{percent(figures.completeness)} of the criteria known, {figures.provisional:,} grades provisional"
    return moves + known if figures.promoted or figures.relegated else known


def percent(share: float) -> str:
    """A share of 1 in whole percent.

    >>> percent(0.625)
    '62 %'
    """
    return f"{share:.0%}".replace("%", " %")


def row_of(standing: Standing) -> dict[str, Any]:
    """A standing as a row of the league table."""
    account = standing.account
    return {
        "rank": standing.rank,
        "account": account.external_id or str(account.pk),
        "name": account.name,
        "key": standing.is_key,
        "grade": standing.grade,
        "label": grade_label(standing.label),
        "provisional": standing.provisional,
        "score": standing.score,
        "low": standing.low,
        "high": standing.high,
        "revenue": float(standing.revenue),
        "growth": standing.measures.get("growth"),
        "rank_by_sales": standing.rank_by_sales,
        "reason": standing.reason,
        "movement": standing.movement,
    }


def level_codes(ranking: Ranking) -> list[str]:
    """The codes of the ranking's grades, best first."""
    return [level["code"] for level in ranking.scheme["levels"]]


def day(when: date) -> str:
    """A day that leaves no doubt about day and month.

    >>> day(date(2024, 12, 31))
    '31 December 2024'
    """
    return f"{when.day} {when:%B %Y}"


def window_text(window: str) -> str:
    """A window in words.

    >>> window_text("12m"), window_text("90d"), window_text("all")
    ('the last 12 months', 'the last 90 days', 'the whole period')
    """
    units = {"m": "months", "d": "days"}
    return "the whole period" if window == "all" else f"the last {window[:-1]} {units[window[-1]]}"
