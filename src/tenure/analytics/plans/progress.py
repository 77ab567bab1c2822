"""How far the actions of a plan are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Step:
    """An action: what it weighs beside the others, by when it is due (None: no day is set), and whether it is done."""

    weight: Decimal
    due_on: date | None
    is_done: bool


@dataclass(frozen=True)
class Progress:
    """Weights of actions: those due, of these done, done before they were due, and all."""

    due: Decimal
    done: Decimal
    ahead: Decimal
    all: Decimal

    @property
    def share(self) -> Decimal | None:
        """What is done of what is due, 0 to 1; None while nothing is due."""
        return self.done / self.due if self.due else None


def progress(steps: Iterable[Step], today: date) -> Progress:
    """Return how far actions are on a day.

    Share 0: nothing of what is due is done; 1: all of it. Share = weight done of what is due / weight due. An action is
    due from its day on; what is done earlier stands beside (`ahead`) and counts once its day has come.

    >>> days = (date(2026, 3, 1), date(2026, 3, 31), date(2026, 9, 1))
    >>> steps = [Step(Decimal(3), days[0], True), Step(Decimal(1), days[1], False), Step(Decimal(2), days[2], True)]
    >>> progress(steps, date(2026, 3, 31)).share
    Decimal('0.75')

    Without actions, or with none due, the share is None. Raises ValueError for a weight below 0. Source: METHODS 2.11.
    """
    steps = list(steps)
    if any(step.weight < NOTHING for step in steps):
        raise ValueError(f"An action weighs {min(step.weight for step in steps)}; it must be 0 or more.")
    due = [step for step in steps if step.due_on is not None and step.due_on <= today]
    early = [step for step in steps if step not in due]
    return Progress(_weight(due), _weight(_done(due)), _weight(_done(early)), _weight(steps))


def _done(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.is_done]


def _weight(steps: Iterable[Step]) -> Decimal:
    return sum((step.weight for step in steps), NOTHING)
