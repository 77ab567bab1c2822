"""Invitations, the links that let members in, and the sessions in which they are."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from ninja import Router

from tenure.api.answers import answer, nothing
from tenure.api.auth import ApiRequest
from tenure.api.doors import reads, writes
from tenure.api.filters import asks, text
from tenure.api.listing import Listing, Order, list_page
from tenure.api.rows import shown
from tenure.api.schemas.fields import PathKey
from tenure.api.schemas.invitations import (
    InvitationIn,
    InvitationMade,
    InvitationOut,
    InvitationPage,
    SessionOut,
    SessionPage,
    SignInLinkMade,
)
from tenure.core.audit import field_values
from tenure.core.policy import Role, require
from tenure.people.actions import (
    end_other_sessions,
    end_session,
    invite_member,
    issue_sign_in_link,
    remove_second_factors,
    resend_invitation,
    revoke_invitation,
)
from tenure.people.models import Invitation, Member, MemberSession
from tenure.people.queries import invitation_url, sessions_of, sign_in_url

router = Router(tags=["members"])

INVITATIONS = Listing(
    shown=shown(Invitation.objects, InvitationOut),
    filters={"role": asks("role", Role), **text("email")},
    orders={"id": Order("id")},
    default="-id",
)
SESSIONS = Listing(
    shown=shown(MemberSession.objects, SessionOut),
    filters={},
    orders={"id": Order("id"), "seen_at": Order("seen_at")},
    default="-seen_at",
)


@router.get("/invitations", response=InvitationPage, **reads("member.invite", INVITATIONS))
def list_invitations(request: ApiRequest) -> HttpResponse:
    """The invitations to roles that you may invite to, whatever became of them."""
    require(request.auth, "member.invite")
    return list_page(request, INVITATIONS, INVITATIONS.rows.visible_to(request.auth))


@router.post("/invitations", response={201: InvitationMade}, **writes("member.invite"))
def post_invitation(request: ApiRequest, body: InvitationIn) -> HttpResponse:
    """Invite somebody. The link is in the answer, this once, and goes out by mail where mail is configured."""
    invitation, secret = invite_member(email=body.email, role=body.role, by=request.auth)
    return answer(_made(invitation, secret), 201)


@router.post("/invitations/{int:invitation_id}/resend", response=InvitationMade, **writes("member.invite"))
def post_resend(request: ApiRequest, invitation_id: PathKey) -> HttpResponse:
    """Give an open invitation a new link and another week; the former link ends."""
    invitation = Invitation.objects.visible_to(request.auth).get(pk=invitation_id)
    secret = resend_invitation(invitation=invitation, by=request.auth)
    return answer(_made(invitation, secret))


@router.delete("/invitations/{int:invitation_id}", response={204: None}, **writes("member.invite"))
def delete_invitation(request: ApiRequest, invitation_id: PathKey) -> HttpResponse:
    """Take an open invitation back."""
    invitation = Invitation.objects.visible_to(request.auth).get(pk=invitation_id)
    revoke_invitation(invitation=invitation, by=request.auth)
    return nothing()


@router.post("/members/{int:member_id}/sign-in-link", response={201: SignInLinkMade}, **writes("member.manage"))
def post_sign_in_link(request: ApiRequest, member_id: PathKey) -> HttpResponse:
    """Make a link that signs a member in once, signed in by the browser: a token cannot turn itself into a session."""
    if getattr(request, "by_token", False):
        raise PermissionDenied("A token cannot make a sign-in link; sign in, or use `tenure member link`.")
    member = Member.objects.visible_to(request.auth).get(pk=member_id)
    return answer({"url": sign_in_url(issue_sign_in_link(member=member, by=request.auth))}, 201)


@router.delete("/members/{int:member_id}/second-factors", response={204: None}, **writes("member.manage"))
def delete_second_factors(request: ApiRequest, member_id: PathKey) -> HttpResponse:
    """Take the app, the recovery codes and the passkeys off a member who has lost them."""
    member = Member.objects.visible_to(request.auth).get(pk=member_id)
    remove_second_factors(member=member, by=request.auth)
    return nothing()


@router.get("/sessions", response=SessionPage, **reads("session.end", SESSIONS))
def list_sessions(request: ApiRequest) -> HttpResponse:
    """Where you are signed in."""
    live = sessions_of(request.auth).order_by().values("pk")
    return list_page(request, SESSIONS, SESSIONS.rows.filter(pk__in=live))


@router.delete("/sessions/{int:session_id}", response={204: None}, **writes("session.end"))
def delete_session(request: ApiRequest, session_id: PathKey) -> HttpResponse:
    """Sign one of your browsers out."""
    end_session(session=sessions_of(request.auth).get(pk=session_id), by=request.auth)
    return nothing()


@router.delete("/sessions", response={204: None}, **writes("session.end"))
def delete_sessions(request: ApiRequest) -> HttpResponse:
    """Sign out everywhere; the browser that asks stays signed in."""
    end_other_sessions(
        by=request.auth, keep="" if getattr(request, "by_token", False) else request.session.session_key or ""
    )
    return nothing()


def _made(invitation: Invitation, secret: str) -> dict[str, object]:
    return {**field_values(invitation, InvitationOut.model_fields), "url": invitation_url(secret)}
