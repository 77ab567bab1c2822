"""Commitments: what is owed on the accounts one sees, by us and by them, and what became of it."""

from collections.abc import Callable
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpResponse
from django.utils import timezone
from ninja import Router

from tenure.accounts.actions.commitment import (
    change_commitment,
    delegate_commitment,
    keep_commitment,
    make_commitment,
    miss_commitment,
    redate_commitment,
    reopen_commitment,
    take_back_commitment,
    withdraw_commitment,
)
from tenure.accounts.actions.trash import restore_thing, trash_thing
from tenure.accounts.choices import CommitmentKind, CommitmentOrigin
from tenure.accounts.models import Account, Commitment, CommitmentQuerySet, Contact, Interaction
from tenure.accounts.queries.ledger import RateLine, ledger_tally
from tenure.analytics.commitments import CommitmentState
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.commitments import (
    CommitmentIn,
    CommitmentOut,
    CommitmentPage,
    CommitmentPatch,
    DelegateIn,
    KeptRates,
    RedateIn,
    SettleIn,
)
from tenure.api.schemas.fields import PathKey
from tenure.core.audit import field_values
from tenure.people.models import Member

router = Router(tags=["commitments"])

LISTING = Listing(
    shown=shown(Commitment.objects, CommitmentOut),
    filters={
        **key("account"),
        **key("owner"),
        **key("contact"),
        **key("interaction"),
        "kind": asks("kind", CommitmentKind),
        "state": asks("state", CommitmentState),
        "origin": asks("origin", CommitmentOrigin),
        "overdue": asks("overdue", bool),
        "client_visible": asks("client_visible", bool),
        **text("department"),
        **days("due_on"),
        **days("first_due_on"),
        **days("settled_on"),
        **text("source"),
        **text("external_id"),
        **moments("updated_at"),
    },
    orders={"due_on": Order("due_on"), "id": Order("id")},
    default="due_on",
)


def visible(request: ApiRequest, commitment_id: int) -> Commitment:
    """The commitment, if the member may see its account."""
    return Commitment.objects.visible_to(request.auth).select_related("account").get(pk=commitment_id)


@router.get("", response=CommitmentPage, **reads("account.see", LISTING))
def list_commitments(request: ApiRequest) -> HttpResponse:
    """What is owed on the accounts you see, by its day; `overdue` is what is still open and past it."""
    past = Q(state=CommitmentState.OPEN.value, due_on__lt=timezone.localdate())
    rows = LISTING.rows.visible_to(request.auth).alias(overdue=ExpressionWrapper(past, output_field=BooleanField()))
    return list_page(request, LISTING, rows)


@router.post("", response={201: CommitmentOut}, **writes("commitment.create", once=True))
@once
def post_commitment(request: ApiRequest, body: CommitmentIn) -> HttpResponse:
    """Note that somebody owes something by a day."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "interaction", Interaction.objects.visible_to(request.auth))
    _refer_people(request, fields)
    return answer(_shown(make_commitment(by=request.auth, **fields)), 201)


@router.get("/kept", response=KeptRates, **reads("account.see"))
def get_kept_rates(request: ApiRequest) -> HttpResponse:
    """How much was kept by today of what is owed on all accounts that you see."""
    return answer(_rates(Commitment.objects.visible_to(request.auth)))


@router.get("/kept/{int:account_id}", response=KeptRates, **reads("account.see"))
def get_kept_rates_of_account(request: ApiRequest, account_id: PathKey) -> HttpResponse:
    """The same of one account."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    return answer(_rates(Commitment.objects.of_account(account.pk)))


@router.get("/{int:commitment_id}", response=CommitmentOut, **reads("account.see"))
def get_commitment(request: ApiRequest, commitment_id: PathKey) -> HttpResponse:
    """One commitment."""
    return answer(LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=commitment_id)))


@router.patch("/{int:commitment_id}", response=CommitmentOut, **writes("commitment.change"))
def patch_commitment(request: ApiRequest, commitment_id: PathKey, body: CommitmentPatch) -> HttpResponse:
    """Change what is owed, by whom or to whom. Others' changes to other fields stay; to the same ones: 409."""
    commitment = visible(request, commitment_id)
    changes, version = changes_and_version(body)
    _refer_people(request, changes)
    change_commitment(commitment=commitment, changes=changes, by=request.auth, version=version)
    return answer(_shown(commitment))


