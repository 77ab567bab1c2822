"""What a member was told, and the bell that says how much of it is new."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from tenure.core.actions import mark_all_read, mark_read
from tenure.core.doors import door
from tenure.core.models import Notification
from tenure.core.notices import sentence
from tenure.core.queries import notifications_of
from tenure.web.components.board_notices import board_address
from tenure.web.forms.listing import asked
from tenure.web.members import member_of

PAGE = 50
# The page of what a notification is about, by noun; some take the thing's number.
PAGES = {
    "account": "account", "ranking": "portfolio", "importrun": "import", "jobrun": "imports",
    "planreview": "review-minutes", "proposalreview": "proposal", "handover": "handover",
}  # fmt: skip


@require_safe
@door("notification.see")
def notifications(request: HttpRequest) -> HttpResponse:
    """What the member was told, the latest first."""
    told, after = notifications_of(member_of(request)), asked(request.GET).after
    found = list((told.filter(pk__lt=after) if after else told)[: PAGE + 1])
    lines = [(each, sentence(each.kind, each.params)) for each in found[:PAGE]]
    following = found[PAGE - 1].pk if len(found) > PAGE else None
    return render(request, "notifications/page.html", {"lines": lines, "next_after": following})


@require_POST
@door("notification.see")
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one as read and go to what it is about."""
    member = member_of(request)
    notification = get_object_or_404(notifications_of(member), pk=pk)
    return redirect(address(mark_read(notification=notification, by=member)))


@require_POST
@door("notification.see")
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    mark_all_read(by=member_of(request))
    return redirect("notifications")


def address(notification: Notification) -> str:
    """The page of what the notification is about; the list where there is no page of it."""
    if notification.noun == "decision":
        return board_address(int(notification.params["account_id"]), notification.thing_id)
    if notification.kind == "board_overbooked":
        return reverse("hours")
    if notification.noun == "plan":
        page = "review" if notification.kind == "review_due" else "plan"
        return reverse(page, args=[int(notification.params["account_id"])])
    name = PAGES.get(notification.noun, "notifications")
    for arguments in ([notification.thing_id], []):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return reverse("notifications")
