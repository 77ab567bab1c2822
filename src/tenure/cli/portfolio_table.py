"""The graded portfolio as a terminal shows it."""

from collections.abc import Iterable

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from tenure.cli.wording import amount, bar, long_date, percent
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import PortfolioFigures

WIDTH_OF_PIPES = 160
WIDE = 120
ARROWS = {Movement.PROMOTED: ("▲", "green"), Movement.RELEGATED: ("▼", "red"), Movement.NEW: ("•", "cyan")}
LEVEL_STYLES = ("bold yellow", "bold cyan", "white", "bright_black")


def terminal() -> Console:
    """The console on standard output; a pipe has no width of its own and gets a generous one."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH_OF_PIPES)


def print_portfolio(figures: PortfolioFigures, ranking: Ranking, shown: list[Standing], *, total: int) -> None:
    """Print the heading, the table and how many of the `total` accounts it leaves out."""
    console = terminal()
    console.print(heading(figures, ranking))
    console.print(league_table(shown, ranking, wide=console.width >= WIDE))
    for notice in ranking.notices:
        console.print(Text(notice, style="bright_black"))
    if total > len(shown):
        left_out = f"{total - len(shown)} more accounts are not shown; --top 0 shows all."
        console.print(Text(left_out, style="bright_black"))


def heading(figures: PortfolioFigures, ranking: Ranking) -> Text:
    """What the portfolio comes to, in two lines."""
    share = figures.key_share
    title = f"Portfolio as of {long_date(ranking.as_of)}, {window_text(ranking.window)}"
    parts = [
        f"{figures.accounts} accounts",
        f"{figures.key_accounts} key accounts (the guide is {share.guide_accounts})",
        *([f"they hold {percent(share.revenue_share)} of revenue"] if share.revenue_share is not None else []),
        f"revenue {ranking.currency} {amount(figures.revenue)}"
        + ("" if figures.growth is None else f", {percent(figures.growth, signed=True)}"),
        f"{percent(figures.completeness)} known",
    ]
    season = f"  {ranking.name}" if ranking.name else ""
    return Text.assemble((title, "bold"), (season, "bold yellow"), "\n", ("  ·  ".join(parts), "bright_black"))


def window_text(window: str) -> str:
    """A window in words.

    >>> window_text("12m"), window_text("90d"), window_text("all")
    ('the last 12 months', 'the last 90 days', 'all years')
    """
    units = {"m": "months", "d": "days"}
    return "all years" if window == "all" else f"the last {window[:-1]} {units[window[-1]]}"


def league_table(standings: Iterable[Standing], ranking: Ranking, *, wide: bool) -> Table:
    """One row per account, a rule between the grades; a narrow one leaves out growth and the bars."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    table.add_column("Rank", justify="right")
    table.add_column("By sales", justify="right")
    table.add_column("Grade", no_wrap=True)
    table.add_column("Account", overflow="ellipsis", no_wrap=True, max_width=32)
    table.add_column("Score", no_wrap=True)
    table.add_column(f"Revenue {ranking.currency}", justify="right")
    if wide:
        table.add_column("Growth", justify="right", no_wrap=True)
    table.add_column("Why", overflow="fold", min_width=24)
    grade = None
    for standing in standings:
        if grade not in (None, standing.grade):
            table.add_section()
        grade = standing.grade
        table.add_row(*_cells(standing, ranking, wide=wide))
    return table


def _cells(standing: Standing, ranking: Ranking, *, wide: bool) -> list[Text]:
    growth = standing.measures.get("growth")
    return [
        Text(str(standing.rank)),
        _sales_rank(standing),
        grade_text(standing, ranking),
        Text(standing.account.name),
        score_text(standing, with_bar=wide),
        Text(amount(standing.revenue)),
        *([Text("–" if growth is None else percent(growth, signed=True))] if wide else []),
        Text(why(standing.reason)),
    ]


def _sales_rank(standing: Standing) -> Text:
    """The rank by sales, coloured where score and sales disagree."""
    shift = standing.rank_by_sales - standing.rank
    return Text(str(standing.rank_by_sales), style="green" if shift > 0 else "red" if shift < 0 else "")


def grade_text(standing: Standing, ranking: Ranking) -> Text:
    """The grade's label in its level's colour, an arrow for its movement, a question mark while provisional."""
    codes = [level["code"] for level in ranking.scheme["levels"]]
    style = LEVEL_STYLES[min(codes.index(standing.grade), len(LEVEL_STYLES) - 1)]
    arrow, colour = ARROWS.get(Movement(standing.movement), (" ", "")) if standing.movement else (" ", "")
    return Text.assemble((arrow, colour), " ", (standing.label, style), ("?" if standing.provisional else "", style))


def score_text(standing: Standing, *, with_bar: bool) -> Text:
    """The score, with its bar where there is room; unknown is said."""
    score = "   ?" if standing.score is None else f"{standing.score:4.1f}"
    colour = "bright_black" if standing.score is None else "cyan"
    return Text.assemble(score, " ", (bar(standing.score), colour)) if with_bar else Text(score)


def why(reason: str) -> str:
    """The reason without what the table's columns say already: grade, score and rank by sales.

    >>> why("Premier at 7.9 of 10: revenue 9.0 leads; qualifies despite growth 2.0; 2nd by sales.")
    'revenue 9.0 leads; qualifies despite growth 2.0'
    """
    return reason.split(": ", 1)[-1].rsplit("; ", 1)[0]
