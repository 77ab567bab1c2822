"""A member's own settings: who they are, how they sign in, where they are signed in, their tokens."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.core.doors import OWN, door
from tenure.core.errors import ConflictError, error_sentences
from tenure.people.actions import (
    change_member,
    end_other_sessions,
    end_session,
    issue_token,
    revoke_token,
)
from tenure.people.models import Member
from tenure.people.queries import live_tokens_of, sessions_of, sign_in_methods
from tenure.web.adapters import passkey_address
from tenure.web.forms.people import ProfileForm, TokenForm
from tenure.web.members import member_of


@require_http_methods(["GET", "HEAD", "POST"])
@door(OWN)
def profile(request: HttpRequest) -> HttpResponse:
    """One's name, position and language."""
    # The record itself: what the request carries only stands for it.
    member = Member.objects.get(pk=member_of(request).pk)
    if request.method != "POST":
        fields = ("version", "name", "title", "language")
        form = ProfileForm(initial={name: getattr(member, name) for name in fields})
        return render(request, "people/profile.html", {"form": form})
    form = ProfileForm(request.POST)
    if not form.is_valid():
        return render(request, "people/profile.html", {"form": form}, status=422)
    changes = dict(form.cleaned_data)
    version = changes.pop("version")
    try:
        change_member(member=member, changes=changes, by=member, version=version)
    except ValidationError as error:
        for sentence in error_sentences(error):
            form.add_error(None, sentence)
        return render(request, "people/profile.html", {"form": form}, status=422)
    except ConflictError as error:
        conflict = [(form[name].label, changes[name], current) for name, current in error.current.items()]
        context = {"form": form, "conflict": conflict, "version": error.version}
        return render(request, "people/profile.html", context, status=409)
    return redirect("settings")


@require_safe
@door(OWN)
def secure(request: HttpRequest) -> HttpResponse:
    """Ask who came by a link how they want to sign in from now on."""
    context = {"methods": sign_in_methods(member_of(request)), "passkey_address": passkey_address(request)}
    return render(request, "people/secure.html", context)


@require_safe
@door(OWN)
def sign_in_settings(request: HttpRequest) -> HttpResponse:
    """How one signs in: password, app and recovery codes, passkeys."""
    context = {"methods": sign_in_methods(member_of(request)), "passkey_address": passkey_address(request)}
    return render(request, "people/sign_in_settings.html", context)


@require_safe
@door("session.end")
def sessions(request: HttpRequest) -> HttpResponse:
    """Where one is signed in."""
    context = {"sessions": sessions_of(member_of(request)), "here": request.session.session_key}
    return render(request, "people/sessions.html", context)


@require_POST
@door("session.end")
def end_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign one's browser out from afar."""
    member = member_of(request)
    end_session(session=get_object_or_404(sessions_of(member), pk=pk), by=member)
    return redirect("sessions")


@require_POST
@door("session.end")
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    end_other_sessions(by=member_of(request), keep=request.session.session_key or "")
    return redirect("sessions")


@require_http_methods(["GET", "HEAD", "POST"])
@door("token.issue")
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one's secret is shown this once."""
    member = member_of(request)
    form = TokenForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        _, secret = issue_token(
            name=form.cleaned_data["name"],
            may_write=form.cleaned_data["may_write"],
            lifetime=timedelta(days=days) if days else None,
            by=member,
        )
        form = TokenForm()
    context = {"tokens": live_tokens_of(member), "form": form, "secret": secret}
    return render(request, "people/tokens.html", context, status=422 if form.errors else 200)


@require_POST
@door("token.issue")
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Revoke one of one's own tokens."""
    member = member_of(request)
    revoke_token(token=get_object_or_404(live_tokens_of(member), pk=pk), by=member)
    return redirect("tokens")
