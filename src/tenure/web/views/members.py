"""Our people: who is a member, as what, and who is invited."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.policy import invitable_roles, may
from tenure.people.actions import (
    change_member,
    invite_member,
    issue_sign_in_link,
    remove_second_factors,
    resend_invitation,
    revoke_invitation,
)
from tenure.people.choices import role_choices
from tenure.people.mail import sends_mail
from tenure.people.models import Invitation, Member
from tenure.people.queries import invitation_url, members_page, open_invitations, sign_in_url
from tenure.web.forms.listing import asked
from tenure.web.forms.people import InviteForm, MemberForm
from tenure.web.members import member_of


@require_safe
@door("member.see")
def members(request: HttpRequest) -> HttpResponse:
    """Every colleague; who may invite and manage finds the means beside them."""
    return _page(request)


@require_POST
@door("member.invite")
def invite(request: HttpRequest) -> HttpResponse:
    """Invite somebody, and show the link this once."""
    by = member_of(request)
    form = InviteForm(request.POST, by=by)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        invited, secret = invite_member(by=by, **form.cleaned_data)
    except ValidationError as error:
        for sentence in error_sentences(error):
            form.add_error(None, sentence)
        return _page(request, form=form, status=422)
    return _link(request, invitation_url(secret), invited.email, mailed=True)


@require_POST
@door("member.invite")
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an invitation a new link, and show it this once."""
    invited = _invitation(request, pk)
    try:
        secret = resend_invitation(invitation=invited, by=member_of(request))
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    return _link(request, invitation_url(secret), invited.email, mailed=True)


@require_POST
@door("member.invite")
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    try:
        revoke_invitation(invitation=_invitation(request, pk), by=member_of(request))
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    return redirect("members")


@require_POST
@door("member.manage")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a member another role, disable or enable them."""
    shown = _member(request, pk)
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _page(request, refusals=[str(each) for errors in form.errors.values() for each in errors], status=422)
    try:
        change_member(member=shown, changes=form.changes(), by=member_of(request), version=form.cleaned_data["version"])
    except ValidationError as error:
        return _page(request, refusals=error_sentences(error), status=422)
    except ConflictError as error:
        return _page(request, conflict={"member": shown, "asked": form.changes(), "current": error.current}, status=409)
    return redirect("members")


@require_POST
@door("member.manage")
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a link that signs a member in once, and show it this once."""
    shown = _member(request, pk)
    return _link(request, sign_in_url(issue_sign_in_link(member=shown, by=member_of(request))), shown.email)


@require_POST
@door("member.manage")
def factors(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the second factors off a member who has lost them."""
    remove_second_factors(member=_member(request, pk), by=member_of(request))
    return redirect("members")


def _member(request: HttpRequest, pk: int) -> Member:
    found: Member = get_object_or_404(Member.objects.visible_to(member_of(request)), pk=pk)
    return found


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    by = member_of(request)
    return get_object_or_404(Invitation.objects.visible_to(by), pk=pk)


def _page(request: HttpRequest, *, form: InviteForm | None = None, status: int = 200, **more: Any) -> HttpResponse:
    by, wanted = member_of(request), asked(request.GET)
    context = {
        "page": members_page(by, text=wanted.text, after=wanted.after),
        "wanted": wanted,
        "may_manage": may(by, "member.manage"),
        "roles": role_choices(),
        "form": (form or InviteForm(by=by)) if invitable_roles(by) else None,
        "invitations": open_invitations(by),
        **more,
    }
    return render(request, "people/members.html", context, status=status)


def _link(request: HttpRequest, url: str, email: str, *, mailed: bool = False) -> HttpResponse:
    context = {"url": url, "email": email, "mailed": mailed and sends_mail()}
    return render(request, "people/link_shown.html", context)
