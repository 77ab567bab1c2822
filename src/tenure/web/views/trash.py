"""The trash: what hangs on an account goes into it and comes back, and so does an account with all that it has."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import require_on
from tenure.accounts.actions.account import restore_account, trash_account
from tenure.accounts.actions.trash import Thing, restore_thing, trash_thing
from tenure.accounts.models import Account
from tenure.core.doors import door
from tenure.insight.queries.belongings import belongings_of
from tenure.web.answers import answer
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_to

View = Callable[[HttpRequest, int], HttpResponse]


def trash_of(model: type[Thing], part: str = "") -> View:
    """The view that moves one of a kind to the trash and goes back to a part of its account's page."""
    noun = str(model._meta.model_name)

    @require_POST
    @door(f"{noun}.delete")
    def trash(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        rows = model.objects.visible_to(member).select_related("account")
        found = trash_thing(thing=get_object_or_404(rows, pk=pk), by=member)
        toast(request, _("Moved to the trash."), undo=reverse(f"{noun}-restore", args=[found.pk]))
        return back_to(request, found.account, part)

    return trash


def restore_of(model: type[Thing], part: str = "") -> View:
    """The view that takes one of a kind out of the trash again."""
    noun = str(model._meta.model_name)

    @require_POST
    @door(f"{noun}.delete")
    def restore(request: HttpRequest, pk: int) -> HttpResponse:
        member = member_of(request)
        rows = model.objects.ever_visible_to(member).select_related("account")
        found = restore_thing(thing=get_object_or_404(rows, pk=pk), by=member)
        toast(request, _("Taken back."))
        return back_to(request, found.account, part)

    return restore


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.delete")
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """What would go out of sight with the account; a POST moves it to the trash."""
    member = member_of(request)
    found = visible_account(member, pk)
    require_on(member, "account.delete", found)
    if request.method != "POST":
        context = {"account": found, "belongings": belongings_of(found, member)}
        return answer(request, "accounts/trash_page.html", context, part="accounts/trash.html")
    trash_account(account=found, by=member)
    sentence = _("%(account)s is in the trash.") % {"account": found.name}
    toast(request, sentence, undo=reverse("account-restore", args=[found.pk]))
    return redirect("accounts")


@require_POST
@door("account.delete")
def account_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the account out of the trash again, with all that it has."""
    member = member_of(request)
    found = restore_account(account=get_object_or_404(Account.objects.in_trash_of(member), pk=pk), by=member)
    toast(request, _("Taken back."))
    return redirect("account", found.pk)
