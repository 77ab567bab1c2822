"""An account's figures for itself and rolled up over its tree."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.actions.global_manager import assign_global_manager
from tenure.accounts.models import Account
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.rollup import AccountTreeOut, GlobalManagerIn, RollupOut, TreeFiguresOut
from tenure.insight.queries import Figures, rollup
from tenure.insight.queries.tree import AccountTree, account_tree
from tenure.people.models import Member

router = Router(tags=["accounts"])


@router.get("/accounts/{int:account_id}/rollup", response=RollupOut, **reads("account.see"))
def get_rollup(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """What an account brings by itself and together with all below it that you see, over the ranking's window."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    found = rollup(account, request.auth, today=timezone.localdate())
    plain: dict[str, Any] = {name: getattr(found, name) for name in RollupOut.model_fields}
    return answer(plain | {"own": _figures(found.own), "tree": _figures(found.tree)})


@router.get("/accounts/{int:account_id}/tree", response=AccountTreeOut, **reads("account.see"))
def get_account_tree(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """A whole customer as far as you see it: what each country and each unit brings, and who looks after it."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    return answer(_tree(account_tree(account, request.auth, timezone.localdate())))


@router.put("/accounts/{int:account_id}/global-manager", response=AccountTreeOut, **writes("account.assign"))
def put_global_manager(request: ApiRequest, account_id: PathKey, body: GlobalManagerIn) -> HttpResponse:
    """Let a member answer for an account and all below it, or nobody; the owners of its parts stay."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    fields = given(body)
    refer(fields, "member", Member.objects.visible_to(request.auth))
    assign_global_manager(account=account, member=fields["member"], by=request.auth)
    return answer(_tree(account_tree(account, request.auth, timezone.localdate())))


def _tree(found: AccountTree) -> dict[str, Any]:
    plain: dict[str, Any] = {name: getattr(found, name) for name in ("start", "end", "currency", "is_cut")}
    units = [{**vars(unit), "account": unit.number} for unit in found.units]
    for unit in units:
        unit.pop("number")
    return {**plain, "countries": [vars(one) for one in found.countries], "units": units}


def _figures(figures: Figures) -> dict[str, Any]:
    return {name: getattr(figures, name) for name in TreeFiguresOut.model_fields}
