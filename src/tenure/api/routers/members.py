"""Members: colleagues see each other, administrators make and change them; tokens are everybody's own."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.body import changes_and_version
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, text
from tenure.api.idempotency import once
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.members import (
    MemberIn,
    MemberOut,
    MemberPage,
    MemberPatch,
    TokenIn,
    TokenMade,
    TokenOut,
    TokenPage,
)
from tenure.core.audit import field_values
from tenure.core.policy import Role
from tenure.people.actions import change_member, create_member, issue_token, revoke_token
from tenure.people.models import ApiToken, Member

router = Router(tags=["members"])

LISTING = Listing(
    shown=shown(Member.objects, MemberOut),
    filters={"role": asks("role", Role), "is_active": asks("is_active", bool), **text("email"), **text("name")},
    orders={"name": Order("name"), "id": Order("id")},
    default="name",
)
TOKENS = Listing(shown=shown(ApiToken.objects, TokenOut), filters={}, orders={"id": Order("id")}, default="-id")


@router.get("/members", response=MemberPage, **reads("member.see", LISTING))
def list_members(request: ApiRequest) -> HttpResponse:
    """Your colleagues; leaders also see who has left."""
    return list_page(request, LISTING, LISTING.rows.visible_to(request.auth))


@router.get("/members/me", response=MemberOut, **reads("member.see"))
def get_me(request: ApiRequest) -> HttpResponse:
    """Yourself."""
    return answer(LISTING.shown.one(LISTING.rows.filter(pk=request.auth.pk)))


@router.post("/members", response={201: MemberOut}, **writes("member.manage", once=True))
@once
def post_member(request: ApiRequest, body: MemberIn) -> HttpResponse:
    """Add a member without a password; they sign in by a link first."""
    member = create_member(by=request.auth, **body.model_dump())
    return answer(field_values(member, MemberOut.model_fields), 201)


@router.get("/members/{int:member_id}", response=MemberOut, **reads("member.see"))
def get_member(request: ApiRequest, member_id: PathKey) -> HttpResponse:
    """One colleague."""
    member = Member.objects.visible_to(request.auth).get(pk=member_id)
    return answer(field_values(member, MemberOut.model_fields))


@router.patch("/members/{int:member_id}", response=MemberOut, **writes("member.manage"))
def patch_member(request: ApiRequest, member_id: PathKey, body: MemberPatch) -> HttpResponse:
    """Change yourself, or as administrator anybody. Who is disabled is signed out and their tokens end."""
    member = Member.objects.visible_to(request.auth).get(pk=member_id)
    changes, version = changes_and_version(body)
    change_member(member=member, changes=changes, by=request.auth, version=version)
    return answer(field_values(member, MemberOut.model_fields))


@router.get("/tokens", response=TokenPage, **reads("token.issue", TOKENS))
def list_tokens(request: ApiRequest) -> HttpResponse:
    """Your own tokens."""
    return list_page(request, TOKENS, TOKENS.rows.filter(member=request.auth))


@router.post("/tokens", response={201: TokenMade}, **writes("token.issue"))
def post_token(request: ApiRequest, body: TokenIn) -> HttpResponse:
    """Make a token of your own, signed in by the browser; a token cannot make another. Its secret is shown once."""
    if getattr(request, "by_token", False):
        raise PermissionDenied("A token cannot make another token; sign in, or use `tenure token` on the server.")
    lifetime = timedelta(days=body.days) if body.days else None
    token, secret = issue_token(name=body.name, may_write=body.may_write, lifetime=lifetime, by=request.auth)
    return answer({**field_values(token, TokenOut.model_fields), "secret": secret}, 201)


@router.delete("/tokens/{int:token_id}", response={204: None}, **writes("token.issue"))
def delete_token(request: ApiRequest, token_id: PathKey) -> HttpResponse:
    """End one of your own tokens."""
    revoke_token(token=ApiToken.objects.get(pk=token_id, member=request.auth), by=request.auth)
    return nothing()
