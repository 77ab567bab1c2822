from datetime import date, datetime
from typing import Any

from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.monitoring import WatchKind
from tenure.api.schemas.fields import Out


class SnapshotFindingOut(Out):
    """A finding of that day, by its kind, and of whom, null where it is about the whole board."""

    kind: FindingKind
    person: str | None


class WatchedOut(Out):
    """What was watched for and found; `value` counts days left, or stances."""

    kind: WatchKind
    person: str | None
    member: str | None
    value: float | None


class BoardSnapshotOut(Out):
    """The position of an open decision at the end of a day, as it was reckoned then.

    The score is null where nobody stood on the board, the king's part where nobody was known to decide. Lines are ours:
    member, contact, strength and piece.
    """

    id: int
    decision: int
    day: date
    score: float | None
    material: float | None
    king: float | None
    control: float | None
    structure: float | None
    findings: list[SnapshotFindingOut]
    watched: list[WatchedOut]
    lines: list[tuple[int, int, float, str]]
    parameters: dict[str, Any]
    inputs_hash: str
    computed_at: datetime


class BoardSnapshotPage(Out):
    """A page of snapshots, and the cursor of the next."""

    items: list[BoardSnapshotOut]
    next: str | None
