"""The charts of documents: the payback curve, the balance gauge, and a way on an axis of time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenure.core.figures import written
from tenure.growth.plan_words import Gauge
from tenure.growth.queries.plans import ProfitPlan
from tenure.integrations.papers.paper import Curve, Gauges, Needle, Stretch, Tick, TimeLine
from tenure.integrations.papers.words import month_starts, round_values

# So many months lie between two ticks where the whole axis has at most so many.
STEPS = ((8, 1), (30, 3), (120, 12))
LONGEST_STEP = 60
MOST_ROWS = 12
# So that nothing stands on the very end of the axis.
ROOM_AT_ENDS = timedelta(days=12)


def payback_curve(profit: ProfitPlan, currency: str) -> Curve | None:
    """The sum after each year; of one year there is no curve."""
    if len(profit.years) < 2:
        return None
    sums = [total for _year, total in profit.years]
    ticks = [Tick(value, written(value, 0)) for value in round_values(float(min(sums)), float(max(sums)))]
    years = ", ".join(f"{year.year}: {written(total, 0)}" for year, total in profit.years)
    return Curve(
        name=_("Sum so far"),
        unit=currency,
        labels=[str(year.year) for year, _total in profit.years],
        values=sums,
        ticks=ticks,
        crossing=float(profit.payback) if profit.payback else None,
        said=_("%(years)s years") % {"years": written(profit.payback, 1)} if profit.payback else "",
        description=_("The sum after each year; the table says the same") + f". {years} {currency}".rstrip(),
    )


def gauge_of(gauges: Iterable[Gauge]) -> Gauges:
    """The needles with what they stand on."""
    return Gauges([_needle(gauge) for gauge in gauges])


def _needle(gauge: Gauge) -> Needle:
    evidence = [f"{counted} {words}" if counted else f"{words}: " + _("unknown") for words, counted in gauge.evidence]
    value = None if gauge.value is None else round(gauge.value, 2)
    return Needle(str(gauge.short), str(gauge.long), value, "; ".join(evidence))


def needle_words(needle: Needle) -> str:
    """What a needle shows, for who cannot see it."""
    value = _("unknown") if needle.value is None else short_value(needle.value)
    return f"{needle.short}, {needle.long}: {value}"


def short_value(value: float) -> str:
    """A needle's value with two decimals."""
    return written(value, 2)


# What lies beyond stands at the edge.
EARLIEST, LATEST = date(1950, 1, 1), date(2150, 1, 1)


@dataclass(frozen=True)
class Dated:
    """Something with its day, or its first and last, and how it is shown."""

    name: str
    about: str
    start: date
    end: date
    tone: str


def time_lines(things: Sequence[Dated], today: date) -> list[TimeLine]:
    """Things on one axis from the first day of any of them to the last, so many at a time as a page has room for."""
    if not things:
        return []
    first, last = min(one.start for one in things), max(one.end for one in things)
    axis = _Axis(max(first, EARLIEST) - ROOM_AT_ENDS, max(min(last, LATEST), EARLIEST) + ROOM_AT_ENDS)
    return [_time_line(things[at : at + MOST_ROWS], axis, today) for at in range(0, len(things), MOST_ROWS)]


def _time_line(things: Sequence[Dated], axis: "_Axis", today: date) -> TimeLine:
    return TimeLine(
        stretches=[Stretch(one.name, one.about, axis.at(one.start), axis.at(one.end), one.tone) for one in things],
        ticks=axis.ticks(),
        today=axis.at(today) if axis.first <= today <= axis.last else None,
        today_label=_("today"),
        description="; ".join(f"{one.name}: {one.about}" for one in things),
    )


@dataclass(frozen=True)
class _Axis:
    """The days from the first to the last."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """The share of the axis at which a day lies."""
        return (min(max(day, self.first), self.last) - self.first).days / (self.last - self.first).days

    def ticks(self) -> list[Tick]:
        """Months, quarters or years, as there is room."""
        starts = list(month_starts(self.first, self.last))
        step = next((step for most, step in STEPS if len(starts) <= most), LONGEST_STEP)
        kept = [day for day in starts if (day.year * 12 + day.month - 1) % step == 0]
        return [Tick(self.at(day), date_format(day, "Y" if step >= 12 else "M Y")) for day in kept or starts[:1]]
