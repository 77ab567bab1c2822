"""Taking on what a board shows: where that is said of a finding or a move, and who is on it already."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenure.accounts.models import Commitment
from tenure.analytics.board.findings import FindingKind
from tenure.analytics.board.moves import MoveKind
from tenure.relationships.board_findings import FindingView, MoveView
from tenure.relationships.board_people import number_of
from tenure.relationships.board_words import BAD, TONES
from tenure.relationships.models import Decision
from tenure.relationships.queries import Answered

View = TypeVar("View", FindingView, MoveView)
DAYS_IF_URGENT, DAYS_USUALLY = 3, 14
KINDS = frozenset({*(kind.value for kind in FindingKind), *(kind.value for kind in MoveKind)})
URGENT = frozenset(kind.value for kind, tone in TONES.items() if tone == BAD)
"""What is in danger now; moves and all other findings have two weeks."""


def to_be_taken(views: Sequence[View], decision: Decision, taken: Mapping[Answered, Commitment]) -> list[View]:
    """Findings or moves with where somebody takes each on, or with who has and by when."""
    address = reverse("board-commit", args=[decision.account_id, decision.pk])
    return [_with_commitment(view, address, taken) for view in views]


def _with_commitment(view: View, address: str, taken: Mapping[Answered, Commitment]) -> View:
    contact = number_of(view.person) if view.person else None
    found = taken.get((view.kind, contact))
    if found is not None:
        return replace(view, taken=_who_by_when(found))
    actor = number_of(view.actor) if isinstance(view, MoveView) and view.actor else None
    asked = {"kind": view.kind, **({"contact": contact} if contact else {}), **({"owner": actor} if actor else {})}
    return replace(view, commit=f"{address}?{urlencode(asked)}")


def _who_by_when(commitment: Commitment) -> str:
    told = {
        "name": commitment.owner.name if commitment.owner else _("Somebody"),
        "day": date_format(commitment.due_on, "j M Y"),
    }
    return _("%(name)s is on it, by %(day)s") % told


def due_at_first(kind: str, today: date, deadline: date | None) -> date:
    """The day that is proposed: soon for what is in danger, two weeks for the rest, and before the decision is due.

    >>> due_at_first("check", date(2026, 3, 2), None).isoformat()
    '2026-03-05'
    >>> due_at_first("uncovered", date(2026, 3, 2), date(2026, 3, 10)).isoformat()
    '2026-03-10'
    """
    day_by_urgency = today + timedelta(days=DAYS_IF_URGENT if kind in URGENT else DAYS_USUALLY)
    return max(today, min(day_by_urgency, deadline or day_by_urgency))


def said_at_first(kind: str, name: str) -> str:
    """What is proposed to be owed. Everybody who sees the account reads it, so it tells nothing of how people are
    judged, not even which finding it answers."""
    if not name:
        return _("Look at the board together")
    shareable = {
        FindingKind.UNCOVERED.value: _("Give %(name)s a first tie"),
        FindingKind.SINGLE_THREADED.value: _("Bring a second colleague to %(name)s"),
        MoveKind.INTRODUCTION.value: _("Be introduced to %(name)s"),
        MoveKind.NEW_TIE.value: _("Meet %(name)s"),
    }
    return shareable.get(kind, _("Speak with %(name)s")) % {"name": name}
