"""Ties: how strong they are on a day, what is said of them by hand, and those of competitors."""

from dataclasses import asdict
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from ninja import Query, Router

from tenure.accounts.models import Account, Contact
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import days, key, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.routers.decisions import day_asked
from tenure.api.rows import shown
from tenure.api.schemas.decisions import EndIn
from tenure.api.schemas.fields import Day, In, PathKey
from tenure.api.schemas.ties import (
    CompetitorTieIn,
    CompetitorTieOut,
    CompetitorTiePage,
    TieOverrideIn,
    TieOverrideOut,
    TieOverridePage,
    TiesIn,
    TiesOut,
    TiesSet,
)
from tenure.core.audit import field_values
from tenure.people.models import Member
from tenure.relationships.actions.heat_map import set_strengths
from tenure.relationships.actions.tie import end_competitor_tie, end_override, override_tie, set_competitor_tie
from tenure.relationships.models import CompetitorTie, TieOverride
from tenure.relationships.queries import TieOn, ties_on

router = Router(tags=["ties"])
OVERRIDES = Listing(
    shown=shown(TieOverride.objects, TieOverrideOut),
    filters={**key("member"), **key("contact"), **days("valid_from"), **days("valid_to")},
    orders={"id": Order("id")},
    default="id",
)
COMPETITORS = Listing(
    shown=shown(CompetitorTie.objects, CompetitorTieOut),
    filters={**key("contact"), **text("competitor"), **days("valid_from"), **days("valid_to")},
    orders={"id": Order("id")},
    default="id",
)


@router.get("/accounts/{int:account_id}/ties", response=TiesOut, **reads("account.see"))
def list_ties(request: ApiRequest, account_id: PathKey, on: Annotated[Day | None, Query()] = None) -> HttpResponse:
    """Who of ours knows whom at an account on a day, and how well, from interactions and from what is said by hand."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    day = day_asked(on)
    ties = ties_on(account.pk, day)
    return answer({"day": day, "items": [_told(ties[pair]) for pair in sorted(ties)]})


@router.post("/accounts/{int:account_id}/ties", response={201: TiesSet}, **writes("tie.change", once=True))
@once
def post_ties(request: ApiRequest, account_id: PathKey, body: TiesIn) -> HttpResponse:
    """Say of many ties of an account at once how strong they are from today on: all of them, or none."""
    account = Account.objects.visible_to(request.auth).get(pk=account_id)
    said = set_strengths(
        account=account, pairs=_pairs(request, body), strength=body.strength, reason=body.reason, by=request.auth
    )
    return answer({"items": [field_values(row, TieOverrideOut.model_fields) for row in said]}, 201)


@router.get("/tie-overrides", response=TieOverridePage, **reads("account.see", OVERRIDES))
def list_tie_overrides(request: ApiRequest) -> HttpResponse:
    """What is, and was, said of ties by hand."""
    return list_page(request, OVERRIDES, OVERRIDES.rows.visible_to(request.auth))


@router.post("/tie-overrides", response={201: TieOverrideOut}, **writes("tie.change", once=True))
@once
def post_tie_override(request: ApiRequest, body: TieOverrideIn) -> HttpResponse:
    """Say by hand how strong or deep a tie of ours is from a day on, and why."""
    fields = _referred(request, body)
    refer(fields, "member", Member.objects.visible_to(request.auth))
    return answer(field_values(override_tie(by=request.auth, **fields), TieOverrideOut.model_fields), 201)


@router.post("/tie-overrides/{int:tie_id}/end", response=TieOverrideOut, **writes("tie.change"))
def post_tie_override_end(request: ApiRequest, tie_id: PathKey, body: EndIn) -> HttpResponse:
    """Let interactions tell again; twice is the same as once."""
    tie = TieOverride.objects.visible_to(request.auth).select_related("contact__account").get(pk=tie_id)
    return answer(field_values(end_override(tie=tie, by=request.auth, on=body.on), TieOverrideOut.model_fields))


@router.get("/competitor-ties", response=CompetitorTiePage, **reads("judgement.see", COMPETITORS))
def list_competitor_ties(request: ApiRequest) -> HttpResponse:
    """Whom competitors know, and knew."""
    return list_page(request, COMPETITORS, COMPETITORS.rows.visible_to(request.auth))


@router.post("/competitor-ties", response={201: CompetitorTieOut}, **writes("tie.change", once=True))
@once
def post_competitor_tie(request: ApiRequest, body: CompetitorTieIn) -> HttpResponse:
    """Say how well a competitor knows a contact from a day on."""
    fields = _referred(request, body)
    refer(fields, "competitor_account", Account.objects.visible_to(request.auth))
    return answer(field_values(set_competitor_tie(by=request.auth, **fields), CompetitorTieOut.model_fields), 201)


@router.post("/competitor-ties/{int:tie_id}/end", response=CompetitorTieOut, **writes("tie.change"))
def post_competitor_tie_end(request: ApiRequest, tie_id: PathKey, body: EndIn) -> HttpResponse:
    """Note that a competitor has lost somebody; twice is the same as once."""
    tie = CompetitorTie.objects.visible_to(request.auth).select_related("contact__account").get(pk=tie_id)
    return answer(field_values(end_competitor_tie(tie=tie, by=request.auth, on=body.on), CompetitorTieOut.model_fields))


def _referred(request: ApiRequest, body: In) -> dict[str, Any]:
    fields = given(body)
    refer(fields, "contact", Contact.objects.visible_to(request.auth).select_related("account"))
    return fields


def _pairs(request: ApiRequest, body: TiesIn) -> list[tuple[Member, Contact]]:
    """Both of each tie; ValidationError for somebody whom there is not or whom the member may not see."""
    members = Member.objects.visible_to(request.auth).in_bulk([pair.member for pair in body.pairs])
    contacts = Contact.objects.visible_to(request.auth).in_bulk([pair.contact for pair in body.pairs])
    for pair in body.pairs:
        for number, found in ((pair.member, members), (pair.contact, contacts)):
            if number not in found:
                raise ValidationError({"pairs": f"There is no record {number}, or you may not see it."})
    return [(members[pair.member], contacts[pair.contact]) for pair in body.pairs]


def _told(tie: TieOn) -> dict[str, Any]:
    by_hand = tie.by_hand.pk if tie.by_hand else None
    plain = {"member": tie.member, "contact": tie.contact, "strength": tie.strength}
    return {**plain, **asdict(tie.evidence), "override": by_hand}
