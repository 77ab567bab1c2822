"""Ending what was said of a decision and its people, and taking the last word back."""

from collections.abc import Callable
from functools import reduce
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tenure.core.doors import door
from tenure.relationships.actions.taking_back import end_fact, take_back, take_back_stance
from tenure.relationships.models import CompetitorTie, Dated, DecisionRole, FogSquare, Influence, Stance, TieOverride
from tenure.web.members import member_of
from tenure.web.toasts import act_and_tell
from tenure.web.views.back import back_from_form

View = Callable[[HttpRequest, int], HttpResponse]
ACTS: dict[type[Dated], str] = {
    DecisionRole: "decision.change",
    Influence: "decision.change",
    FogSquare: "decision.change",
    TieOverride: "tie.change",
    CompetitorTie: "tie.change",
}


def end_of(model: type[Dated]) -> View:
    """The view that ends one of a kind, which can be taken back."""

    @require_POST
    @door(ACTS[model])
    def end(request: HttpRequest, pk: int) -> HttpResponse:
        fact = _visible(request, model, pk)
        undo = reverse(f"{model._meta.model_name}-undo", args=[pk])
        return _do(request, fact, lambda: end_fact(fact=fact, by=member_of(request)), _("Ended."), undo)

    return end


def undo_of(model: type[Dated]) -> View:
    """The view that takes back what was said or ended last of one of a kind."""

    @require_POST
    @door(ACTS[model])
    def undo(request: HttpRequest, pk: int) -> HttpResponse:
        fact = _visible(request, model, pk)
        return _do(request, fact, lambda: take_back(fact=fact, by=member_of(request)), _("Taken back."))

    return undo


@require_POST
@door("stance.give")
def undo_stance(request: HttpRequest, pk: int) -> HttpResponse:
    """Say again what was said before a stance."""
    rows = Stance.objects.visible_to(member_of(request)).select_related("decision__account", "contact__account")
    found = get_object_or_404(rows, pk=pk)
    return _do(
        request, found.decision, lambda: take_back_stance(stance=found, by=member_of(request)), _("Taken back.")
    )  # fmt: skip


def _visible(request: HttpRequest, model: type[Dated], pk: int) -> Any:
    rows = model._default_manager.visible_to(member_of(request))  # type: ignore[attr-defined]
    return get_object_or_404(rows.select_related(model.TO_ACCOUNT), pk=pk)


def _do(request: HttpRequest, fact: Any, act: Callable[[], object], sentence: str, undo: str = "") -> HttpResponse:
    """Act and say so, or why not; then back to where it was asked for."""
    act_and_tell(request, act, sentence, undo=undo)
    path = getattr(fact, "TO_ACCOUNT", "account")
    return back_from_form(request, reverse("decisions", args=[reduce(getattr, path.split("__"), fact).pk]))
