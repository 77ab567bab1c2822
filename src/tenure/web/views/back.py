"""Going back to where something was done from."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from tenure.accounts.models import Account
from tenure.web.answers import htmx_of, wants_part


def back_to(request: HttpRequest, account: Account, part: str = "") -> HttpResponse:
    """To a part of the account's page. What was done shows in several places of it, so it is read anew as a whole."""
    address = reverse("account", args=[account.pk]) + (f"?{urlencode({'part': part})}" if part else "")
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def opened_on(request: HttpRequest) -> str:
    """The page on which a form was opened, for the form to carry along; empty where nobody says, or it is not ours.

    A form in the drawer stands on the page below it; one that is a page of its own may be told by its address.
    """
    asked = request.POST.get("next") or request.GET.get("next", "")
    if not asked and request.method == "GET" and wants_part(request):
        asked = htmx_of(request).current_url_abs_path or ""
    safe = asked.startswith("/") and url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return asked if safe else ""


def back_from_form(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page on which the form was opened, read anew; to another address where that is not known."""
    address = opened_on(request) or otherwise
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
