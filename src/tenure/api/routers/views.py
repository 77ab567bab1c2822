"""Saved views of the portfolio."""

from django.db import transaction
from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.views import ViewIn, ViewOut, ViewPage, ViewPatch
from tenure.core.audit import field_values
from tenure.insight.actions.saved_view import (
    delete_view,
    make_default,
    redefine_view,
    rename_view,
    save_view,
    share_view,
)
from tenure.insight.models import SavedView

router = Router(tags=["views"])

LISTING = Listing(
    shown=shown(SavedView.objects, ViewOut),
    filters={**text("name"), **text("audience")},
    orders={"name": Order("name"), "id": Order("id")},
    default="name",
)


def visible(request: ApiRequest, view_id: int) -> SavedView:
    """The view, if the member may see it."""
    return SavedView.objects.visible_to(request.auth).get(pk=view_id)


@router.get("", response=ViewPage, **reads("view.save", LISTING))
def list_views(request: ApiRequest) -> HttpResponse:
    """Your own views and those of the team."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: ViewOut}, **writes("view.save", once=True))
@once
def post_view(request: ApiRequest, body: ViewIn) -> HttpResponse:
    """Keep a view under a name."""
    view = save_view(name=body.name, definition=body.definition, audience=body.audience, by=request.auth)
    return answer(field_values(view, ViewOut.model_fields), 201)


@router.get("/{int:view_id}", response=ViewOut, **reads("view.save"))
def get_view(request: ApiRequest, view_id: PathKey) -> HttpResponse:
    """One saved view."""
    return answer(field_values(visible(request, view_id), ViewOut.model_fields))


@router.patch("/{int:view_id}", response=ViewOut, **writes("view.save"))
@transaction.atomic
def patch_view(request: ApiRequest, view_id: PathKey, body: ViewPatch) -> HttpResponse:
    """Rename, share, redefine a view, or let it be shown first."""
    view, given = visible(request, view_id), body.model_fields_set
    if "name" in given:
        rename_view(view=view, name=body.name, by=request.auth, version=body.version)
    if "definition" in given:
        redefine_view(view=view, definition=body.definition, by=request.auth)
    if "audience" in given:
        share_view(view=view, audience=body.audience, by=request.auth)
    if "is_default" in given:
        make_default(view=view, by=request.auth, is_default=body.is_default)
    return answer(field_values(view, ViewOut.model_fields))


@router.delete("/{int:view_id}", response={204: None}, **writes("view.save"))
def delete_saved_view(request: ApiRequest, view_id: PathKey) -> HttpResponse:
    """Forget a view."""
    delete_view(view=visible(request, view_id), by=request.auth)
    return nothing()
