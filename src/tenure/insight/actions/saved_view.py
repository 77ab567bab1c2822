"""Keeping ways of looking at the portfolio: for oneself, for the team, as what is shown first."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.core.audit import field_values, record_change
from tenure.core.changes import insert_record, update_record
from tenure.core.policy import may, require
from tenure.insight.choices import Audience
from tenure.insight.league_view import read_view
from tenure.insight.models import SavedView
from tenure.people.models import Member

TOLD = ("name", "audience", "definition", "is_default")


@transaction.atomic
def save_view(
    *, name: str, definition: Mapping[str, str], by: Member, audience: Audience = Audience.PRIVATE
) -> SavedView:
    """Keep a view under a name, for oneself or, as a director, for the team. Audited.

    Raises PermissionDenied when the role may not, ValidationError for a used name or a parameter that says nothing.
    """
    require(by, "view.save")
    _require_sharing(audience, by)
    view = SavedView(name=name.strip(), owner=by, audience=audience, definition=_kept(definition))
    insert_record(view)
    record_change(by=by, verb="created", thing=view, after=field_values(view, TOLD))
    return view


@transaction.atomic
def rename_view(*, view: SavedView, name: str, by: Member, version: int | None = None) -> SavedView:
    """Call a view something else. Audited; ConflictError when somebody else renamed it first."""
    return _change(view, {"name": name.strip()}, by, version)


@transaction.atomic
def redefine_view(*, view: SavedView, definition: Mapping[str, str], by: Member) -> SavedView:
    """Let a view show something else from now on. Audited."""
    return _change(view, {"definition": _kept(definition)}, by, None)


@transaction.atomic
def share_view(*, view: SavedView, audience: Audience, by: Member) -> SavedView:
    """Show a view to the whole team, or to its owner alone again; it is nobody's default then. Audited."""
    _require_sharing(audience, by)
    return _change(view, {"audience": audience, "is_default": view.is_default and view.audience == audience}, by, None)


@transaction.atomic
def make_default(*, view: SavedView, by: Member, is_default: bool = True) -> SavedView:
    """Let a view be what is shown first: a private one to its owner, a team's to everybody without one. Audited."""
    _require_own(view, by)
    if is_default:
        same = SavedView.objects.filter(audience=view.audience, is_default=True).exclude(pk=view.pk)
        rivals = same if view.audience == Audience.TEAM else same.filter(owner=view.owner)
        for rival in rivals.select_for_update():
            _write(rival, {"is_default": False}, by, None)
    return _change(view, {"is_default": is_default}, by, None)


@transaction.atomic
def delete_view(*, view: SavedView, by: Member) -> None:
    """Forget a view. Audited with all that it was, so that it can be made again."""
    _require_own(view, by)
    record_change(by=by, verb="deleted", thing=view, before=field_values(view, TOLD))
    view.delete()


def _kept(definition: Mapping[str, str]) -> dict[str, str]:
    """What is kept of a definition; ValidationError with a sentence for each parameter that says nothing."""
    view, refused = read_view(definition)
    if refused:
        raise ValidationError({"definition": list(refused.values())})
    return view.definition


def _change(view: SavedView, changes: Mapping[str, object], by: Member, version: int | None) -> SavedView:
    _require_own(view, by)
    return _write(view, changes, by, version)


def _write(view: SavedView, changes: Mapping[str, object], by: Member, version: int | None) -> SavedView:
    before = update_record(view, changes, version=version)
    if before:
        record_change(by=by, verb="changed", thing=view, before=before, after=field_values(view, before))
    return view


def _require_sharing(audience: Audience, by: Member) -> None:
    if audience == Audience.TEAM:
        require(by, "view.share")


def _require_own(view: SavedView, by: Member) -> None:
    """Private views are their owner's, those of the team the directors'."""
    require(by, "view.save")
    if view.audience == Audience.TEAM:
        require(by, "view.share")
    elif view.owner_id != by.pk:
        raise PermissionDenied(_("This view is somebody else's."))


def may_change_view(view: SavedView, member: Member) -> bool:
    """Whether the member may rename, share or delete the view."""
    return may(member, "view.share") if view.audience == Audience.TEAM else view.owner_id == member.pk
