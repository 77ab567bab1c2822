"""What changed between two positions, as of the last review and now: people, minds, lines, findings and the score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tenure.analytics.board.evaluation import Evaluation, evaluate, findings_beyond
from tenure.analytics.board.findings import Finding
from tenure.analytics.board.position import STANDARD, Board, Parameters, Piece, Tie, reaches


@dataclass(frozen=True)
class StanceChange:
    """Somebody who thinks otherwise of us."""

    person: str
    before: int
    after: int


@dataclass(frozen=True)
class PieceChange:
    """Somebody who has become another piece."""

    person: str
    before: Piece
    after: Piece


@dataclass(frozen=True)
class LineChange:
    """A tie, of ours or a competitor's, that has become a line or is one no more."""

    holder: str
    person: str
    before: float
    after: float


@dataclass(frozen=True)
class Changes:
    """What changed: `arrived` and `left` are people, `lines` ours, `competitor_lines` theirs, `appeared` and `gone`
    findings. Ties and stances of those who arrived or left are not told again."""

    before: Evaluation
    after: Evaluation
    arrived: tuple[str, ...]
    left: tuple[str, ...]
    stances: tuple[StanceChange, ...]
    pieces: tuple[PieceChange, ...]
    lines: tuple[LineChange, ...]
    competitor_lines: tuple[LineChange, ...]
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def gain(self) -> float:
        """Points of the position score that were won, or lost where negative."""
        return self.after.score.position - self.before.score.position


def changes_between(before: Board, after: Board, parameters: Parameters = STANDARD) -> Changes:
    """Return what changed from one position of a decision to a later one.

    Nothing changed gives empty tuples and a gain of 0.
    """
    old, new = ({person.id: person for person in board.people} for board in (before, after))
    stayed = [person for name, person in new.items() if name in old]
    judged = evaluate(before, parameters), evaluate(after, parameters)
    both = frozenset(person.id for person in stayed)
    return Changes(
        *judged,
        arrived=tuple(name for name in new if name not in old),
        left=tuple(name for name in old if name not in new),
        stances=tuple(
            StanceChange(one.id, old[one.id].stance, one.stance) for one in stayed if one.stance != old[one.id].stance
        ),
        pieces=tuple(
            PieceChange(one.id, old[one.id].piece, one.piece) for one in stayed if one.piece is not old[one.id].piece
        ),
        lines=tuple(_line_changes(before.ties, after.ties, both, parameters.line)),
        competitor_lines=tuple(_line_changes(before.competitor_ties, after.competitor_ties, both, parameters.line)),
        appeared=findings_beyond(judged[1], judged[0]),
        gone=findings_beyond(judged[0], judged[1]),
    )


def _line_changes(before: Iterable[Tie], after: Iterable[Tie], people: frozenset[str], line: float) -> list[LineChange]:
    old, new = _strengths(before), _strengths(after)
    changes = [
        LineChange(holder, person, old.get((holder, person), 0.0), new.get((holder, person), 0.0))
        for holder, person in dict.fromkeys([*old, *new])
        if person in people
    ]
    return [one for one in changes if reaches(one.before, line) != reaches(one.after, line)]


def _strengths(ties: Iterable[Tie]) -> Mapping[tuple[str, str], float]:
    return {(tie.holder, tie.person): tie.strength for tie in ties}
