"""A member's calendar: the secret address of its feed, and the feed itself."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tenure.core.doors import PUBLIC, door
from tenure.integrations.calendar.ics import calendar_text
from tenure.integrations.calendar.queries import events_of
from tenure.people.actions import issue_calendar_feed, revoke_calendar_feed
from tenure.people.queries import calendar_url, feed_of, live_feed
from tenure.web.members import member_of
from tenure.web.toasts import toast


@require_safe
@door(PUBLIC)
def feed(_request: HttpRequest, secret: str) -> HttpResponse:
    """What the member owes whose secret this is, for calendar programs; they sign in by the address alone."""
    found = live_feed(secret)
    if found is None:
        raise Http404
    with override(found.member.language or None):
        name = _("Promises of %(name)s") % {"name": found.member.name}
    text = calendar_text(name, events_of(found.member, timezone.localdate()))
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


@require_http_methods(["GET", "HEAD", "POST"])
@door("feed.issue")
def settings(request: HttpRequest) -> HttpResponse:
    """Whether one has a feed; a new one's address is shown this once."""
    member, address = member_of(request), ""
    if request.method == "POST":
        _feed, secret = issue_calendar_feed(by=member)
        address = calendar_url(secret)
    return render(request, "people/calendar.html", {"feed": feed_of(member), "address": address})


@require_POST
@door("feed.issue")
def revoke(request: HttpRequest) -> HttpResponse:
    """End the feed."""
    revoke_calendar_feed(by=member_of(request))
    toast(request, _("The address no longer answers."))
    return redirect("calendar-feed")
