"""What the timeline of a roadmap draws: a lane for each thing on the way, with how it stands in a shape and a word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenure.analytics.roadmap import Place, Standing, Tick, Way, timeline
from tenure.growth.queries.roadmap import Stop
from tenure.relationships.board_words import BAD, GOOD, WARN, Mark

# Its word, its shape, its tone.
STANDS: dict[Standing, tuple[str | Promise, str, str]] = {
    Standing.REACHED: (_("reached"), "✓", GOOD),
    Standing.LATE: (_("reached late"), "✓", WARN),
    Standing.OVERDUE: (_("overdue"), "▲", BAD),
    Standing.AHEAD: (_("ahead"), "○", ""),
}
# A mark nearer to the end than this has no room for its month.
LAST_LABEL = 94.0


@dataclass(frozen=True)
class Lane:
    """One thing on the way: where it stands on the line of days, and how it stands, in a word."""

    stop: Stop
    place: Place
    mark: Mark


@dataclass(frozen=True)
class Drawn:
    """The lanes in the order in which they begin, the months above them, and where today is, in percent."""

    lanes: Sequence[Lane]
    ticks: Sequence[Tick]
    today: float


def way_drawn(stops: Sequence[Stop], today: date) -> Drawn:
    """What is agreed with a client on one line of days."""
    ordered = sorted(stops, key=lambda stop: (stop.entry.starts_on or stop.entry.due_on, stop.entry.due_on))
    laid = timeline([Way(stop.entry.starts_on, stop.entry.due_on) for stop in ordered], today)
    lanes = [Lane(stop, place, Mark(*STANDS[stop.standing])) for stop, place in zip(ordered, laid.places, strict=True)]
    return Drawn(lanes, [tick for tick in laid.ticks if tick.at <= LAST_LABEL], laid.today)
