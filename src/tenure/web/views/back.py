"""Going back to where something was done from."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tenure.accounts.models import Account
from tenure.web.answers import wants_part


def back_to(request: HttpRequest, account: Account, part: str = "") -> HttpResponse:
    """To a part of the account's page. What was done shows in several places of it, so it is read anew as a whole."""
    address = reverse("account", args=[account.pk]) + (f"?{urlencode({'part': part})}" if part else "")
    if wants_part(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
