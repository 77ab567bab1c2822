"""The five figures above the portfolio: each with its target, its change since the last season, and its rows."""

from dataclasses import dataclass
from decimal import Decimal

from tenure.analytics.concentration import GUIDE_REVENUE
from tenure.insight.queries import PortfolioFigures

Number = int | float | Decimal


@dataclass(frozen=True)
class Figure:
    """A figure by its code, with what it should be and what it was a season ago; None where there is no such number.

    `unit` says how its numbers are written: count, money or percent. `good` is "more", "less", or empty where neither
    is better. `address` leads to the rows it is made of.
    """

    code: str
    value: Number | None
    unit: str
    address: str
    target: Number | None = None
    former: Number | None = None
    good: str = ""

    @property
    def delta(self) -> Number | None:
        """The change since the last season, in the figure's own unit."""
        if self.value is None or self.former is None:
            return None
        return float(self.value) - float(self.former) if self.unit == "percent" else self.value - self.former  # type: ignore[operator]

    @property
    def mood(self) -> str:
        """Whether the change is good, bad or neither."""
        if not self.delta or not self.good:
            return ""
        return "good" if (self.delta > 0) == (self.good == "more") else "bad"


def headline(now: PortfolioFigures, former: PortfolioFigures | None) -> tuple[Figure, ...]:
    """The five figures; before the first season there is nothing to compare with."""
    share = now.key_share
    revenue = former.key_revenue if former else None
    return (
        Figure(
            "key_accounts", now.key_accounts, "count", "?key=yes&sort=rank",
            target=share.guide_accounts, former=former.key_accounts if former else None,
        ),
        Figure(
            "key_revenue", now.key_revenue, "money", "?key=yes&sort=-revenue",
            target=revenue, former=revenue, good="more",
        ),
        Figure(
            "key_share", share.revenue_share, "percent", "?key=yes&sort=-revenue",
            target=GUIDE_REVENUE, former=former.key_share.revenue_share if former else None, good="more",
        ),
        Figure("moved", now.promoted, "count", "?movement=promoted&sort=rank"),
        Figure(
            "provisional", now.provisional, "count", "?provisional=yes&sort=rank",
            target=0, former=former.provisional if former else None, good="less",
        ),
    )  # fmt: skip
