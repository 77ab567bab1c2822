"""Buying decisions of the accounts one sees, and their boards on any day."""

from datetime import date
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.utils import timezone
from ninja import Query, Router

from tenure.accounts.models import Account, Contact
from tenure.analytics.board.refusals import BoardError
from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version, given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.boards import BoardOut
from tenure.api.schemas.commitments import CommitmentOut
from tenure.api.schemas.decisions import BoardCommitmentIn, DecisionIn, DecisionOut, DecisionPage, DecisionPatch
from tenure.api.schemas.fields import Day, Line200, PathKey
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.people.models import Member
from tenure.relationships.actions.board_commitment import commit_on_board
from tenure.relationships.actions.decision import change_decision, create_decision, restore_decision, trash_decision
from tenure.relationships.choices import DecisionState
from tenure.relationships.models import Decision
from tenure.relationships.queries import BoardOn, answer_on, board_on, departure_on, who_leaves

router = Router(tags=["decisions"])
LISTING = Listing(
    shown=shown(Decision.objects, DecisionOut),
    filters={
        **key("account"),
        "state": asks("state", DecisionState),
        **days("deadline"),
        **moments("updated_at"),
    },
    orders={"id": Order("id"), "deadline": Order("deadline", nullable=True)},
    default="id",
)


def visible(request: ApiRequest, decision_id: int) -> Decision:
    """The decision, if the member may see its account."""
    return Decision.objects.visible_to(request.auth).select_related("account").get(pk=decision_id)


def day_asked(on: date | None) -> date:
    """The day that is asked for, else today; ValidationError for one that has not come."""
    today = timezone.localdate()
    if on is not None and on > today:
        raise ValidationError({"on": f"{on} has not come; ask for {today} or a day before."})
    return on or today


@router.get("", response=DecisionPage, **reads("account.see", LISTING))
def list_decisions(request: ApiRequest) -> HttpResponse:
    """The buying decisions of the accounts you see."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: DecisionOut}, **writes("decision.create", once=True))
@once
def post_decision(request: ApiRequest, body: DecisionIn) -> HttpResponse:
    """Open a buying decision of an account."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    return answer(_plain(create_decision(by=request.auth, **fields)), 201)


@router.get("/{int:decision_id}", response=DecisionOut, **reads("account.see"))
def get_decision(request: ApiRequest, decision_id: PathKey) -> HttpResponse:
    """One decision."""
    return answer(LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=decision_id)))


@router.patch("/{int:decision_id}", response=DecisionOut, **writes("decision.change"))
def patch_decision(request: ApiRequest, decision_id: PathKey, body: DecisionPatch) -> HttpResponse:
    """Change fields of a decision. Others' changes to other fields stay; to the same ones: 409 with their values."""
    decision = visible(request, decision_id)
    changes, version = changes_and_version(body)
    change_decision(decision=decision, changes=changes, by=request.auth, version=version)
    return answer(_plain(decision))


@router.delete("/{int:decision_id}", response={204: None}, **writes("decision.delete"))
def delete_decision(request: ApiRequest, decision_id: PathKey) -> HttpResponse:
    """Put a decision into the trash, with its board."""
    trash_decision(decision=visible(request, decision_id), by=request.auth)
    return nothing()


@router.post("/{int:decision_id}/restore", response=DecisionOut, **writes("decision.delete"))
def post_decision_restore(request: ApiRequest, decision_id: PathKey) -> HttpResponse:
    """Take a decision out of the trash; twice is the same as once."""
    kept = Decision.objects.ever_visible_to(request.auth).select_related("account")
    return answer(_plain(restore_decision(decision=kept.get(pk=decision_id), by=request.auth)))


@router.get("/{int:decision_id}/board", response=BoardOut, **reads("judgement.see"))
def get_board(
    request: ApiRequest,
    decision_id: PathKey,
    on: Annotated[Day | None, Query()] = None,
    leaves: Annotated[Line200 | None, Query()] = None,
) -> HttpResponse:
    """The board as it stood on a day and what it is worth; with `leaves`, by id or name, without that person."""
    decision = visible(request, decision_id)
    require(request.auth, "judgement.see")
    board = board_on(decision, day_asked(on))
    told = answer_on(board) if leaves is None else _without(board, leaves)
    return answer({"what_if": None, **told})


@router.post("/{int:decision_id}/commitments", response={201: CommitmentOut}, **writes("commitment.create", once=True))
@once
def post_board_commitment(request: ApiRequest, decision_id: PathKey, body: BoardCommitmentIn) -> HttpResponse:
    """Take on a finding or a move of the decision's board, by a day."""
    decision, fields = visible(request, decision_id), given(body)
    refer(fields, "contact", Contact.objects.visible_to(request.auth).select_related("account"))
    refer(fields, "owner", Member.objects.visible_to(request.auth))
    made = commit_on_board(decision=decision, by=request.auth, **fields)
    return answer(field_values(made, CommitmentOut.model_fields), 201)


def _without(board: BoardOn, leaves: str) -> dict[str, Any]:
    found = who_leaves(board, leaves)
    if len(found) != 1 or not board.board.people:
        raise ValidationError({"leaves": f"There is no one person {leaves!r} on the board; `names` tells who is."})
    try:
        return departure_on(board, found[0])[1]
    except BoardError as error:
        raise ValidationError({"leaves": error.sentence}) from error


def _plain(decision: Decision) -> dict[str, Any]:
    return field_values(decision, DecisionOut.model_fields)
