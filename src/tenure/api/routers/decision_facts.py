"""What is said about a buying decision: who stands where, who is for us, who sways whom, and what is in fog."""

from typing import Any

from django.http import HttpResponse
from ninja import Router

from tenure.accounts.models import Contact
from tenure.api.answers import answer
from tenure.api.auth import ApiRequest
from tenure.api.body import given, refer
from tenure.api.doors import reads, writes
from tenure.api.filters import days, key
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.decisions import (
    EndIn,
    FogIn,
    FogOut,
    FogPage,
    InfluenceIn,
    InfluenceOut,
    InfluencePage,
    RoleIn,
    RoleOut,
    RolePage,
    StanceIn,
    StanceOut,
    StancePage,
)
from tenure.api.schemas.fields import In, PathKey
from tenure.core.audit import field_values
from tenure.relationships.actions.decision_role import end_role, set_role
from tenure.relationships.actions.fog_square import lift_fog, mark_fog
from tenure.relationships.actions.influence import end_influence, set_influence
from tenure.relationships.actions.stance import give_stance
from tenure.relationships.models import Decision, DecisionRole, FogSquare, Influence, Stance

router = Router(tags=["decisions"])
BY_ID = {"id": Order("id")}
DATED = {**days("valid_from"), **days("valid_to")}
ROLES = Listing(
    shown=shown(DecisionRole.objects, RoleOut),
    filters={**key("decision"), **key("contact"), **DATED},
    orders=BY_ID,
    default="id",
)
STANCES = Listing(
    shown=shown(Stance.objects, StanceOut),
    filters={**key("decision"), **key("contact"), **days("held_on")},
    orders=BY_ID,
    default="id",
)
INFLUENCES = Listing(
    shown=shown(Influence.objects, InfluenceOut),
    filters={**key("decision"), **key("source"), **key("target"), **DATED},
    orders=BY_ID,
    default="id",
)
FOG = Listing(
    shown=shown(FogSquare.objects, FogOut),
    filters={**key("decision"), **DATED},
    orders=BY_ID,
    default="id",
)


@router.get("/decision-roles", response=RolePage, **reads("account.see", ROLES))
def list_decision_roles(request: ApiRequest) -> HttpResponse:
    """Who stands where, and who stood where; power, reach and piece are null for who may not see them."""
    return list_page(request, ROLES, ROLES.rows.visible_to(request.auth))


@router.post("/decision-roles", response={201: RoleOut}, **writes("decision.change", once=True))
@once
def post_decision_role(request: ApiRequest, body: RoleIn) -> HttpResponse:
    """Say where a contact stands from a day on; what was said of them until then ends."""
    role = set_role(by=request.auth, **_referred(request, body, "contact"))
    return answer(field_values(role, RoleOut.model_fields), 201)


@router.post("/decision-roles/{int:role_id}/end", response=RoleOut, **writes("decision.change"))
def post_decision_role_end(request: ApiRequest, role_id: PathKey, body: EndIn) -> HttpResponse:
    """Take somebody off the board; twice is the same as once."""
    role = DecisionRole.objects.visible_to(request.auth).select_related("decision__account").get(pk=role_id)
    return answer(field_values(end_role(role=role, by=request.auth, on=body.on), RoleOut.model_fields))


@router.get("/stances", response=StancePage, **reads("judgement.see", STANCES))
def list_stances(request: ApiRequest) -> HttpResponse:
    """What people think of us, and thought before."""
    return list_page(request, STANCES, STANCES.rows.visible_to(request.auth))


@router.post("/stances", response={201: StanceOut}, **writes("stance.give", once=True))
@once
def post_stance(request: ApiRequest, body: StanceIn) -> HttpResponse:
    """Say what a contact thinks of us, and what shows it. Earlier stances stay on record."""
    stance = give_stance(by=request.auth, **_referred(request, body, "contact"))
    return answer(field_values(stance, StanceOut.model_fields), 201)


@router.get("/influences", response=InfluencePage, **reads("judgement.see", INFLUENCES))
def list_influences(request: ApiRequest) -> HttpResponse:
    """Who sways whom, and swayed whom."""
    return list_page(request, INFLUENCES, INFLUENCES.rows.visible_to(request.auth))


@router.post("/influences", response={201: InfluenceOut}, **writes("decision.change", once=True))
@once
def post_influence(request: ApiRequest, body: InfluenceIn) -> HttpResponse:
    """Say what runs from one contact to another from a day on."""
    influence = set_influence(by=request.auth, **_referred(request, body, "source", "target"))
    return answer(field_values(influence, InfluenceOut.model_fields), 201)


@router.post("/influences/{int:influence_id}/end", response=InfluenceOut, **writes("decision.change"))
def post_influence_end(request: ApiRequest, influence_id: PathKey, body: EndIn) -> HttpResponse:
    """Note that one sways the other no more; twice is the same as once."""
    found = Influence.objects.visible_to(request.auth).select_related("decision__account").get(pk=influence_id)
    return answer(field_values(end_influence(influence=found, by=request.auth, on=body.on), InfluenceOut.model_fields))


@router.get("/fog-squares", response=FogPage, **reads("account.see", FOG))
def list_fog_squares(request: ApiRequest) -> HttpResponse:
    """Where somebody sits whom nobody of ours knows, or knew."""
    return list_page(request, FOG, FOG.rows.visible_to(request.auth))


@router.post("/fog-squares", response={201: FogOut}, **writes("decision.change", once=True))
@once
def post_fog_square(request: ApiRequest, body: FogIn) -> HttpResponse:
    """Mark a square on which somebody sits whom nobody of ours knows."""
    square = mark_fog(by=request.auth, **_referred(request, body))
    return answer(field_values(square, FogOut.model_fields), 201)


@router.post("/fog-squares/{int:square_id}/end", response=FogOut, **writes("decision.change"))
def post_fog_square_end(request: ApiRequest, square_id: PathKey, body: EndIn) -> HttpResponse:
    """Note that it is known who sits there; twice is the same as once."""
    square = FogSquare.objects.visible_to(request.auth).select_related("decision__account").get(pk=square_id)
    return answer(field_values(lift_fog(square=square, by=request.auth, on=body.on), FogOut.model_fields))


def _referred(request: ApiRequest, body: In, *contacts: str) -> dict[str, Any]:
    """The fields that were sent, with the decision and the contacts in place of their numbers."""
    fields = given(body)
    refer(fields, "decision", Decision.objects.visible_to(request.auth).select_related("account"))
    for name in contacts:
        refer(fields, name, Contact.objects.visible_to(request.auth))
    return fields
