"""The same done to many accounts at once, and taken back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.idempotency import once
from tenure.api.schemas.bulk_changes import BulkChangeIn, BulkChangeOut, BulkChanges
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.insight.actions.bulk_change import (
    add_team_member_to_many,
    assign_owner_to_many,
    set_kind_of_many,
    undo_bulk_change,
)
from tenure.insight.choices import BulkKind
from tenure.insight.models import BulkChange
from tenure.insight.queries.bulk_changes import bulk_changes, seen_accounts
from tenure.people.models import Member

router = Router(tags=["bulk changes"])


@router.get("", response=BulkChanges, **reads("account.see"))
def list_bulk_changes(request: ApiRequest) -> HttpResponse:
    """What you did to many accounts at once, the latest first; leaders see what everybody did."""
    changes = bulk_changes(request.auth)
    seen = seen_accounts(changes, request.auth)
    return answer({"items": [_told(change, seen) for change in changes]})


@router.post("", response={201: BulkChangeOut}, **writes("account.change", once=True))
@once
def post_bulk_change(request: ApiRequest, body: BulkChangeIn) -> HttpResponse:
    """Change many accounts at once: all of them, or none when one is not there or hidden from you."""
    change = _made(body, request.auth)
    return answer(_told(change, seen_accounts([change], request.auth)), 201)


@router.get("/{int:change_id}", response=BulkChangeOut, **reads("account.see"))
def get_bulk_change(request: ApiRequest, change_id: PathKey) -> HttpResponse:
    """One of them."""
    change = _visible(request, change_id)
    return answer(_told(change, seen_accounts([change], request.auth)))


@router.post("/{int:change_id}/undo", response=BulkChangeOut, **writes("account.change"))
def post_bulk_undo(request: ApiRequest, change_id: PathKey) -> HttpResponse:
    """Take it back within 30 days; accounts that were changed again since are left and listed in `kept`."""
    change = undo_bulk_change(change=_visible(request, change_id), by=request.auth)
    return answer(_told(change, seen_accounts([change], request.auth)))


def _made(body: BulkChangeIn, by: Member) -> BulkChange:
    if body.kind == BulkKind.SET_KIND:
        if body.account_kind is None:
            raise ValidationError({"account_kind": "Say which kind the accounts shall have."})
        if body.member is not None:
            raise ValidationError({"member": "A kind is set without a member; leave it out."})
        return set_kind_of_many(accounts=body.accounts, kind=body.account_kind, by=by)
    member = Member.objects.visible_to(by).filter(pk=body.member).first() if body.member else None
    if body.member and member is None:
        raise ValidationError({"member": "There is no such member."})
    if body.kind == BulkKind.ASSIGN_OWNER:
        return assign_owner_to_many(accounts=body.accounts, owner=member, by=by)
    if member is None:
        raise ValidationError({"member": "Say who shall join the teams."})
    return add_team_member_to_many(accounts=body.accounts, member=member, by=by)


def _visible(request: ApiRequest, change_id: int) -> BulkChange:
    return BulkChange.objects.visible_to(request.auth).get(pk=change_id)


def _told(change: BulkChange, seen: set[int]) -> dict[str, Any]:
    plain = field_values(change, ["id", "kind", "value", "by", "at", "undone_at"])
    accounts = [number for number in change.accounts if number in seen]
    kept = [number for number in change.kept if number in seen]
    return {**plain, "accounts": accounts, "kept": kept, "undo_until": change.undo_until}
