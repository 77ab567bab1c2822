"""Coming in, by whichever way, and leaving."""

from urllib.parse import urlsplit

from allauth.account.utils import perform_login
from allauth.account.views import LoginView
from allauth.core import ratelimit
from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tenure.core.doors import OWN, PUBLIC, door
from tenure.core.errors import error_sentences
from tenure.people.actions import accept_invitation, ask_for_password_link, redeem_sign_in_link, reset_password
from tenure.people.mail import sends_mail
from tenure.people.models import Member
from tenure.people.queries import live_invitation, live_password_link
from tenure.web.adapters import passkey_address
from tenure.web.forms.people import AcceptForm, ForgottenForm, NewPasswordForm
from tenure.web.middleware import CONTENT_SECURITY_POLICY


class PasswordSignIn(LoginView):  # type: ignore[misc]
    """The page with every way in that this installation has."""

    template_name = "people/sign_in.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        """The form, and which other ways to offer."""
        context: dict[str, object] = super().get_context_data(**kwargs)
        apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
        context["company"] = apps[0]["name"] if apps else ""
        context["passkey_address"] = passkey_address(self.request)
        return context

    def get_authenticated_redirect_url(self) -> str:
        """Who is in already goes on."""
        url: str = self.get_success_url() or "/"
        return url


_sign_in_by_password = PasswordSignIn.as_view()


@require_http_methods(["GET", "HEAD", "POST"])
@door(PUBLIC)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Every way in. A link shows a button, and pressing it signs in: mail scanners follow links, but press none."""
    if request.method == "POST" and "key" in request.POST:
        return _redeem(request)
    if request.GET.get("key"):
        return render(request, "people/sign_in_link.html", {"key": request.GET["key"]})
    return _allow_company(_sign_in_by_password(request))


def _redeem(request: HttpRequest) -> HttpResponse:
    try:
        member = redeem_sign_in_link(secret=request.POST["key"])
    except PermissionDenied:
        return render(request, "people/link_refused.html", status=403)
    return come_in(request, member)


def come_in(request: HttpRequest, member: Member) -> HttpResponse:
    """Sign a member in who has shown a link; whoever has a second factor is asked for it now."""
    logout(request)
    response: HttpResponse = perform_login(request, member)
    return response


def _allow_company(response: HttpResponse) -> HttpResponse:
    """Let the page's button lead to the company's sign-in: browsers hold a form's redirects against the policy too."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    if apps:
        parts = urlsplit(apps[0]["settings"]["server_url"])
        allowed = f"form-action 'self' {parts.scheme}://{parts.netloc}"
        response["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace("form-action 'self'", allowed)
    return response


@require_POST
@door(OWN)
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@require_http_methods(["GET", "HEAD", "POST"])
@door(PUBLIC)
def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a link to set a new password; members and strangers are answered alike."""
    form = ForgottenForm(request.POST or None)
    context = {"form": form, "sends_mail": sends_mail()}
    if request.method != "POST" or not sends_mail() or not form.is_valid():
        return render(request, "people/forgotten.html", context, status=422 if form.errors else 200)
    email = form.cleaned_data["email"].lower()
    if not ratelimit.consume(request, action="reset_password", key=email):
        return too_many(request)
    ask_for_password_link(email=email)
    return render(request, "people/forgotten.html", {"asked": email})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@door(PUBLIC)
def new_password(request: HttpRequest) -> HttpResponse:
    """Set a password by the link that came by mail."""
    key = _key(request)
    if live_password_link(key) is None:
        return render(request, "people/link_refused.html", status=403)
    form = NewPasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reset_password(secret=key, password=form.cleaned_data["password"])
        except PermissionDenied:
            return render(request, "people/link_refused.html", status=403)
        except ValidationError as error:
            form.add_error("password", error)
        else:
            return redirect("sign-in")
    return render(request, "people/new_password.html", {"form": form, "key": key}, status=422 if form.errors else 200)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@door(PUBLIC)
def invitation(request: HttpRequest) -> HttpResponse:
    """Take an invitation up: choose a name and a password, or go on to make a passkey."""
    key = _key(request)
    invited = live_invitation(key)
    if invited is None:
        return render(request, "people/link_refused.html", status=403)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            member = accept_invitation(secret=key, **form.cleaned_data)
        except PermissionDenied:
            return render(request, "people/link_refused.html", status=403)
        except ValidationError as error:
            for sentence in error_sentences(error):
                form.add_error(None, sentence)
        else:
            return come_in(request, member)
    context = {"form": form, "key": key, "invitation": invited}
    return render(request, "people/invitation.html", context, status=422 if form.errors else 200)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """What who tries too often is answered."""
    return render(request, "429.html", status=429)


def _key(request: HttpRequest) -> str:
    return str((request.POST if request.method == "POST" else request.GET).get("key", ""))
