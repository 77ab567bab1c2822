"""What the days say about a position: tempo, time trouble and stalemate. Today is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from tenure.analytics.board.evaluation import Evaluation
from tenure.analytics.board.findings import Finding, FindingKind
from tenure.analytics.board.position import STANDARD, Board, Parameters, reaches

DAYS_OF_STALEMATE = 90
HOURS_OF_A_DAY = 8
MAJOR_VALUE = 5.0
"""From what value on a piece must not stay uncovered until the decision."""


@dataclass(frozen=True)
class Tempo:
    """Days since our last move, beside the days in which one was due; `lost` where it is late."""

    days: int
    cadence: int

    @property
    def lost(self) -> bool:
        """Whether more days than the cadence have passed."""
        return self.days > self.cadence


@dataclass(frozen=True)
class TimeTrouble:
    """Working days left until the decision, beside the days that the open moves take; `trouble` where too few."""

    left: int
    needed: float

    @property
    def trouble(self) -> bool:
        """Whether fewer working days are left than are needed."""
        return self.left < self.needed


def tempo(last_move: date, today: date, cadence: int) -> Tempo:
    """Return how long ago we moved, beside the cadence in days.

    >>> late = tempo(date(2026, 1, 1), date(2026, 2, 1), cadence=30)
    >>> late.days, late.lost
    (31, True)

    Raises ValueError for a move after today or a cadence under a day.
    """
    if last_move > today or cadence < 1:
        raise ValueError(f"A move must be no later than {today} and a cadence 1 or more; got {last_move}, {cadence}.")
    return Tempo((today - last_move).days, cadence)


def time_trouble(today: date, decision: date, needed: float, holidays: Iterable[date] = ()) -> TimeTrouble:
    """Return the working days until the decision, beside the days that the open moves that must be made take.

    Monday to Friday without holidays; today counts, the day of the decision does not. None are left once it has come.

    >>> left = time_trouble(date(2026, 11, 20), date(2026, 11, 24), needed=3)
    >>> left.left, left.trouble
    (2, True)
    """
    left = np.busday_count(today, decision, holidays=list(holidays)) if decision > today else 0
    return TimeTrouble(int(left), needed)


def is_stalemate(today: date, opened: date, changes: Iterable[date] = (), days: int = DAYS_OF_STALEMATE) -> bool:
    """Whether nothing has moved for 90 days: no change of stance and no two-way contact since then.

    `changes` are the days of both; a board that was opened later than that has not had the time.

    >>> is_stalemate(date(2026, 6, 1), date(2026, 1, 1), [date(2026, 2, 1)])
    True
    >>> is_stalemate(date(2026, 6, 1), date(2026, 5, 1))
    False
    """
    return (today - max([opened, *changes])).days >= days


def days_needed(board: Board, found: Evaluation, parameters: Parameters = STANDARD) -> float:
    """Return how many working days the moves take that must be made before the decision, of 8 hours each.

    They are a line to each piece of value 5 or more, kings included, who is uncovered; half where there is a line.

    >>> from tenure.analytics.board.evaluation import evaluate
    >>> from tenure.analytics.board.position import Person, Piece
    >>> board = Board((Person("d", "Dahl", 0, 5, "ops", Piece.KING),))
    >>> days_needed(board, evaluate(board))
    1.5
    """
    lines = {tie.person for tie in board.ties if reaches(tie.strength, parameters.line)}
    effort = parameters.effort
    hours = [
        effort.line_hours[person.piece] * (effort.easier if person.id in lines else 1)
        for person in board.people
        if parameters.values[person.piece] >= MAJOR_VALUE
        and not reaches(found.people[person.id].cover, parameters.cover)
    ]
    return sum(hours, 0.0) / HOURS_OF_A_DAY


@dataclass(frozen=True)
class Dates:
    """What the days of a board are judged by: when it was opened, our last move and the days in which one is due, the
    day of the decision and the working days that the moves that must be made take, the days on which a stance changed
    or somebody of both sides spoke. None where a day is not known."""

    opened: date
    last_move: date | None = None
    cadence: int = 30
    decision: date | None = None
    needed: float = 0.0
    changes: tuple[date, ...] = ()


def dated_findings(dates: Dates, today: date) -> list[Finding]:
    """Return what the days show: time trouble, tempo lost, stalemate. Without a move the days count from the opening.

    >>> [finding.kind.value for finding in dated_findings(Dates(opened=date(2026, 1, 1)), date(2026, 6, 1))]
    ['tempo', 'stalemate']
    """
    found = []
    moved = tempo(dates.last_move or dates.opened, today, dates.cadence)
    if dates.decision is not None:
        time = time_trouble(today, dates.decision, dates.needed)
        if time.trouble:
            found.append(Finding(FindingKind.TIME_TROUBLE, None, {"left": time.left, "needed": time.needed}))
    if moved.lost:
        found.append(Finding(FindingKind.TEMPO, None, {"days": moved.days, "cadence": moved.cadence}))
    if is_stalemate(today, dates.opened, dates.changes):
        latest = max([dates.opened, *dates.changes])
        found.append(Finding(FindingKind.STALEMATE, None, {"days": (today - latest).days}))
    return found
