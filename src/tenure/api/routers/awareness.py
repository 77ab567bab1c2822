"""Whether our people know who the key accounts are."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import asks
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.awareness import AwarenessOut, NamesIn, PollIn, PollOut, PollPage
from tenure.api.schemas.fields import PathKey
from tenure.assessments.actions.awareness import answer_poll, close_poll, open_poll_for
from tenure.assessments.models import AwarenessPoll
from tenure.core.audit import field_values
from tenure.insight.queries.awareness import awareness_of

FIGURES = ("people", "distinct", "naming_all", "agreeing", "overlap")
router = Router(tags=["awareness"])
LISTING = Listing(
    shown=shown(AwarenessPoll.objects.order_by(), PollOut),
    filters={"closed_on__isnull": asks("closed_on__isnull", bool)},
    orders={"id": Order("id")},
    default="-id",
)


@router.get("", response=PollPage, **reads("account.see", LISTING))
def list_polls(request: ApiRequest) -> HttpResponse:
    """The polls."""
    return list_page(request, LISTING, LISTING.rows)


@router.post("", response={201: PollOut}, **writes("poll.open", once=True))
@once
def post_poll(request: ApiRequest, body: PollIn) -> HttpResponse:
    """Ask everybody to name our key accounts from memory; one poll is open at a time."""
    return answer(_poll(open_poll_for(name=body.name, wanted=body.wanted, by=request.auth)), 201)


@router.get("/{int:poll_id}", response=AwarenessOut, **reads("account.see"))
def get_poll(request: ApiRequest, poll_id: PathKey) -> HttpResponse:
    """A poll, and once it is closed what came of it; names of accounts that you do not see are left out."""
    poll = AwarenessPoll.objects.get(pk=poll_id)
    told: dict[str, Any] = {**dict.fromkeys(AwarenessOut.model_fields), "names": [], **_poll(poll)}
    if poll.closed_on is None:
        return answer(told)
    found = awareness_of(poll, request.auth)
    figures = {name: getattr(found.figures, name) for name in FIGURES}
    names = [{**vars(one), "account": one.account.pk if one.account else None} for one in found.names]
    return answer({**told, **figures, "season": found.season or None, "official": found.official, "names": names})


@router.put("/{int:poll_id}/answer", response=PollOut, **writes("poll.answer"))
def put_answer(request: ApiRequest, poll_id: PathKey, body: NamesIn) -> HttpResponse:
    """Give your names; they replace what you said before."""
    return answer(_poll(answer_poll(poll=AwarenessPoll.objects.get(pk=poll_id), names=body.names, by=request.auth)))


@router.post("/{int:poll_id}/close", response=PollOut, **writes("poll.open", once=True))
@once
def post_closing(request: ApiRequest, poll_id: PathKey) -> HttpResponse:
    """Take no more answers and show what came of it."""
    return answer(_poll(close_poll(poll=AwarenessPoll.objects.get(pk=poll_id), by=request.auth)))


def _poll(poll: AwarenessPoll) -> dict[str, Any]:
    return field_values(poll, PollOut.model_fields)
