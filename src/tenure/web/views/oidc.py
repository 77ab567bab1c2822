"""Signing in by the company's own OpenID Connect service, of which the environment says where it is."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

COMPANY = "company"


class CompanyService(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The service, told to answer to the configured address and never to a request's Host."""

    def get_callback_url(self, request: HttpRequest, app: object) -> str:  # noqa: ARG002
        """Where the service sends people back to."""
        return settings.TENURE_URL + reverse("openid_connect_callback")


@login_not_required
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody to the company's sign-in."""
    answer: HttpResponse = OAuth2LoginView.adapter_view(_service(request))(request)
    return answer


@login_not_required
@require_safe
def callback(request: HttpRequest) -> HttpResponse:
    """Take somebody back from the company's sign-in."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(_service(request))(request)
    return answer


def _service(request: HttpRequest) -> CompanyService:
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    return CompanyService(request, COMPANY)
