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
class Happenings:
    """What happened: `arrived` and `left` are people, `lines` ours, `competitor_lines` theirs.

    Ties and stances of those who arrived or left are not told again.
    """

    arrived: tuple[str, ...]
    left: tuple[str, ...]
    stances: tuple[StanceChange, ...]
    pieces: tuple[PieceChange, ...]
    lines: tuple[LineChange, ...]
    competitor_lines: tuple[LineChange, ...]


@dataclass(frozen=True)
class Changes(Happenings):
    """What happened, and what came of it: `appeared` and `gone` are findings."""

    before: Evaluation
    after: Evaluation
    appeared: tuple[Finding, ...]
    gone: tuple[Finding, ...]

    @property
    def gain(self) -> float:
        """Points of the position score that were won, or lost where negative."""
        return self.after.score.position - self.before.score.position


def changes_between(
    before: Board, after: Board, parameters: Parameters = STANDARD, *, found: Evaluation | None = None
) -> Changes:
    """Return what changed from one position of a decision to a later one.

    Nothing changed gives empty tuples and a gain of 0. Whoever has judged the later one already gives it as `found`.
    """
    old, new = evaluate(before, parameters), found or evaluate(after, parameters)
    return Changes(
        **vars(happenings_between(before, after, parameters)),
        before=old,
        after=new,
        appeared=findings_beyond(new, old),
        gone=findings_beyond(old, new),
    )


def happenings_between(before: Board, after: Board, parameters: Parameters = STANDARD) -> Happenings:
    """Return what happened from one position of a decision to a later one, without judging either."""
    old, new = ({person.id: person for person in board.people} for board in (before, after))
    stayed = [person for name, person in new.items() if name in old]
    both = frozenset(person.id for person in stayed)
    return Happenings(
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
