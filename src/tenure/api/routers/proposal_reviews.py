"""Proposals and presentations that one of ours looks at before they go out."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.accounts.models import Account, Document
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import days, key, moments
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.proposal_reviews import ProposalReviewIn, ProposalReviewOut, ProposalReviewPage, VerdictIn
from tenure.core.audit import field_values
from tenure.core.policy import require
from tenure.growth.actions.proposal_review import (
    answer_proposal_review,
    ask_proposal_review,
    withdraw_proposal_review,
)
from tenure.growth.models import ProposalReview
from tenure.people.models import Member

router = Router(tags=["plans"])
LISTING = Listing(
    shown=shown(ProposalReview.objects, ProposalReviewOut),
    filters={**key("account"), **key("asked_by"), **key("asked_of"), **days("due_on"), **moments("updated_at")},
    orders={"id": Order("id"), "due_on": Order("due_on")},
    default="-id",
)


def visible(request: ApiRequest, proposal_id: int) -> ProposalReview:
    """What is to go out, if the member may see its account."""
    rows = ProposalReview.objects.visible_to(request.auth)
    return rows.select_related("account", "asked_by").get(pk=proposal_id)


@router.get("", response=ProposalReviewPage, **reads("plan.see", LISTING))
def list_proposal_reviews(request: ApiRequest) -> HttpResponse:
    """What was to be looked at for the accounts you see, the last first."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.post("", response={201: ProposalReviewOut}, **writes("proposal.ask", once=True))
@once
def post_proposal_review(request: ApiRequest, body: ProposalReviewIn) -> HttpResponse:
    """Ask one of ours to look at what is to go out, by a day."""
    fields = given(body)
    refer(fields, "account", Account.objects.visible_to(request.auth))
    refer(fields, "asked_of", Member.objects.visible_to(request.auth))
    refer(fields, "document", Document.objects.visible_to(request.auth))
    return answer(_plain(ask_proposal_review(by=request.auth, **fields)), 201)


@router.get("/{int:proposal_id}", response=ProposalReviewOut, **reads("plan.see"))
def get_proposal_review(request: ApiRequest, proposal_id: PathKey) -> HttpResponse:
    """One of them."""
    told = LISTING.shown.one(LISTING.rows.visible_to(request.auth).filter(pk=proposal_id))
    require(request.auth, "plan.see")
    return answer(told)


@router.post("/{int:proposal_id}/answer", response=ProposalReviewOut, **writes("proposal.answer"))
def post_verdict(request: ApiRequest, proposal_id: PathKey, body: VerdictIn) -> HttpResponse:
    """Say whether it may go out. 409 where a leader has said so meanwhile."""
    found = answer_proposal_review(
        proposal=visible(request, proposal_id), verdict=body.verdict, comments=body.comments, by=request.auth,
        version=body.version,
    )  # fmt: skip
    return answer(_plain(found))


@router.post("/{int:proposal_id}/withdraw", response=ProposalReviewOut, **writes("proposal.ask"))
def post_proposal_withdrawn(request: ApiRequest, proposal_id: PathKey) -> HttpResponse:
    """Take back that somebody was asked, as long as there is no verdict; twice is the same as once."""
    return answer(_plain(withdraw_proposal_review(proposal=visible(request, proposal_id), by=request.auth)))


def _plain(proposal: ProposalReview) -> dict[str, Any]:
    return field_values(proposal, ProposalReviewOut.model_fields)
