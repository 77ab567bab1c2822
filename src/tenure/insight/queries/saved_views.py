"""The saved views that a member finds, and the one that is shown first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from tenure.core.policy import Actor
from tenure.core.written import written_once
from tenure.insight.choices import Audience
from tenure.insight.league_view import LeagueView, read_view
from tenure.insight.models import SavedView


@dataclass(frozen=True)
class FoundView:
    """A saved view as it can be opened today: what no longer says anything is left out. `is_shown` marks today's."""

    saved: SavedView
    view: LeagueView
    is_shown: bool
    is_own: bool


def saved_views(member: Actor, shown: LeagueView) -> list[FoundView]:
    """The member's own views and the team's, by name."""
    found = []
    for saved in _seen(member):
        view = compiled(saved)
        is_shown = view.definition == shown.definition
        found.append(FoundView(saved, view, is_shown, is_own=saved.owner_id == member.pk))
    return found


def compiled(saved: SavedView) -> LeagueView:
    """What a saved view shows; whatever stands in its row, only what the allow-list knows is asked for."""
    definition = saved.definition if isinstance(saved.definition, dict) else {}
    view, _ = read_view({str(name): value for name, value in definition.items() if isinstance(value, str)})
    return view


def default_view(member: Actor) -> SavedView | None:
    """What is shown first: the member's own default, else the team's, else None."""
    defaults = _defaults(member)
    own = [saved for saved in defaults if saved.audience == Audience.PRIVATE]
    return next(iter(own or defaults), None)


@written_once
def _seen(member: Actor) -> QuerySet[SavedView, SavedView]:
    return SavedView.objects.visible_to(member).select_related("owner")


@written_once
def _defaults(member: Actor) -> QuerySet[SavedView, SavedView]:
    """Of other people's views the member sees only those of the team."""
    return SavedView.objects.visible_to(member).filter(is_default=True)
