"""What is listed in a plan, each in a form of its own: added, changed, taken out, put back, done."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenure.accounts.access import require_on
from tenure.accounts.actions.commitment import keep_commitment, reopen_commitment
from tenure.analytics.commitments import CommitmentState
from tenure.core.doors import door
from tenure.core.errors import ConflictError
from tenure.growth.actions.plan_action import add_action, remove_action, restore_action
from tenure.growth.actions.plan_item import add_item, change_item, remove_item, restore_item
from tenure.growth.models import Plan, PlanAction, PlanItem, PlanObjective
from tenure.growth.plan_words import LISTS
from tenure.growth.queries.course import signers_of
from tenure.growth.queries.document import ITEMS
from tenure.people.models import Member
from tenure.web.forms.plans import ActionForm, item_form
from tenure.web.forms.records import initial_of
from tenure.web.forms.refusals import accepted
from tenure.web.members import member_of
from tenure.web.toasts import toast
from tenure.web.views.losing import lost
from tenure.web.views.plan import back_to_plan, form_answer, visible_plan

KINDS: dict[str, type[PlanItem]] = {**ITEMS, "actions": PlanAction}


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="plan.change")
def add(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A new item of a kind."""
    member = member_of(request)
    found, model = visible_plan(member, pk), _model(kind, ITEMS)
    form = item_form(model, _team(found))(request.POST or None, initial=initial_of(model(), model.EDITABLE))
    shown = {"heading": LISTS[kind]}
    if request.method != "POST":
        return form_answer(request, found.account, form, shown)
    require_on(member, "plan.change", found.account)
    if not accepted(form, lambda: add_item(model, plan=found, by=member, **form.values)):
        return form_answer(request, found.account, form, shown, status=422)
    toast(request, _("Added."))
    return back_to_plan(request, found.account)


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="plan.change")
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change an item; 409 with both values where somebody wrote the same field meanwhile."""
    member = member_of(request)
    item = _visible(member, kind, pk)
    form = item_form(type(item), _team(item.plan))(request.POST or None, initial=_initial(item))
    shown: dict[str, Any] = {"heading": LISTS[kind], "remove": reverse("plan-item-remove", args=[kind, item.pk])}
    account = item.plan.account
    if request.method != "POST":
        return form_answer(request, account, form, shown)
    require_on(member, "plan.change", account)
    try:
        saved = accepted(
            form, lambda: change_item(item=item, changes=form.changed_values, by=member, version=form.seen_version)
        )
    except ConflictError as error:
        return form_answer(request, account, form, shown | lost(item, form.values, error), status=409)
    if not saved:
        return form_answer(request, account, form, shown, status=422)
    toast(request, _("Saved."))
    return back_to_plan(request, account)


@require_POST
@door("plan.change")
def remove(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Take an item out of the plan."""
    member = member_of(request)
    item = _visible(member, kind, pk)
    (remove_action if isinstance(item, PlanAction) else remove_item)(item=item, by=member)
    toast(request, _("Taken out of the plan."), undo=reverse("plan-item-restore", args=[kind, item.pk]))
    return back_to_plan(request, item.plan.account)


@require_POST
@door("plan.change")
def restore(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Put an item back."""
    member = member_of(request)
    item = _visible(member, kind, pk, ever=True)
    (restore_action if isinstance(item, PlanAction) else restore_item)(item=item, by=member)
    toast(request, _("Taken back."))
    return back_to_plan(request, item.plan.account)


@require_http_methods(["GET", "HEAD", "POST"])
@door("plan.see", writes="plan.change")
def add_for(request: HttpRequest, pk: int) -> HttpResponse:
    """A new action for an objective."""
    member = member_of(request)
    objective = get_object_or_404(
        PlanObjective.objects.visible_to(member).select_related("plan__account"), pk=pk
    )  # fmt: skip
    form = ActionForm(request.POST or None, team=_team(objective.plan))
    account, shown = objective.plan.account, {"heading": objective.name}
    if request.method != "POST":
        return form_answer(request, account, form, shown)
    require_on(member, "plan.change", account)
    if not accepted(form, lambda: add_action(objective=objective, by=member, **form.values)):
        return form_answer(request, account, form, shown, status=422)
    toast(request, _("Promised."))
    return back_to_plan(request, account)


@require_POST
@door("plan.change")
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that an action was done; once more says that it was not."""
    member = member_of(request)
    action = _visible(member, "actions", pk)
    owed = action.commitment
    if owed.state == CommitmentState.OPEN:
        keep_commitment(commitment=owed, by=member)
    else:
        reopen_commitment(commitment=owed, by=member)
    return back_to_plan(request, action.plan.account)


def _model(kind: str, known: dict[str, type[PlanItem]]) -> type[PlanItem]:
    if kind not in known:
        raise Http404
    return known[kind]


def _visible(member: Member, kind: str, pk: int, *, ever: bool = False) -> Any:
    """The item, if the member sees its account; `ever` where it may have been taken out."""
    rows: Any = _model(kind, KINDS)._default_manager
    seen = rows.ever_visible_to(member) if ever else rows.visible_to(member)
    links = ["plan__account", *(["commitment__account"] if kind == "actions" else [])]
    return get_object_or_404(seen.select_related(*links), pk=pk)


def _team(found: Plan) -> list[Member]:
    return signers_of([found.account_id]).get(found.account_id, [])


def _initial(item: PlanItem) -> dict[str, Any]:
    return initial_of(item, item.EDITABLE)
