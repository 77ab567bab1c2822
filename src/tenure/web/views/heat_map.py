"""The heat map: who of ours knows whom at an account, with a strength by hand for many ties at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import require_on
from tenure.accounts.models import Account
from tenure.accounts.queries import contacts_of
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.core.policy import may
from tenure.people.models import Member
from tenure.relationships.actions.heat_map import set_strengths, take_strengths_back
from tenure.relationships.models import TieOverride
from tenure.relationships.queries.heat_map import HeatMap, heat_map
from tenure.web.components.heat_map import heat_rows
from tenure.web.forms.heat_map import StrengthsForm, pairs_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell, toast
from tenure.web.views.account import visible_account


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="tie.change")
def heat(request: HttpRequest, pk: int) -> HttpResponse:
    """Every tie of the account; a POST says by hand how strong those are that were ticked."""
    member = member_of(request)
    account = visible_account(member, pk)
    shown = heat_map(account, contacts_of(account, member), timezone.localdate())
    form = StrengthsForm(request.POST if request.method == "POST" else None, offered=pairs_of(shown))
    if request.method != "POST":
        return _answer(request, account, shown, form, member)
    require_on(member, "tie.change", account)
    said: list[TieOverride] = []
    try:
        if not accepted(form, lambda: said.extend(_set(account, form, member))):
            return _answer(request, account, shown, form, member, status=422)
    except ConflictError as error:
        form.add_error(None, str(error))
        return _answer(request, account, shown, form, member, status=409)
    _tell(request, said)
    return redirect("heat-map", account.pk)


@require_POST
@door("tie.change")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was said at once with a tie by hand."""
    member = member_of(request)
    rows = TieOverride.objects.visible_to(member).select_related("contact__account")
    said = get_object_or_404(rows, pk=pk)
    act_and_tell(
        request, lambda: take_strengths_back(account=said.contact.account, said=said, by=member), _("Taken back.")
    )
    return redirect("heat-map", said.contact.account_id)


def _set(account: Account, form: StrengthsForm, member: Member) -> list[TieOverride]:
    given = form.cleaned_data
    return set_strengths(
        account=account, pairs=form.pairs, strength=given["strength"], reason=given["reason"], by=member
    )  # fmt: skip


def _tell(request: HttpRequest, said: list[TieOverride]) -> None:
    if not said:
        toast(request, _("It says so already."))
        return
    sentence = ngettext("%(count)s tie set by hand.", "%(count)s ties set by hand.", len(said)) % {"count": len(said)}
    toast(request, sentence, undo=reverse("heat-map-undo", args=[said[0].pk]))


def _answer(
    request: HttpRequest, account: Account, shown: HeatMap, form: StrengthsForm, member: Member, *, status: int = 200
) -> HttpResponse:
    ticked = frozenset(request.POST.getlist("ties"))
    context = {
        "account": account,
        "heat": shown,
        "rows": heat_rows(shown, ticked),
        "form": form,
        "may_change": may(member, "tie.change"),
    }
    return render(request, "decisions/heat_map.html", context, status=status)
