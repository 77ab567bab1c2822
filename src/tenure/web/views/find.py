"""Finding anything: a page of its own, and the lines of the palette."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_POST, require_safe

from tenure.accounts.actions.seen import note_seen
from tenure.accounts.models import Account
from tenure.core.doors import door
from tenure.web.answers import answer, wants_part
from tenure.web.members import member_of
from tenure.web.palette import groups

LONGEST = 100
IN_PALETTE, ON_PAGE = 8, 50


@require_safe
@door("account.see")
def find(request: HttpRequest) -> HttpResponse:
    """What a text could mean; for the palette the lines alone."""
    text = request.GET.get("q", "").replace("\0", "")[:LONGEST]
    found = groups(request, text, limit=IN_PALETTE if wants_part(request) else ON_PAGE)
    return answer(request, "find/page.html", {"text": text, "groups": found}, part="find/lines.html")


@require_POST
@door("account.see")
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that an account was opened; the page says so once it is there."""
    member = member_of(request)
    note_seen(account=get_object_or_404(Account.objects.visible_to(member), pk=pk), by=member)
    return HttpResponse(status=204)
