"""Numbers as a person reads them in a terminal."""

from datetime import date
from decimal import Decimal

MONEY = frozenset({"revenue", "margin", "average_order"})
SHARES = frozenset({"margin_rate", "growth", "share"})
DAYS = frozenset({"recency_days", "tenure_days"})
UNKNOWN = "unknown"
BAR = 10


def amount(value: float | Decimal) -> str:
    """An amount of money in whole units, its thousands apart.

    >>> amount(1234567.4), amount(Decimal("-0.4"))
    ('1 234 567', '0')
    """
    return f"{round(value):,}".replace(",", "\N{NARROW NO-BREAK SPACE}").replace("-0", "0")


def percent(share: float, *, signed: bool = False) -> str:
    """A share of 1 in whole percent.

    >>> percent(0.126), percent(0.126, signed=True)
    ('13 %', '+13 %')
    """
    return f"{share:+.0%}".replace("%", " %") if signed else f"{share:.0%}".replace("%", " %")


def long_date(day: date) -> str:
    """A day without doubt about month and day.

    >>> long_date(date(2024, 12, 31))
    '31 December 2024'
    """
    return f"{day.day} {day:%B %Y}"


def measure_text(measure: str, value: float | None, currency: str) -> str:
    """A raw measure with its unit; unknown is said, never shown as zero.

    >>> measure_text("growth", 0.2, "EUR"), measure_text("recency_days", 1, "EUR"), measure_text("margin", None, "EUR")
    ('+20 %', '1 day', 'unknown')
    """
    if value is None:
        return UNKNOWN
    if measure in MONEY:
        return f"{currency} {amount(value)}"
    if measure in SHARES:
        return percent(value, signed=measure == "growth")
    if measure in DAYS:
        return f"{value:g} day{'' if value == 1 else 's'}"
    return f"{value:.3g}" if isinstance(value, float) else f"{value}"


def bar(score: float | None) -> str:
    """A score of 0 to 10 as a bar of ten cells, dots where it is unknown.

    >>> bar(7.6), bar(None)
    ('████████░░', '··········')
    """
    if score is None:
        return "·" * BAR
    full = round(min(max(score, 0.0), BAR))
    return "█" * full + "░" * (BAR - full)
