"""What happened with an account: interactions and important changes in one line of time, in pages by key."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from tenure.accounts.models import Account, Commitment, Interaction
from tenure.analytics.commitments import CommitmentState
from tenure.core.models import AuditEntry
from tenure.core.written import Limit, written_once

PAGE = 20
# What changes the relationship; corrected spellings stay in the log of every change.
IMPORTANT = (
    ("account", ("assigned", "joined team", "left team", "restored")),
    ("contact", ("created", "trashed")),
    ("document", ("created",)),
    ("rating", ("rated",)),
)


@dataclass(frozen=True)
class TimelinePlace:
    """Where a page begins: after this interaction and after this change, by number; 0 for the beginning."""

    interaction: int = 0
    change: int = 0


@dataclass(frozen=True)
class Timeline:
    """A page of what happened, the latest first; `following` is None on the last page.

    Each interaction knows until when something that came from it is owed (`open_until`, None for nothing), and whether
    something was settled (`was_settled`).

    `until` is the moment of the entry before the page and `since` that of its last one, None where there is no such
    bound: other dated facts that fall between the two may be laid in.
    """

    entries: list[Interaction | AuditEntry]
    following: TimelinePlace | None
    since: datetime | None = None
    until: datetime | None = None

    def spans(self, at: datetime) -> bool:
        """Whether a moment belongs on this page."""
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)


def timeline_of(account: Account, after: TimelinePlace = TimelinePlace(), *, limit: int = PAGE) -> Timeline:
    """One page of the account's timeline: two lists by key, merged. Ask only for an account that the reader sees."""
    # One more than shown tells whether a next page exists without counting.
    last_met, last_changed = _moments(account, after)
    until = min((at for at in (last_met, last_changed) if at), default=None)
    met = _interactions(account.pk, after.interaction, last_met, Limit(limit + 1))
    changed = _changes(account.pk, after.change or None, Limit(limit + 1))
    merged: list[Interaction | AuditEntry] = [*met, *changed]
    merged.sort(key=lambda entry: entry.at, reverse=True)
    shown = merged[:limit]
    if len(merged) <= limit:
        return Timeline(shown, None, until=until)
    return Timeline(shown, _place_after(shown, after), since=shown[-1].at, until=until)


def _place_after(shown: list[Interaction | AuditEntry], before: TimelinePlace) -> TimelinePlace:
    met = [entry.pk for entry in shown if isinstance(entry, Interaction)]
    changed = [entry.pk for entry in shown if isinstance(entry, AuditEntry)]
    return TimelinePlace(met[-1] if met else before.interaction, changed[-1] if changed else before.change)


def _moments(account: Account, after: TimelinePlace) -> tuple[datetime | None, datetime | None]:
    """When the last shown of each list was. It may have gone to the trash since; it still says where the page ended."""
    if after == TimelinePlace():
        return None, None
    met = Interaction.objects.filter(account=account, pk=after.interaction).values_list("at", flat=True).first()
    changes = AuditEntry.objects.filter(account_id=account.pk, pk=after.change)
    return met, changes.values_list("at", flat=True).first()


@written_once
def _interactions(
    account: int, after: int, last: datetime | None, limit: Limit
) -> "QuerySet[Interaction, Interaction]":
    rows = Interaction.objects.of_account(account).prefetch_related("members", "contacts")
    rows = rows.annotate(open_until=Subquery(_open_until()), was_settled=Exists(_settled()))
    if last:
        rows = rows.filter(Q(at__lt=last) | Q(at=last, pk__lt=after))
    return rows.order_by("-at", "-pk")[:limit]


def _open_until() -> "QuerySet[Commitment, Any]":
    """The earliest day of what came from an interaction and is still owed."""
    owed = Commitment.objects.still_open().filter(interaction=OuterRef("pk"))
    return owed.order_by("due_on").values("due_on")[:1]


def _settled() -> "QuerySet[Commitment, Commitment]":
    came: QuerySet[Commitment] = Commitment.objects.filter(interaction=OuterRef("pk"), deleted_at=None)
    return came.exclude(state=CommitmentState.OPEN.value)


@written_once
def _changes(account: int, after: int | None, limit: Limit) -> "QuerySet[AuditEntry, AuditEntry]":
    wanted = Q()
    for noun, verbs in IMPORTANT:
        wanted |= Q(noun=noun, verb__in=verbs)
    entries = AuditEntry.objects.filter(wanted, account_id=account)
    return (entries.filter(pk__lt=after) if after else entries).order_by("-pk")[:limit]
