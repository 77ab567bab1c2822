"""What the boards of open decisions were worth from night to night."""

from django.http import HttpResponse
from ninja import Router

from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.filters import days, key
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.board_snapshots import BoardSnapshotOut, BoardSnapshotPage
from tenure.core.policy import require
from tenure.insight.models import BoardSnapshot

router = Router(tags=["decisions"])
LISTING = Listing(
    shown=shown(BoardSnapshot.objects, BoardSnapshotOut),
    filters={**key("decision"), **days("day")},
    orders={"id": Order("id"), "day": Order("day")},
    default="id",
)


@router.get("", response=BoardSnapshotPage, **reads("judgement.see", LISTING))
def list_board_snapshots(request: ApiRequest) -> HttpResponse:
    """The snapshots of the boards that you see: score and parts, findings, and our lines of that day."""
    require(request.auth, "judgement.see")
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))
