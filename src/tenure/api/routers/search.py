"""Search over everything that has a name, and the accounts one opened last."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router

from tenure.accounts.actions.seen import note_seen
from tenure.accounts.models import Account
from tenure.accounts.search import seen_lately
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.schemas.fields import PathKey, Words
from tenure.api.schemas.search import FoundOut, SeenOut
from tenure.insight.search import find

router = Router(tags=["search"])
MOST_FOUND = 50


@router.get("/search", response=FoundOut, **reads("account.see"))
def get_search(
    request: ApiRequest, q: Annotated[Words, Query()], limit: Annotated[int, Query(ge=1, le=MOST_FOUND)] = 10
) -> HttpResponse:
    """Accounts, contacts and products that a text could mean, best first: the exact name, its beginning, the beginning
    of a word, a part of one, and only where nothing fits, a word that is spelt a little differently."""
    hits = find(request.auth, q, limit)
    return answer({"items": [{**vars(hit), "closeness": hit.closeness.name.lower()} for hit in hits]})


@router.get("/search/seen", response=SeenOut, **reads("account.see"))
def list_seen(request: ApiRequest) -> HttpResponse:
    """The accounts you opened last, the latest first."""
    return answer({"items": [{"id": account.pk, "name": account.name} for account in seen_lately(request.auth)]})


@router.put("/accounts/{int:account_id}/seen", response={204: None}, **writes("account.see"))
def put_seen(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """Note that you have opened an account, so that search offers it to you first."""
    note_seen(account=Account.objects.visible_to(request.auth).get(pk=account_id), by=request.auth)
    return nothing()
