"""How the position of a decision went from day to day: a line with its turns, and what had happened at each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from tenure.relationships.board_words import BAD, GOOD, Mark
from tenure.relationships.queries import Course, Story, board_in, course_of, days_of, positions_in, said_days
from tenure.web.components.board_address import BoardAddress
from tenure.web.components.board_changes import happening_marks
from tenure.web.templatetags.figures import signed

MOST_DAYS, TURNS, MOST_TICKS = 60, 8, 9
LEAST_TURN = 1.0
"""Points from which a change is a turn."""
WIDTH, HEIGHT, EDGE, MARGIN = 1000.0, 150.0, 8.0, 24.0
ABOVE, BELOW = -10.0, 19.0
"""How far from its place on the curve a turn's number stands."""
MONTHS_APART = (1, 3, 6, 12, 24, 60)


@dataclass(frozen=True)
class Moment:
    """A day of the curve: where it stands in the drawing, what the position was worth, and the address of its board."""

    day: date
    x: str
    y: str
    position: str
    url: str
    is_shown: bool


@dataclass(frozen=True)
class Turn:
    """A day on which the position changed much: by how much, and what had happened.

    Its number stands `across` of the drawing, as a share of the width, and at a height, above a gain and below a loss.
    """

    moment: Moment
    gain: str
    tone: str
    said: Sequence[Mark]
    across: str
    height: str


@dataclass(frozen=True)
class Tick:
    """The first day of a month under the curve, `across` of it as a share of the width."""

    day: date
    across: str


@dataclass(frozen=True)
class Curve:
    """How the position went: the points of a line, the height of nought, its days, where it turned, and its months."""

    points: str
    zero: str
    moments: Sequence[Moment]
    turns: Sequence[Turn]
    ticks: Sequence[Tick]


def curve_of(story: Story, address: BoardAddress, shown: date) -> Curve | None:
    """How the position went over a story; None where there are fewer than two days with somebody on the board."""
    course = course_of(story)
    chosen = chosen_days(days_of(story), shown, said_days(story))
    found = zip(chosen, positions_in(course, chosen), strict=True)
    judged = [(day, score) for day, score in found if score is not None]
    if len(judged) < 2:
        return None
    scores = [score for _, score in judged]
    scale = _Scale(judged[0][0], judged[-1][0], min(0.0, *scores), max(0.0, *scores))
    moments = [
        Moment(
            day=day,
            x=f"{scale.x(day):.1f}",
            y=f"{scale.y(score):.1f}",
            position=signed(score),
            url=address.but(on=day),
            is_shown=day == shown,
        )
        for day, score in judged
    ]
    return Curve(
        points=" ".join(f"{moment.x},{moment.y}" for moment in moments),
        zero=f"{scale.y(0):.1f}",
        moments=moments,
        turns=_turns(course, scores, moments, scale),
        ticks=[Tick(day, scale.across(day)) for day in ticks_between(scale.first, scale.last)],
    )


@dataclass(frozen=True)
class _Scale:
    """From days and scores to places in the drawing."""

    first: date
    last: date
    low: float
    high: float

    def x(self, day: date) -> float:
        return EDGE + (WIDTH - 2 * EDGE) * (day - self.first).days / (self.last - self.first).days

    def y(self, score: float) -> float:
        return MARGIN + (HEIGHT - 2 * MARGIN) * (self.high - score) / ((self.high - self.low) or 1.0)

    def across(self, day: date) -> str:
        return f"{100 * self.x(day) / WIDTH:.2f}%"


def chosen_days(days: Sequence[date], shown: date, said: Collection[date], most: int = MOST_DAYS) -> list[date]:
    """Of many days so many: first those on which something was said, then those on which people only spoke, each at
    even distances; the first, the last and the one that is shown are among them.

    >>> days = [date(2026, 1, n) for n in range(1, 10)]
    >>> [day.day for day in chosen_days(days, days[1], {days[0], days[6], days[8]}, most=5)]
    [1, 2, 7, 8, 9]
    """
    told = _evenly([day for day in days if day in said], most)
    spoken = _evenly([day for day in days if day not in said], most - len(told))
    among = {shown} if days and days[0] <= shown <= days[-1] else set()
    return sorted({*told, *spoken, *among})


def _evenly(days: Sequence[date], most: int) -> Sequence[date]:
    if len(days) <= most:
        return days
    step = (len(days) - 1) / max(most - 1, 1)
    return [days[round(step * place)] for place in range(most)]


def ticks_between(first: date, last: date) -> list[date]:
    """First days of months between two days, at most nine and so far apart that none is in the way of another.

    >>> [f"{day:%m/%y}" for day in ticks_between(date(2024, 11, 22), date(2026, 11, 22))]
    ['01/25', '04/25', '07/25', '10/25', '01/26', '04/26', '07/26', '10/26']
    """
    months = range(12 * first.year + first.month, 12 * last.year + last.month)
    for apart in MONTHS_APART:
        chosen = [month for month in months if month % apart == 0]
        if len(chosen) <= MOST_TICKS:
            break
    return [date(month // 12, month % 12 + 1, 1) for month in chosen]


def _turns(course: Course, scores: Sequence[float], moments: Sequence[Moment], scale: _Scale) -> list[Turn]:
    """The days of the greatest changes, in their order."""
    gains = [after - before for before, after in pairwise(scores)]
    greatest = sorted(range(len(gains)), key=lambda place: -abs(gains[place]))[:TURNS]
    turns = [place for place in sorted(greatest) if abs(gains[place]) >= LEAST_TURN]
    days = {moments[place + beside].day for place in turns for beside in (0, 1)}
    boards = {day: board_in(course, day) for day in days}
    return [
        Turn(
            moment=moments[place + 1],
            gain=signed(gains[place]),
            tone=GOOD if gains[place] > 0 else BAD,
            said=happening_marks(boards[moments[place].day], boards[moments[place + 1].day]),
            across=scale.across(moments[place + 1].day),
            height=f"{scale.y(scores[place + 1]) + (ABOVE if gains[place] > 0 else BELOW):.1f}",
        )
        for place in turns
    ]
