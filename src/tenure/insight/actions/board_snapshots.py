"""Taking snapshots of the boards of open decisions, and telling owners what has newly appeared."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tenure.accounts.models import Contact
from tenure.analytics.board.monitoring import Watched, WatchKind, members_overbooked
from tenure.core.actions import notify
from tenure.core.jobs import enqueue
from tenure.core.policy import may, require
from tenure.insight.models import BoardNotice, BoardSnapshot
from tenure.insight.queries.board_watch import (
    HOURS_OF_A_MEMBER,
    PARAMETERS,
    BoardRead,
    boards_read,
    latest_lines,
    since_of,
    standing_in,
    waiting_decisions,
)
from tenure.people.models import Member
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Decision

AT_ONCE = 50
AGAIN = "board-snapshots-again"
PARTS = ("material", "king", "control", "structure")
WRITTEN = ("score", *PARTS, "findings", "watched", "lines", "inputs_hash", "parameters", "computed_at")
URGENCY = {kind: place for place, kind in enumerate(WatchKind)}


def take_snapshots(
    *, day: date, by: Member | None, report: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Take a snapshot of every open decision that has none of this day, and return of how many; nobody is `by` None.

    Some at a time, each in a transaction of its own, so that whoever is stopped goes on where it ended. Owners are told
    what has newly appeared since the snapshot before; what the first one finds nobody is told. Snapshots are derived
    from what is audited and are not audited themselves. Raises PermissionDenied when the role may not.
    """
    if by is not None:
        require(by, "snapshot.take")
    waiting = waiting_decisions(day)
    for start in range(0, len(waiting), AT_ONCE):
        report(start, len(waiting))
        _take(waiting[start : start + AT_ONCE], day)
    BoardNotice.objects.filter(
        decision__in=Decision.objects.exclude(state=DecisionState.OPEN, deleted_at=None)
    ).delete()
    _watch_hours(day)
    return len(waiting)


def queue_boards_of(*, contact: Contact, **_signal: Any) -> None:
    """Ask for new snapshots of the boards on which a contact stands who has left; what calls it has checked."""
    decisions = standing_in(contact)
    if decisions:
        enqueue(kind=AGAIN, arguments={"decisions": decisions}, by=None)


@transaction.atomic
def retake_snapshots(*, decisions: Sequence[int], day: date) -> None:
    """Take today's snapshot of some decisions again, because something has happened that cannot wait for the night."""
    _take(decisions, day)


@transaction.atomic
def _take(numbers: Sequence[int], day: date) -> None:
    boards = boards_read(numbers, day)
    snapshots = [_snapshot(board, day) for board in boards]
    BoardSnapshot.objects.bulk_create(
        snapshots, update_conflicts=True, unique_fields=["decision", "day"], update_fields=WRITTEN
    )
    since = since_of(numbers)
    BoardNotice.objects.filter(decision__in=numbers).delete()
    notices = [_notice(board, one, day, since) for board in boards for one in board.watched]
    BoardNotice.objects.bulk_create(notices)
    _tell(boards, day)


def _snapshot(board: BoardRead, day: date) -> BoardSnapshot:
    score = board.found.score if board.found else None
    return BoardSnapshot(
        decision=board.decision,
        day=day,
        score=score.position if score else None,
        **{part: getattr(score, part, None) for part in PARTS},
        findings=board.findings,
        watched=[asdict(one) for one in board.watched],
        lines=board.lines,
        inputs_hash=board.inputs_hash,
        parameters=dict(PARAMETERS),
        computed_at=timezone.now(),
    )


def _notice(board: BoardRead, one: Watched, day: date, since: dict[tuple[Any, ...], date]) -> BoardNotice:
    contact, member = _number(one.person), _number(one.member)
    return BoardNotice(
        kind=one.kind,
        urgency=URGENCY[one.kind],
        account_id=board.decision.account_id,
        decision=board.decision,
        contact_id=contact,
        member_id=member,
        since=since.get((board.decision.pk, one.kind.value, contact, member), day),
        value=one.value,
    )


def _number(code: str | None) -> int | None:
    return None if code is None else int(code.rpartition(":")[2])


def _tell(boards: Sequence[BoardRead], day: date) -> None:
    """Tell each account's owner what was not in the snapshot before."""
    news = list(_news(boards))
    people = _names(Contact, [one.person for _, one, _ in news])
    members = _names(Member, [one.member for _, one, _ in news])
    for board, one, owner in news:
        decision = board.decision
        notify(
            members=[owner],
            kind=f"board_{one.kind}",
            occasion=f"board {decision.pk} {day} {one.kind} {_number(one.person)} {_number(one.member)}",
            thing=decision,
            account=decision.account.name,
            account_id=str(decision.account_id),
            decision=decision.name,
            person=people.get(_number(one.person), ""),
            member=members.get(_number(one.member), ""),
        )


def _news(boards: Sequence[BoardRead]) -> Iterator[tuple[BoardRead, Watched, int]]:
    """What has newly appeared, with the number of the owner, who has to be allowed to see how people are judged."""
    for board in boards:
        owner = board.decision.account.owner
        if board.before is None or owner is None or not may(owner, "judgement.see"):
            continue
        known = board.before.things
        yield from ((board, one, owner.pk) for one in board.watched if one.thing not in known)


def _names(model: type[Contact] | type[Member], codes: Sequence[str | None]) -> dict[int | None, str]:
    numbers = {_number(code) for code in codes} - {None}
    return dict(model._default_manager.filter(pk__in=numbers).values_list("pk", "name")) if numbers else {}


@transaction.atomic
def _watch_hours(day: date) -> None:
    """Find out whose lines take more hours than they have; who is told for the first time gets a notification."""
    missing = members_overbooked([(line[0], line[1]) for line in latest_lines()], HOURS_OF_A_MEMBER)
    known = BoardNotice.objects.filter(kind=WatchKind.OVERBOOKED)
    since = dict(known.values_list("member", "since"))
    known.delete()
    BoardNotice.objects.bulk_create(
        BoardNotice(
            kind=WatchKind.OVERBOOKED,
            urgency=URGENCY[WatchKind.OVERBOOKED],
            member_id=member,
            since=since.get(member, day),
            value=hours,
        )
        for member, hours in missing.items()
    )
    newly = [member for member in missing if member not in since]
    if newly:
        notify(members=newly, kind="board_overbooked", occasion=f"overbooked {day}")
