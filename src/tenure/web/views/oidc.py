"""Signing in by the company's own OpenID Connect service, of which the environment says where it is."""

from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from tenure.core.doors import PUBLIC, door
from tenure.web.adapters import CompanyService

COMPANY = "company"


@require_POST
@door(PUBLIC)
def start(request: HttpRequest) -> HttpResponse:
    """Send somebody to the company's sign-in."""
    answer: HttpResponse = OAuth2LoginView.adapter_view(_service(request))(request)
    return answer


@require_safe
@door(PUBLIC)
def callback(request: HttpRequest) -> HttpResponse:
    """Take somebody back from the company's sign-in."""
    answer: HttpResponse = OAuth2CallbackView.adapter_view(_service(request))(request)
    return answer


def _service(request: HttpRequest) -> CompanyService:
    if not settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        raise Http404
    return CompanyService(request, COMPANY)
