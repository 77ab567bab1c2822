from datetime import date
from typing import Any, Literal

from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.moves import MoveKind
from tenure.analytics.board.position import Piece
from tenure.api.schemas.fields import Out


class DecisionShown(Out):
    """Which decision a board is of."""

    id: int
    name: str
    account: int


class ScoreOut(Out):
    """What a position is worth, -100 to 100, and its four parts of -1 to 1; `king` is null without one."""

    position: float
    material: float
    king: float | None
    control: float
    structure: float


class PieceStandingOut(Out):
    """How somebody stands: attack, defence and cover are 0 to 1."""

    piece: Piece
    attack: float
    defence: float
    cover: float
    findings: list[FindingKind]


class FindingOut(Out):
    """What was found, of whom, null where it is about the whole board; the evidence differs from kind to kind."""

    kind: FindingKind
    person: str | None
    evidence: dict[str, Any]


class ReplyOut(Out):
    """The one competitor's tie that would cost us most after a move, and the points that it takes."""

    competitor: str
    person: str
    drop: float


class BoardMoveOut(Out):
    """A move of ours and what it gains in points; the actor is null where a further colleague is needed."""

    kind: MoveKind
    actor: str | None
    target: str
    gain: float
    hours: float
    gain_per_hour: float
    best_reply: ReplyOut | None


class SuccessorOut(Out):
    """Who may take over: ties, background and their mean are 0 to 1, the background null where it is not known."""

    id: str
    ties: float
    background: float | None
    fit: float


class TieHandoverOut(Out):
    """A tie that ends, what it does to the person's cover, and who should take it."""

    member: str
    person: str
    strength: float
    cover_before: float
    cover_after: float
    to: str | None


class WhatIfOut(Out):
    """What is lost when somebody leaves, of ours or of theirs, and who may follow."""

    leaves: str
    side: Literal["member", "person"]
    score_before: ScoreOut
    cover_before: float
    cover_after: float
    appeared: list[FindingOut]
    gone: list[FindingOut]
    successors: list[SuccessorOut]
    handover: list[TieHandoverOut]


class BoardOut(Out):
    """A board judged, as docs/board.md describes it, with the names of everybody by id.

    The score is null where nobody stands on it; `what_if` is null unless somebody was asked to leave.
    """

    decision: DecisionShown
    day: date
    names: dict[str, str]
    score: ScoreOut | None
    people: dict[str, PieceStandingOut]
    findings: list[FindingOut]
    dependency: dict[str, float | None]
    moves: list[BoardMoveOut]
    what_if: WhatIfOut | None
