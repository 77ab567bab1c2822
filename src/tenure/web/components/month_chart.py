"""Bars of the last twelve months with a mark for the same month a year before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tenure.commerce.queries import MonthlyRevenue, last_complete_month

PLOT_HEIGHT = 120
MONTHS = 12
BAR_SHARE = 0.62


@dataclass(frozen=True)
class MonthBar:
    """One month: x and width in percent of the chart's width, y and height in pixels of its 120.

    The mark of last year's month goes from `mark_left` to `mark_right` at `mark_y`. `so_far` says that the month was
    not over on the day of the figures. Of a month before the first order of anybody nothing is known, which is not a
    zero: `known` and `last_year_known` say so.
    """

    month: date
    revenue: Decimal
    last_year: Decimal
    x: float
    middle: float
    width: float
    y: float
    height: float
    mark_left: float
    mark_right: float
    mark_y: float
    so_far: bool
    known: bool = True
    last_year_known: bool = True


@dataclass(frozen=True)
class MonthChart:
    """The bars with the line of zero, the highest value, and what the twelve months came to in each year.

    A year of which a month is unknown came to None.
    """

    bars: tuple[MonthBar, ...]
    zero_y: float
    top: Decimal
    revenue: Decimal | None
    last_year: Decimal | None

    @property
    def unknown_months(self) -> bool:
        """Whether there are months of which nothing is known."""
        return not all(bar.known and bar.last_year_known for bar in self.bars)


def month_chart(months: Sequence[MonthlyRevenue], *, until: date, since: date | None = None) -> MonthChart | None:
    """Lay out the last 12 of 24 months, each beside its month a year before; None when nothing was ever bought.

    Months of credit notes hang below the line of zero. `since` is the day of the first order that is known of anybody:
    months before it are unknown. Raises ValueError unless there are 24 months.
    """
    if len(months) != 2 * MONTHS:
        raise ValueError(f"A chart needs 24 months, not {len(months)}.")
    if not any(month.revenue for month in months):
        return None
    values = [float(month.revenue) for month in months]
    high, low = max(0.0, *values), min(0.0, *values)
    scale = PLOT_HEIGHT / (high - low)
    former, shown = months[:MONTHS], months[MONTHS:]
    first = since.replace(day=1) if since else date.min
    bars = tuple(
        replace(
            _bar(place, now, then, high, scale, until), known=now.month >= first, last_year_known=then.month >= first
        )
        for place, (now, then) in enumerate(zip(shown, former, strict=True))
    )
    return MonthChart(
        bars=bars,
        zero_y=round(high * scale, 1),
        top=max(month.revenue for month in months),
        revenue=_sum(shown, first),
        last_year=_sum(former, first),
    )


def _sum(months: Sequence[MonthlyRevenue], first: date) -> Decimal | None:
    return sum((month.revenue for month in months), Decimal()) if months[0].month >= first else None


def _bar(place: int, now: MonthlyRevenue, then: MonthlyRevenue, high: float, scale: float, until: date) -> MonthBar:
    slot = 100 / MONTHS
    value = float(now.revenue)
    return MonthBar(
        month=now.month,
        revenue=now.revenue,
        last_year=then.revenue,
        x=round(slot * (place + (1 - BAR_SHARE) / 2), 3),
        middle=round(slot * (place + 0.5), 3),
        width=round(slot * BAR_SHARE, 3),
        y=round((high - max(value, 0.0)) * scale, 1),
        height=round(abs(value) * scale, 1),
        mark_left=round(slot * place, 3),
        mark_right=round(slot * (place + 1), 3),
        mark_y=round((high - float(then.revenue)) * scale, 1),
        so_far=_is_running(now.month, until),
    )


def _is_running(month: date, until: date) -> bool:
    return month > last_complete_month(until)
