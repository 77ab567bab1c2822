"""Handovers of the accounts one sees: how far each is, what is told, the sheet, the watch."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.models import Account, Contact, Interaction
from tenure.analytics.handover import HandoverState, Item
from tenure.api.answers import answer, shaped
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.handovers import (
    AcceptanceIn,
    ClosingIn,
    ContinuityOut,
    HandoverIn,
    HandoverItemIn,
    HandoverOut,
    HandoverPage,
    HandoverPatch,
    MeetingIn,
    ProgressOut,
    SheetOut,
    WatchOut,
)
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.growth.actions.handover import (
    accept_handover,
    change_handover,
    close_handover,
    hold_meeting,
    open_handover,
    receive_handover,
    step_back,
    tell_item,
)
from tenure.growth.choices import HandoverKind
from tenure.growth.models import Handover
from tenure.growth.queries.handover_sheet import sheet_of
from tenure.growth.queries.handovers import Line, checklist, continuities, score_of, watch_of
from tenure.people.models import Member

router = Router(tags=["handovers"])
LISTING = Listing(
    shown=shown(Handover.objects, HandoverOut),
    filters={
        **key("account"),
        **key("from_member"),
        **key("to_member"),
        "kind": asks("kind", HandoverKind),
        "state": asks("state", HandoverState),
        **days("accepted_on"),
        **moments("updated_at"),
    },
    orders={"id": Order("id")},
    default="-id",
)


def visible(request: ApiRequest, handover_id: int) -> Handover:
    """The handover, if the member may see its account and be told of handovers."""
    rows = Handover.objects.visible_to(request.auth).select_related("account", "meeting")
    found: Handover = rows.get(pk=handover_id)
    require(request.auth, "handover.see")
    return found


@router.get("", response=HandoverPage, **reads("handover.see", LISTING))
def list_handovers(request: ApiRequest) -> HttpResponse:
    """The handovers of the accounts you see, the latest first."""
    require(request.auth, "handover.see")
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: HandoverOut}, **writes("handover.open", once=True))
@once
def post_handover(request: ApiRequest, body: HandoverIn) -> HttpResponse:
    """Begin to hand an account over to its owner; a change of owner does so by itself."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "from_member", Member.objects.visible_to(request.auth))
    return answer(_plain(open_handover(by=request.auth, **fields)), 201)


@router.get("/{int:handover_id}", response=HandoverOut, **reads("handover.see"))
def get_handover(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """One handover."""
    return answer(_plain(visible(request, handover_id)))


@router.patch("/{int:handover_id}", response=HandoverOut, **writes("handover.change"))
def patch_handover(request: ApiRequest, handover_id: PathKey, body: HandoverPatch) -> HttpResponse:
    """Say why it is. Others' changes to other fields stay; to the same ones: 409 with their values."""
    found = visible(request, handover_id)
    changes, version = changes_and_version(body)
    return answer(_plain(change_handover(handover=found, changes=changes, by=request.auth, version=version)))


@router.get("/{int:handover_id}/items", response=ProgressOut, **reads("handover.see"))
def get_handover_items(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """What has to be told and done, and how much of it is."""
    return answer(_progress(visible(request, handover_id)))


@router.put("/{int:handover_id}/items/{item}", response=ProgressOut, **writes("handover.change"))
def put_handover_item(request: ApiRequest, handover_id: PathKey, item: Item, body: HandoverItemIn) -> HttpResponse:
    """Tell one thing, or say that it is done; what is left out stays. The meeting is done by naming it."""
    found = visible(request, handover_id)
    tell_item(handover=found, item=item, by=request.auth, **given(body))
    return answer(_progress(found))


@router.post("/{int:handover_id}/meeting", response=HandoverOut, **writes("handover.change"))
def post_handover_meeting(request: ApiRequest, handover_id: PathKey, body: MeetingIn) -> HttpResponse:
    """Name the interaction in which both met the client."""
    found, fields = visible(request, handover_id), given(body)
    refer(fields, "meeting", Interaction.objects.visible_to(request.auth))
    return answer(_plain(hold_meeting(handover=found, by=request.auth, **fields)))


@router.post("/{int:handover_id}/receive", response=HandoverOut, **writes("handover.change"))
def post_handover_receipt(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """Take the account over, as who is to have it; what is known of it is frozen."""
    return answer(_plain(receive_handover(handover=visible(request, handover_id), by=request.auth)))


@router.post("/{int:handover_id}/accept", response=HandoverOut, **writes("handover.change"))
def post_handover_acceptance(request: ApiRequest, handover_id: PathKey, body: AcceptanceIn) -> HttpResponse:
    """Note who accepted for the client; a watch of 90 days begins."""
    found, fields = visible(request, handover_id), given(body)
    refer(fields, "accepted_by", Contact.objects.visible_to(request.auth))
    return answer(_plain(accept_handover(handover=found, by=request.auth, **fields)))


@router.post("/{int:handover_id}/close", response=HandoverOut, **writes("handover.change"))
def post_handover_closing(request: ApiRequest, handover_id: PathKey, body: ClosingIn) -> HttpResponse:
    """End the watch once its 90 days are over."""
    return answer(_plain(close_handover(handover=visible(request, handover_id), by=request.auth, **given(body))))


@router.post("/{int:handover_id}/undo", response=HandoverOut, **writes("handover.change"))
def post_handover_undo(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """Take the last step back: the client's acceptance, the receipt, the meeting."""
    return answer(_plain(step_back(handover=visible(request, handover_id), by=request.auth)))


@router.get("/{int:handover_id}/sheet", response=SheetOut, **reads("handover.see"))
def get_handover_sheet(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """What is known of the account; once it was taken over, what was known on that day."""
    return shaped(SheetOut, sheet_of(visible(request, handover_id), timezone.localdate()))


@router.get("/{int:handover_id}/watch", response=WatchOut, **reads("handover.see"))
def get_handover_watch(request: ApiRequest, handover_id: PathKey) -> HttpResponse:
    """What happened since the client accepted; 404 before."""
    watch = watch_of(visible(request, handover_id), timezone.localdate())
    if watch is None:
        raise Handover.DoesNotExist
    told = {name: getattr(watch, name) for name in WatchOut.model_fields}
    amounts = {name: str(told[name]) for name in ("revenue", "revenue_before")}
    people = {"left": [one.pk for one in watch.left], "cooler": [one.contact_id for one in watch.cooler]}
    return answer({**told, **amounts, **people})


@router.get("/continuity/{int:account_id}", response=ContinuityOut, **reads("handover.see"))
def get_continuity(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """How long the account keeps the same owner."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    require(request.auth, "handover.see")
    found = continuities([account.pk], timezone.localdate())[account.pk]
    told = {name: getattr(found, name) for name in ("days", "longest", "changes", "present", "share")}
    return answer({"account": account.pk, **told})


def _plain(handover: Handover) -> dict[str, Any]:
    return field_values(handover, HandoverOut.model_fields)


def _progress(handover: Handover) -> dict[str, Any]:
    lines = checklist(handover)
    return {"score": score_of(handover, lines), "items": [_line(line) for line in lines]}


def _line(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "item": line.item, "note": row.note if row else "", "due_at": line.due_at, "done_at": line.done_at,
        "done_by": row.done_by_id if row else None, "version": row.version if row else None,
    }  # fmt: skip
