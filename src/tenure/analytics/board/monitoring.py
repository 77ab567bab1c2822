"""What a board is watched for from day to day: who is in danger, what drifts, and what nobody has looked at for long.

`wording` has no sentences for these: the doors say them in a language.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tenure.analytics.board.budget import HOURS_LOW, relationship_budget
from tenure.analytics.board.findings import Finding, FindingKind
from tenure.analytics.board.position import STANDARD, Board, Parameters, Piece, reaches

DRIFT_DAYS = 14
"""From how few days left as a line a tie that nobody keeps up is said to drift."""
STALE_DAYS = 90
"""How old a stance may become before somebody should ask again."""
KEY_PIECES = frozenset({Piece.KING, Piece.QUEEN, Piece.ROOK})


class WatchKind(StrEnum):
    """What is watched for, the most urgent first."""

    MATE_DANGER = "mate_danger"
    CHECK = "check"
    LEFT = "left"
    HANGING = "hanging"
    UNCOVERED = "uncovered"
    DRIFTING = "drifting"
    OVERBOOKED = "overbooked"
    STALE = "stale"


THREATS = {
    FindingKind.MATE_DANGER: WatchKind.MATE_DANGER,
    FindingKind.CHECK: WatchKind.CHECK,
    FindingKind.HANGING: WatchKind.HANGING,
}


@dataclass(frozen=True)
class LiveTie:
    """A tie of ours, with the `days` that it stays a line if nobody speaks, None where days do not wear it."""

    member: str
    person: str
    strength: float
    days: float | None = None


@dataclass(frozen=True)
class Watched:
    """Something found: about a person, a tie of a member of ours, or, where both are None, the board.

    `value` is how many days a tie has left, how many stances are old, or hours that are missing; None for the others.
    """

    kind: WatchKind
    person: str | None = None
    member: str | None = None
    value: float | None = None

    @property
    def thing(self) -> tuple[str, str | None, str | None]:
        """What it is about, by which it is known again on another day."""
        return self.kind.value, self.person, self.member


def drifting(
    ties: Iterable[LiveTie], lines_before: Collection[tuple[str, str]] = (), parameters: Parameters = STANDARD
) -> list[Watched]:
    """Return the ties that will soon be no line, or have stopped being one since they were looked at last.

    `lines_before` are the members and persons of the lines of that time. A tie drifts with fewer than 14 days left.

    >>> ties = [LiveTie("KAM", "dahl", 0.4, 9.5), LiveTie("KAM", "foss", 0.8, 60), LiveTie("Eng", "grove", 0.2, 0)]
    >>> [(one.person, one.value) for one in drifting(ties, [("Eng", "grove"), ("KAM", "foss")])]
    [('grove', 0), ('dahl', 9.5)]

    A line of whose tie nothing is left at all is told too.
    """
    now = {(tie.member, tie.person): tie for tie in ties}
    lines = {pair for pair, tie in now.items() if reaches(tie.strength, parameters.line)}
    worn = [pair for pair in lines if _days(now[pair]) < DRIFT_DAYS]
    lost = [pair for pair in lines_before if pair not in lines]
    days = {**{pair: now[pair].days for pair in worn}, **dict.fromkeys(lost, 0)}
    return [Watched(WatchKind.DRIFTING, pair[1], pair[0], days[pair]) for pair in sorted(days)]


def _days(tie: LiveTie) -> float:
    return float("inf") if tie.days is None else tie.days


def stale_stances(held_on: Mapping[str, date], today: date, days: int = STALE_DAYS) -> list[str]:
    """Return whose stance was said more than 90 days ago, the oldest first; `held_on` is the day of each one's latest.

    >>> stale_stances({"dahl": date(2026, 1, 1), "foss": date(2026, 3, 1)}, date(2026, 4, 2))
    ['dahl']
    """
    old = {person: on for person, on in held_on.items() if (today - on).days > days}
    return sorted(old, key=lambda person: (old[person], person))


def uncovered_key_players(board: Board, findings: Iterable[Finding]) -> list[str]:
    """Return the kings, queens and rooks whom nobody of ours covers, in the order of the board."""
    bare = {finding.person for finding in findings if finding.kind is FindingKind.UNCOVERED}
    return [person.id for person in board.people if person.piece in KEY_PIECES and person.id in bare]


def members_overbooked(lines: Iterable[tuple[int, int]], hours: float, low: float = HOURS_LOW) -> dict[int, float]:
    """Return whose lines take more than their hours of a month at the least, with the hours that are missing.

    `lines` are members and persons; a line that stands on several boards is kept up once. Formula: missing = lines x 2
    - hours, where that is above 0.

    >>> members_overbooked([(1, 7), (1, 8), (1, 7), (2, 7)], hours=3)
    {1: 1.0}

    Raises ValueError for negative hours.
    """
    live = Counter(member for member, _person in set(lines))
    missing = {member: relationship_budget(hours, count, low).needs[0] - hours for member, count in live.items()}
    return {member: short for member, short in sorted(missing.items()) if short > 0}


def watch(
    board: Board,
    findings: Iterable[Finding],
    *,
    ties: Iterable[LiveTie],
    lines_before: Collection[tuple[str, str]],
    held_on: Mapping[str, date],
    left: Iterable[str],
    today: date,
) -> list[Watched]:
    """Return all that a board is watched for, the most urgent first.

    `findings` are what `evaluate` found; `left` are those who have left the customer and still stand in the decision.
    """
    findings = list(findings)
    stale = stale_stances(held_on, today)
    found = [
        *(Watched(THREATS[one.kind], one.person) for one in findings if one.kind in THREATS),
        *(Watched(WatchKind.LEFT, person) for person in left),
        *(Watched(WatchKind.UNCOVERED, person) for person in uncovered_key_players(board, findings)),
        *drifting(ties, lines_before),
        *([Watched(WatchKind.STALE, value=len(stale))] if stale else []),
    ]
    order = {kind: place for place, kind in enumerate(WatchKind)}
    return sorted(found, key=lambda one: order[one.kind])
