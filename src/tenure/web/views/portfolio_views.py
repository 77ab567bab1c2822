"""Saved views of the portfolio: keeping, renaming, sharing, choosing one to be shown first, forgetting."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.core.policy import may
from tenure.insight.actions.saved_view import (
    delete_view,
    make_default,
    may_change_view,
    redefine_view,
    rename_view,
    save_view,
    share_view,
)
from tenure.insight.choices import Audience
from tenure.insight.league_view import read_view
from tenure.insight.models import SavedView
from tenure.insight.queries.saved_views import compiled, saved_views
from tenure.people.models import Member
from tenure.web.forms.league import address_of
from tenure.web.members import member_of
from tenure.web.toasts import toast


@door("view.save")
def views(request: HttpRequest) -> HttpResponse:
    """Keep the view whose address was posted; asked for, the saved views with what can be done to each."""
    member = member_of(request)
    if request.method == "POST":
        return _save(request, member)
    shown, _refused = read_view({})
    found = [(one, may_change_view(one.saved, member)) for one in saved_views(member, shown)]
    return render(request, "portfolio/views.html", {"views": found, "may_share": may(member, "view.share")})


@door("view.save")
@require_POST
def view(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one thing to a saved view: rename, share, keep private, make default, show otherwise, delete."""
    member = member_of(request)
    saved = get_object_or_404(SavedView.objects.visible_to(member), pk=pk)
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        return _refused(request, [_("Choose what to do with the view.")])
    try:
        act(saved, request, member)
    except ValidationError as error:
        return _refused(request, error_sentences(error))
    return redirect("saved-views")


def _save(request: HttpRequest, member: Member) -> HttpResponse:
    definition = dict(parse_qsl(request.POST.get("definition", "")[:2000]))
    audience = Audience.TEAM if request.POST.get("audience") == Audience.TEAM else Audience.PRIVATE
    try:
        saved = save_view(name=request.POST.get("name", ""), definition=definition, audience=audience, by=member)
    except ValidationError as error:
        return _refused(request, error_sentences(error))
    toast(request, _("Saved the view %(name)s.") % {"name": saved.name})
    return redirect(reverse("portfolio") + address_of(compiled(saved)))


def _rename(saved: SavedView, request: HttpRequest, by: Member) -> None:
    rename_view(view=saved, name=request.POST.get("name", ""), by=by)


def _redefine(saved: SavedView, request: HttpRequest, by: Member) -> None:
    redefine_view(view=saved, definition=dict(parse_qsl(request.POST.get("definition", "")[:2000])), by=by)


ACTS: dict[str, Callable[[SavedView, HttpRequest, Member], object]] = {
    "rename": _rename,
    "redefine": _redefine,
    "share": lambda saved, _request, by: share_view(view=saved, audience=Audience.TEAM, by=by),
    "keep": lambda saved, _request, by: share_view(view=saved, audience=Audience.PRIVATE, by=by),
    "default": lambda saved, _request, by: make_default(view=saved, by=by),
    "no-default": lambda saved, _request, by: make_default(view=saved, by=by, is_default=False),
    "delete": lambda saved, _request, by: delete_view(view=saved, by=by),
}


def _refused(request: HttpRequest, sentences: list[str]) -> HttpResponse:
    return render(request, "portfolio/views.html", {"refusals": sentences}, status=422)
