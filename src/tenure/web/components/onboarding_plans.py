"""An onboarding in words and as a line in time: its steps where they are due or were done, today, who is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from tenure.accounts.models import Commitment
from tenure.analytics.commitments import Status
from tenure.analytics.onboarding import TimeLine, time_line
from tenure.core.figures import days
from tenure.growth.queries.onboarding import Progress

SIGNS = {
    Status.OPEN: "○", Status.DUE_TODAY: "●", Status.OVERDUE: "▲", Status.SLIPPED: "▲", Status.KEPT: "✓",
    Status.KEPT_LATE: "✓", Status.MISSED: "✕", Status.WITHDRAWN: "–",
}  # fmt: skip
TONES = {
    Status.OVERDUE: "bad", Status.MISSED: "bad", Status.SLIPPED: "warn", Status.KEPT_LATE: "warn", Status.KEPT: "good",
}  # fmt: skip
# The line leaves room at both ends; a sign takes so many percent of its width, and there is room for so many above
# one another.
LEFT, WIDTH, SIGN, LANES = 2.0, 96.0, 2.2, 4
LANE_HEIGHT, BASE = 16, 70


@dataclass(frozen=True)
class Sign:
    """A step on the line: where, in percent and in pixels, and by which sign and tone."""

    x: str
    y: int
    sign: str
    tone: str
    is_first_value: bool


@dataclass(frozen=True)
class Line:
    """The line with its signs, where today is on it (empty when it is not), and its ends."""

    signs: Sequence[Sign]
    today: str
    first: date
    last: date


@dataclass(frozen=True)
class OnboardingShown:
    """An onboarding with its line, and who is late in words."""

    progress: Progress
    line: Line
    late_by: str
    first_value: str
    planned: str


def onboarding_shown(progress: Progress) -> OnboardingShown:
    """The onboarding as its page shows it."""
    value = progress.first_value
    return OnboardingShown(
        progress,
        line_of(progress),
        ", ".join(dict.fromkeys(owed_by(one) for one in progress.late)),
        "" if value.days is None else days(value.days),
        "" if value.planned is None else days(value.planned),
    )


def owed_by(commitment: Commitment) -> str:
    """Who owes a step: the department that has to deliver, else whoever it is."""
    if commitment.department:
        return commitment.department
    who = commitment.owner or commitment.contact
    return who.name if who else gettext("nobody yet")


def line_of(progress: Progress) -> Line:
    """The steps on their line: what is done where it was done, what is not where it is due."""
    placed = [(_day_of(one.commitment), one) for one in progress.steps]
    ahead = [progress.today] if progress.is_running else []
    line = time_line([progress.plan.started_on, *(day for day, _ in placed), *ahead])
    signs: list[Sign] = []
    ends = [float("-inf")] * LANES
    for day, one in sorted(placed, key=lambda pair: (pair[0], pair[1].pk)):
        x = _percent(line, day)
        lane = next((lane for lane in range(LANES) if x - ends[lane] >= SIGN), LANES - 1)
        ends[lane] = x
        status = one.commitment.status_on(progress.today)
        signs.append(
            Sign(f"{x:.1f}%", BASE - lane * LANE_HEIGHT, SIGNS[status], TONES.get(status, ""), one.is_first_value)
        )
    today = f"{_percent(line, progress.today):.1f}%" if line.first <= progress.today <= line.last else ""
    return Line(signs, today, line.first, line.last)


def _day_of(commitment: Commitment) -> date:
    return commitment.settled_on or commitment.due_on


def _percent(line: TimeLine, day: date) -> float:
    return LEFT + WIDTH * line.place(day)