@router.post("/{int:commitment_id}/keep", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_kept(request: ApiRequest, commitment_id: PathKey, body: SettleIn) -> HttpResponse:
    """Settle it as done; twice is the same as once."""
    return _settled(request, commitment_id, keep_commitment, body)


@router.post("/{int:commitment_id}/miss", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_missed(request: ApiRequest, commitment_id: PathKey, body: SettleIn) -> HttpResponse:
    """Settle it as not kept, and not to be kept any more; twice is the same as once."""
    return _settled(request, commitment_id, miss_commitment, body)


@router.post("/{int:commitment_id}/withdraw", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_withdrawn(request: ApiRequest, commitment_id: PathKey, body: SettleIn) -> HttpResponse:
    """Settle it as no longer waited for, so that it counts neither way; twice is the same as once."""
    return _settled(request, commitment_id, withdraw_commitment, body)


@router.post("/{int:commitment_id}/redate", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_redated(request: ApiRequest, commitment_id: PathKey, body: RedateIn) -> HttpResponse:
    """Give it another day, and say why; a day beyond the one first promised counts as slipped."""
    fields = given(body)
    return answer(_shown(redate_commitment(commitment=visible(request, commitment_id), by=request.auth, **fields)))


@router.post("/{int:commitment_id}/delegate", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_delegated(request: ApiRequest, commitment_id: PathKey, body: DelegateIn) -> HttpResponse:
    """Hand it on to somebody of ours who sees the account."""
    commitment = visible(request, commitment_id)
    fields = given(body)
    refer(fields, "to", Member.objects.visible_to(request.auth))
    return answer(_shown(delegate_commitment(commitment=commitment, by=request.auth, **fields)))


@router.post("/{int:commitment_id}/reopen", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_reopened(request: ApiRequest, commitment_id: PathKey) -> HttpResponse:
    """Let it be owed again, by the day it had; twice is the same as once."""
    return answer(_shown(reopen_commitment(commitment=visible(request, commitment_id), by=request.auth)))


@router.post("/{int:commitment_id}/undo", response=CommitmentOut, **writes("commitment.change"))
def post_commitment_undo(request: ApiRequest, commitment_id: PathKey) -> HttpResponse:
    """Take back what was last done with it: settled, put off, handed on. 409 when something else was done since."""
    return answer(_shown(take_back_commitment(commitment=visible(request, commitment_id), by=request.auth)))


@router.delete("/{int:commitment_id}", response={204: None}, **writes("commitment.delete"))
def delete_commitment(request: ApiRequest, commitment_id: PathKey) -> HttpResponse:
    """Put a commitment into the trash."""
    trash_thing(thing=visible(request, commitment_id), by=request.auth)
    return nothing()


@router.post("/{int:commitment_id}/restore", response=CommitmentOut, **writes("commitment.delete"))
def post_commitment_restore(request: ApiRequest, commitment_id: PathKey) -> HttpResponse:
    """Take a commitment out of the trash; twice is the same as once."""
    kept = Commitment.objects.ever_visible_to(request.auth).select_related("account")
    return answer(_shown(restore_thing(thing=kept.get(pk=commitment_id), by=request.auth)))


def _settled(
    request: ApiRequest, commitment_id: int, settle: Callable[..., Commitment], body: SettleIn
) -> HttpResponse:
    commitment = visible(request, commitment_id)
    return answer(_shown(settle(commitment=commitment, by=request.auth, **given(body))))


def _rates(commitments: CommitmentQuerySet) -> dict[str, Any]:
    tally = ledger_tally(commitments, timezone.localdate())
    return {
        "ours": rate_told(RateLine("", tally.our_rate)),
        "theirs": rate_told(RateLine("", tally.their_rate)),
        "members": [rate_told(line) for line in tally.by_member],
        "departments": [rate_told(line) for line in tally.by_department],
    }


def rate_told(line: RateLine) -> dict[str, Any]:
    """A kept rate with its counts and interval."""
    low, high = line.rate.interval or (None, None)
    counts = {**vars(line.rate), "due": line.rate.due, "rate": line.rate.rate, "low": low, "high": high}
    return {"id": line.member, "name": line.name, **counts}


def _refer_people(request: ApiRequest, fields: dict[str, Any]) -> None:
    members, contacts = Member.objects.visible_to(request.auth), Contact.objects.visible_to(request.auth)
    for name in ("owner", "to_member"):
        refer(fields, name, members)
    for name in ("contact", "to_contact"):
        refer(fields, name, contacts)


def _shown(commitment: Commitment) -> dict[str, Any]:
    return field_values(commitment, CommitmentOut.model_fields)
