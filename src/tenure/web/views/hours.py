"""The hours of ties: what a member's lines take a month, which to keep warm and which to let sleep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tenure.analytics.board.budget import HOURS_EACH
from tenure.core.doors import door
from tenure.core.policy import LEADERS
from tenure.insight.queries.hours import hours_of
from tenure.people.models import Member
from tenure.web.members import member_of


@require_safe
@door("judgement.see")
def hours(request: HttpRequest) -> HttpResponse:
    """One's own hours; leaders may ask for those of another member, who to everybody else is 404."""
    reader = member_of(request)
    member = _asked_for(request, reader)
    others = Member.objects.active().order_by("name") if reader.role in LEADERS else []
    found = hours_of(member, seen_by=reader)
    context = {
        "hours": found,
        "lists": [(_("Keep warm, most worth first"), found.keep), (_("Let sleep"), found.sleep)],
        "members": others,
        "is_own": member == reader,
        "hours_each": HOURS_EACH,
    }
    return render(request, "boards/hours.html", context)


def _asked_for(request: HttpRequest, reader: Member) -> Member:
    asked = request.GET.get("member", "")
    if not asked or asked == str(reader.pk):
        return reader
    if reader.role not in LEADERS or not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        raise Http404
    return get_object_or_404(Member, pk=int(asked))
