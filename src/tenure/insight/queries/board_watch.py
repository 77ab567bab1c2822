"""The boards of open decisions on a day, read many at a time, judged and watched."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from tenure.accounts.models import Contact
from tenure.analytics.board.budget import HOURS_HIGH, HOURS_LOW
from tenure.analytics.board.evaluation import Evaluation, evaluate
from tenure.analytics.board.monitoring import DRIFT_DAYS, STALE_DAYS, LiveTie, Watched, watch
from tenure.analytics.board.position import STANDARD, Piece, reaches
from tenure.analytics.board.ties import days_as_line
from tenure.insight.models import BoardNotice, BoardSnapshot
from tenure.relationships.models import Decision, DecisionRole
from tenure.relationships.queries import BoardOn, Story, TieOn, board_of, findings_on, stories_of

HOURS_OF_A_MEMBER = 140.0
"""What one of ours has a month for customers, unless said otherwise."""
PARAMETERS: Mapping[str, Any] = {
    "line": STANDARD.line,
    "cover": STANDARD.cover,
    "path": STANDARD.path,
    "weights": asdict(STANDARD.weights),
    "values": {piece.value: value for piece, value in STANDARD.values.items()},
    "drift_days": DRIFT_DAYS,
    "stale_days": STALE_DAYS,
    "hours": HOURS_OF_A_MEMBER,
    "hours_of_a_tie": [HOURS_LOW, HOURS_HIGH],
}


@dataclass(frozen=True)
class BoardRead:
    """A decision's board on a day: how it is judged, None while nobody stands on it, and what it is watched for.

    `lines` are as a snapshot keeps them; `before` is the snapshot of an earlier day, if there is one.
    """

    decision: Decision
    found: Evaluation | None
    findings: Sequence[Mapping[str, Any]]
    watched: Sequence[Watched]
    lines: Sequence[Sequence[Any]]
    inputs_hash: str
    before: BoardSnapshot | None


def waiting_decisions(day: date) -> list[int]:
    """The open decisions of which no snapshot was taken on a day, by number; not those of accounts in the trash."""
    taken = BoardSnapshot.objects.filter(day=day).values("decision")
    waiting = Decision.objects.still_open().filter(account__deleted_at=None, opened_on__lte=day)
    return list(waiting.exclude(pk__in=taken).order_by("account", "pk").values_list("pk", flat=True))


def standing_in(contact: Contact) -> list[int]:
    """The open decisions in which a contact stands, by number."""
    roles = DecisionRole.objects.filter(contact=contact, valid_to=None, decision__in=Decision.objects.still_open())
    return list(roles.order_by("decision").values_list("decision", flat=True))


def boards_read(numbers: Sequence[int], day: date) -> list[BoardRead]:
    """Read and judge these decisions' boards on a day; as many queries for many decisions as for one."""
    decisions = list(Decision.objects.filter(pk__in=numbers).select_related("account__owner").order_by("pk"))
    stories = stories_of(decisions, day, day)
    before = {one.decision_id: one for one in _before(decisions, day)}
    left = _leavers(decisions, day)
    return [_read(story, day, left.get(story.decision.pk, []), before.get(story.decision.pk)) for story in stories]


def _before(decisions: Sequence[Decision], day: date) -> QuerySet[BoardSnapshot]:
    same = BoardSnapshot.objects.filter(decision=OuterRef("decision"), day__lt=day).order_by("-day")
    return BoardSnapshot.objects.filter(decision__in=decisions, day=Subquery(same.values("day")[:1]))


def _leavers(decisions: Sequence[Decision], day: date) -> dict[int, list[str]]:
    """Who has left the customer and still stands in a decision, by its number."""
    gone = DecisionRole.objects.on(day).filter(
        decision__in=decisions, contact__left_on__lte=day, contact__deleted_at=None
    )
    found: dict[int, list[str]] = {}
    for decision, contact in gone.order_by("contact").values_list("decision", "contact"):
        found.setdefault(decision, []).append(f"contact:{contact}")
    return found


def _read(story: Story, day: date, left: Sequence[str], before: BoardSnapshot | None) -> BoardRead:
    shown = board_of(story, day)
    found = evaluate(shown.board) if shown.board.people else None
    findings = findings_on(shown, found) if found else []
    held_on = {f"contact:{stance.contact_id}": stance.held_on for stance in story.stances}
    here = {person.id for person in shown.board.people}
    watched = watch(
        shown.board,
        findings,
        ties=[_live(tie) for tie in shown.ties],
        lines_before=[(f"member:{one}", f"contact:{other}") for one, other in before.line_pairs] if before else [],
        held_on={person: on for person, on in held_on.items() if person in here},
        left=left,
        today=day,
    )
    return BoardRead(
        decision=story.decision,
        found=found,
        findings=[{"kind": one.kind.value, "person": one.person} for one in findings],
        watched=watched,
        lines=_lines(shown),
        inputs_hash=_hash(shown, watched),
        before=before,
    )


def _live(tie: TieOn) -> LiveTie:
    """A strength that was said by hand does not wear off with the days."""
    said = tie.by_hand is not None and tie.by_hand.strength is not None
    days = None if said else days_as_line(tie.evidence)
    return LiveTie(f"member:{tie.member}", f"contact:{tie.contact}", tie.strength, days)


def _lines(shown: BoardOn) -> list[tuple[int, int, float, str]]:
    piece = {person.id: person.piece for person in shown.board.people}
    return [
        (tie.member, tie.contact, round(tie.strength, 4), piece.get(f"contact:{tie.contact}", Piece.PAWN).value)
        for tie in shown.ties
        if reaches(tie.strength, STANDARD.line)
    ]


def _hash(shown: BoardOn, watched: Sequence[Watched]) -> str:
    """Of all that the snapshot was made from."""
    inputs = [asdict(shown.board), asdict(shown.dates) if shown.dates else None, [asdict(one) for one in watched]]
    return sha256(json.dumps(inputs, sort_keys=True, default=_plain).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def latest_lines() -> list[list[Any]]:
    """Our lines in the latest snapshot of each open decision."""
    same = BoardSnapshot.objects.filter(decision=OuterRef("decision")).order_by("-day")
    latest = BoardSnapshot.objects.filter(
        decision__in=Decision.objects.still_open(), day=Subquery(same.values("day")[:1])
    )
    return [line for lines in latest.values_list("lines", flat=True) for line in lines]


def since_of(numbers: Sequence[int]) -> dict[tuple[Any, ...], date]:
    """Since when what is warned of now was found, by decision, kind, contact and member."""
    rows = BoardNotice.objects.filter(decision__in=numbers)
    return {
        (decision, kind, contact, member): since
        for decision, kind, contact, member, since in rows.values_list("decision", "kind", "contact", "member", "since")
    }
