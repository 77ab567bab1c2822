"""Coming in by a one-time link, and leaving."""

from django.contrib.auth import login, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from tenure.core.doors import OWN, PUBLIC, door
from tenure.people.actions import redeem_sign_in_link

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "HEAD", "POST"])
@door(PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show a button for the link; pressing it signs in. Mail scanners follow links, but press no buttons."""
    if request.method == "POST":
        return _redeem(request)
    key = request.GET.get("key", "")
    if request.user.is_authenticated and not key:
        return redirect("portfolio")
    return render(request, "people/sign_in.html", {"key": key})


def _redeem(request: HttpRequest) -> HttpResponse:
    try:
        member = redeem_sign_in_link(secret=request.POST.get("key", ""))
    except PermissionDenied:
        return render(request, "people/sign_in.html", {"refused": True}, status=403)
    login(request, member, backend=BACKEND)
    return redirect("portfolio")


@require_POST
@door(OWN)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")
