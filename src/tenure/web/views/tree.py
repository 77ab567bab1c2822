"""A whole customer over its countries and units, and who answers for it beside the owners of its parts."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tenure.accounts.access import require_on
from tenure.accounts.actions.global_manager import assign_global_manager
from tenure.accounts.choices import TeamRole, account_level_choices
from tenure.accounts.queries import parent_of
from tenure.core.doors import door
from tenure.core.policy import RULES, may
from tenure.insight.queries.tree import account_tree, managers_of
from tenure.people.models import Member
from tenure.web.answers import answer
from tenure.web.forms.refusals import accepted
from tenure.web.forms.tree import GlobalManagerForm
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.account import visible_account
from tenure.web.views.back import back_from_form, opened_on


@require_safe
@door("account.see")
def tree(request: HttpRequest, pk: int) -> HttpResponse:
    """What each country and each unit brings, who owns it, and who answers for the whole."""
    member, today = member_of(request), timezone.localdate()
    account = visible_account(member, pk)
    found, levels = account_tree(account, member, today), dict(account_level_choices())
    context = {
        "account": account, "tree": found, "units": [(unit, levels[unit.level]) for unit in found.units],
        "manager": managers_of([account.pk]).get(account.pk, ""), "parent": parent_of(account, member),
        "may_assign": may(member, "account.assign"),
    }  # fmt: skip
    return render(request, "tree/tree.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.assign")
def manager(request: HttpRequest, pk: int) -> HttpResponse:
    """Say who answers for the account and all below it."""
    member = member_of(request)
    account = visible_account(member, pk)
    require_on(member, "account.assign", account)
    present = account.team.filter(role=TeamRole.GLOBAL, valid_to=None).values_list("member_id", flat=True).first()
    roles = [role.value for role in RULES["account.change"]]
    members = Member.objects.active().filter(role__in=roles).order_by("name")
    form = GlobalManagerForm(request.POST if request.method == "POST" else None).offer(members, present)
    back = reverse("account-tree", args=[account.pk])
    shown = {
        "account": account, "form": form, "title": _("Global manager"), "save": _("Save"), "back": back,
        "lead": _("Answers for this account and all below it, beside the owners of its parts, and sees all of it."),
        "next": opened_on(request),
    }  # fmt: skip
    status = 200
    if request.method == "POST":
        if accepted(form, lambda: assign_global_manager(account=account, by=member, **form.values)):
            toast(request, _("Saved."))
            return back_from_form(request, back)
        status = 422
    return answer(request, "tree/form_page.html", shown, part="handovers/form.html", status=status)
