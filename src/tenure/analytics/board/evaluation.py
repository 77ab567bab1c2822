"""A whole position judged at once: score, everybody's standing, findings, and what hangs on each of ours."""

from collections.abc import Mapping
from dataclasses import dataclass

from tenure.analytics.board.arrays import Arrays, Exposure, arrays_of, exposure_of
from tenure.analytics.board.dependency import dependency
from tenure.analytics.board.findings import Finding, FindingKind, findings_of
from tenure.analytics.board.position import STANDARD, Board, Parameters, Piece
from tenure.analytics.board.score import Score, score_of


@dataclass(frozen=True)
class Standing:
    """How one person stands: all numbers 0 to 1; `rest` is the cover without the best tie."""

    piece: Piece
    attack: float
    defence: float
    cover: float
    rest: float
    robust: bool
    findings: tuple[FindingKind, ...]


@dataclass(frozen=True)
class Evaluation:
    """What a position is worth and what it shows; `people` by id, `dependency` by member."""

    score: Score
    people: Mapping[str, Standing]
    findings: tuple[Finding, ...]
    dependency: Mapping[str, float | None]


def evaluate(board: Board, parameters: Parameters = STANDARD) -> Evaluation:
    """Judge a position."""
    arrays = arrays_of(board, parameters)
    exposure = exposure_of(arrays)
    findings = tuple(findings_of(arrays, exposure))
    return Evaluation(
        score=score_of(arrays, exposure),
        people=_standings(arrays, exposure, findings),
        findings=findings,
        dependency=dependency(board, parameters),
    )


def findings_beyond(one: Evaluation, other: Evaluation) -> tuple[Finding, ...]:
    """The findings of one evaluation that the other has not: of another kind, or about somebody else."""
    known = {(finding.kind, finding.person) for finding in other.findings}
    return tuple(finding for finding in one.findings if (finding.kind, finding.person) not in known)


def _standings(arrays: Arrays, exposure: Exposure, findings: tuple[Finding, ...]) -> dict[str, Standing]:
    kinds: dict[str, list[FindingKind]] = {}
    for finding in findings:
        if finding.person is not None and finding.kind not in kinds.setdefault(finding.person, []):
            kinds[finding.person].append(finding.kind)
    return {
        person.id: Standing(
            piece=person.piece,
            attack=float(exposure.attack[place]),
            defence=float(exposure.defence[place]),
            cover=float(exposure.cover[place]),
            rest=float(exposure.rest[place]),
            robust=bool(exposure.robust[place]),
            findings=tuple(kinds.get(person.id, ())),
        )
        for place, person in enumerate(arrays.board.people)
    }
