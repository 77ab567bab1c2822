"""What is owed: settled where it stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenure.accounts.actions.commitment import keep_commitment
from tenure.accounts.models import Commitment
from tenure.core.doors import door
from tenure.people.models import Member
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.back import back_to


@require_POST
@door("commitment.change")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was done."""
    member = member_of(request)
    found = keep_commitment(commitment=_visible(member, pk), by=member)
    toast(request, _("Done."))
    return back_to(request, found.account)


def _visible(member: Member, pk: int) -> Commitment:
    return get_object_or_404(Commitment.objects.visible_to(member).select_related("account"), pk=pk)
