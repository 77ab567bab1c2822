"""An account's figures for itself and rolled up over its tree."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.models import Account
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.rollup import RollupOut, TreeFiguresOut
from tenure.insight.queries import Figures, rollup

router = Router(tags=["accounts"])


@router.get("/accounts/{int:account_id}/rollup", response=RollupOut, **reads("account.see"))
def get_rollup(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What an account brings by itself and together with all below it that you see, over the ranking's window."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    found = rollup(account, request.auth, today=timezone.localdate())
    plain: dict[str, Any] = {name: getattr(found, name) for name in RollupOut.model_fields}
    return answer(plain | {"own": _figures(found.own), "tree": _figures(found.tree)})


def _figures(figures: Figures) -> dict[str, Any]:
    return {name: getattr(figures, name) for name in TreeFiguresOut.model_fields}
