"""How figures of a ranking are written for people, the same in the terminal, in print and in a spreadsheet."""

from collections.abc import Mapping, Sequence
from typing import Any

from tenure.cli.rank_report import Report

UNKNOWN = "unknown"
_MONEY = {"revenue", "margin", "average_order"}
_SHARES = {"margin_rate", "growth", "share"}
_DAYS = {"recency_days", "tenure_days"}


def measured(name: str, value: float | None) -> str:
    """A measure with its unit; "unknown" where it is.

    >>> measured("revenue", 110277.305), measured("growth", 0.125), measured("recency_days", 22)
    ('110,277.31', '+12.5 %', '22 days')
    >>> measured("orders", None)
    'unknown'
    """
    if value is None:
        return UNKNOWN
    if name in _MONEY:
        return money(value)
    if name in _SHARES:
        return f"{value:{'+' if name == 'growth' else ''},.1%}".replace("%", " %")
    if name in _DAYS:
        return counted(round(value), "day")
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}"


def money(value: float) -> str:
    """An amount in cents, halves away from zero, as the ranking rounds them.

    >>> money(110277.305), money(-0.125)
    ('110,277.31', '-0.13')
    """
    cents = int(abs(value) * 100 + 0.5 + 1e-6)
    return f"{'-' if value < 0 and cents else ''}{cents // 100:,}.{cents % 100:02d}"


def span(row: Mapping[str, Any]) -> str:
    """The score of an account, with the range it may move in where something is unknown.

    >>> span({"score": 7.14, "low": 5.14, "high": 7.94}), span({"score": 7.0, "low": 7.0, "high": 7.0})
    ('7.1 (5.1–7.9)', '7.0')
    """
    if row["score"] is None:
        return UNKNOWN
    score = f"{row['score']:.1f}"
    low, high = f"{row['low']:.1f}", f"{row['high']:.1f}"
    return score if low == high else f"{score} ({low}–{high})"


def sales_arrow(rank: int, by_sales: int) -> str:
    """The place by sales, and how far the score moved an account up or down from there.

    >>> sales_arrow(1, 4), sales_arrow(4, 1), sales_arrow(2, 2)
    ('4 ▲3', '1 ▼3', '2 =')
    """
    moved = by_sales - rank
    return f"{by_sales} " + (f"▲{moved}" if moved > 0 else f"▼{-moved}" if moved else "=")


def headline(report: Report) -> str:
    """How many accounts were ranked, as of when and over which window."""
    return f"{counted(report.accounts.height, 'account')} {circumstances(report)}"


def circumstances(report: Report) -> str:
    """As of when a ranking is, over which window, and what did the sums."""
    window = str(report.ranking.window)
    over = "over the whole period" if window == "all" else f"over {window}"
    return f"as of {report.ranking.as_of} {over}, engine {report.engine}"


def counted(count: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "account"), counted(1200, "row")
    ('1 account', '1,200 rows')
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def refused_sentence(report: Report) -> str:
    """How many rows were read and how many of them are left out.

    The causes follow elsewhere; a file without a fault says so.
    """
    refused = sum(refusal.count for refusal in report.refused)
    if not refused:
        return f"{counted(report.read, 'row')} read, none refused."
    return f"{counted(report.read, 'row')} read, {refused:,} refused ({refused / report.read:.1%}):"


def row_numbers(rows: Sequence[int], count: int, shown: int = 8) -> str:
    """The first row numbers of a cause.

    >>> row_numbers([2, 5, 9], 3, shown=2), row_numbers([4], 1)
    ('rows 2, 5 and 1 more', 'row 4')
    """
    first = ", ".join(map(str, rows[:shown]))
    more = f" and {count - shown:,} more" if count > shown else ""
    return f"row{'' if count == 1 else 's'} {first}{more}"
