"""How the sign-in library asks us: who may come in, where they go then, and what our addresses are."""

import base64
import hashlib
from typing import Any
from urllib.parse import urlsplit

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from tenure.core.policy import Role
from tenure.people.actions import create_member, set_password
from tenure.people.models import Member
from tenure.people.queries import sign_in_methods

log = structlog.get_logger("tenure.sign_in")

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class MemberAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in and passwords."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody signs up: members come by invitation."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who could not come back without a new link is asked first how they want to sign in."""
        methods = sign_in_methods(request.user) if isinstance(request.user, Member) else None
        return reverse("secure") if methods and not methods.any else reverse(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Back to where it is said how one signs in."""
        return reverse("mfa_index")

    def get_reauthentication_methods(self, user: Member) -> list[dict[str, Any]]:
        """How a member proves again who they are, the surest first: recovery codes may never have been seen."""
        order = ["mfa_reauthenticate:webauthn", "reauthenticate", "mfa_reauthenticate"]
        return sorted(super().get_reauthentication_methods(user), key=lambda method: order.index(method["id"]))

    def set_password(self, user: Member, password: str) -> None:
        """The password is changed by our action, which ends what the old one let in."""
        set_password(member=user, password=password, keep_session=self.request.session.session_key or "")

    def respond_user_inactive(self, request: HttpRequest, user: Member) -> HttpResponse:  # noqa: ARG002
        """A disabled member stays outside."""
        return render(request, "people/no_entry.html", status=403)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ARG002
        """Guesses show in the log, without the address that was tried."""
        log.warning("sign-in failed", client=self.get_client_ip(request))

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what went wrong is worth a message; what went well shows on the page one comes to."""
        if level >= messages.WARNING:
            super().add_message(request, level, *args, **kwargs)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Apps, recovery codes and passkeys."""

    def encrypt(self, text: str) -> str:
        """Who reads the database alone cannot make codes: what they are made from is encrypted by the secret key."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """What was encrypted."""
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> str:
        """The picture to scan, without the XML declaration that has no place inside a page."""
        svg: str = super().build_totp_svg(url)
        return svg[svg.index("<svg") :]

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """For whom passkeys are made: the host of the configured address, never that of a request."""
        return {"id": passkey_host(), "name": "Tenure"}


def passkey_host() -> str:
    """The host that passkeys belong to. They know no addresses in numbers, so this machine is localhost to them."""
    host = urlsplit(settings.TENURE_URL).hostname or ""
    return "localhost" if host in LOOPBACK else host


def passkey_address(request: HttpRequest) -> str:
    """Where to go to use a passkey; empty when the request came to a place where browsers allow it."""
    host = request.get_host()
    if request.is_secure() or urlsplit(f"//{host}").hostname == "localhost":
        return ""
    if urlsplit(f"//{host}").hostname in LOOPBACK:
        return f"http://localhost:{request.get_port()}"
    return settings.TENURE_URL if settings.SECURE else ""


def _cipher() -> Fernet:
    key = hashlib.sha256(b"tenure second factor" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class CompanyService(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The company's OpenID Connect service, told to answer to the configured address and never to a request's Host."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:  # noqa: ARG002
        """Where the service sends people back to."""
        return f"{settings.TENURE_URL}{reverse('openid_connect_callback')}"


class CompanySignInAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes in by the company's own sign-in."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Any:
        """The service, spoken to in our way."""
        found = super().get_provider(request, provider, client_id)
        found.oauth2_adapter_class = CompanyService
        return found

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Recognise the member by the address, if the company's sign-in says that it was verified.

        Later sign-ins go by the identity's own number. Only signing in is offered; linking an identity to whoever
        happens to be signed in would leave a way in that nobody sees.
        """
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(redirect("sign-in"))
        if sociallogin.is_existing:
            return
        member = _member_of(sociallogin)
        if member is None:
            raise ImmediateHttpResponse(render(request, "people/company_refused.html", status=403))
        sociallogin.connect(request, member)

    def on_authentication_error(self, request: HttpRequest, provider: object, **kwargs: Any) -> None:  # noqa: ARG002
        """Whatever went wrong on the way, the answer is one and tells nothing of the inside."""
        raise ImmediateHttpResponse(render(request, "people/company_refused.html", status=403))


def _member_of(sociallogin: SocialLogin) -> Member | None:
    # `is True`: some services send "false" as text.
    verified = [each.email.lower() for each in sociallogin.email_addresses if each.verified is True]
    if not verified:
        return None
    known: Member | None = Member.objects.filter(email=verified[0]).first()
    if known or not settings.TENURE_OIDC_NEW_MEMBERS:
        return known
    name = str(sociallogin.account.extra_data.get("userinfo", {}).get("name") or verified[0])
    return create_member(email=verified[0], name=name[:200], role=Role(settings.TENURE_OIDC_NEW_MEMBERS), by=None)
