"""The criteria studio: a draft edited in place, and what it would make of the portfolio."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenure.analytics.criteria import Direction
from tenure.assessments.actions import criterion as criterion_actions
from tenure.assessments.actions import scheme as scheme_actions
from tenure.assessments.actions.criteria_set import copy_criteria_set, ensure_default_criteria
from tenure.assessments.actions.objective import add_objective, end_objective
from tenure.assessments.choices import direction_choices, label_pack_choices, normalisation_choices
from tenure.assessments.models import BusinessObjective, CriteriaSet, Criterion, GradeLevel
from tenure.assessments.queries import (
    criteria_set_in_hand,
    drafts,
    known_measures,
    labels_for,
    rules_of,
    uncovered_objectives,
)
from tenure.assessments.rules import SelectionRules
from tenure.core.doors import door
from tenure.core.errors import ConflictError, error_sentences
from tenure.core.money import organisation
from tenure.core.policy import may
from tenure.insight.queries import current_ranking
from tenure.insight.queries.preview import Preview, Trial, preview, try_rules, weighed
from tenure.people.models import Member
from tenure.web.answers import answer, wants_part
from tenure.web.components.studio import criterion_lines, mover_sentence
from tenure.web.forms import criteria as forms
from tenure.web.members import member_of

Edit = Callable[[Member], object]


@require_safe
@door("account.see")
def studio(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """The set in hand, or the one named: its criteria, its grades, and what they would make of the portfolio."""
    criteria_set = _set_in_hand(pk)
    if criteria_set is None:
        return render(request, "criteria/none.html", {"may_change": may(member_of(request), "criteria.change")})
    return _studio(request, criteria_set)


@require_safe
@door("account.see")
def show_preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the set would make of the portfolio, with the weights that the address asks to try; only that part."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    return render(request, "criteria/preview.html", _tried(request, criteria_set, rules_of(criteria_set)))


@require_POST
@door("criteria.change")
def start(request: HttpRequest) -> HttpResponse:
    """Make the first criteria set from the house's own."""
    return redirect("criteria-set", ensure_default_criteria(by=member_of(request)).pk)


@require_POST
@door("criteria.change")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft that says the same as this set, to change it."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    name = request.POST.get("name", "").strip() or _("%(name)s, next") % {"name": criteria_set.name[:100]}
    made = copy_criteria_set(criteria_set=criteria_set, name=name, by=member_of(request))
    return redirect("criteria-set", made.pk)


@require_POST
@door("criteria.change")
def change_scheme(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one of a draft's own fields."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)

    def edit(by: Member) -> object:
        changes, version = forms.SchemeForm(request.POST).changes()
        return scheme_actions.change_scheme(criteria_set=criteria_set, changes=changes, by=by, version=version)

    return _saved(request, criteria_set, edit)


@require_POST
@door("criteria.change")
def change_key_levels(request: HttpRequest, pk: int) -> HttpResponse:
    """Save how many grades are key."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)

    def edit(by: Member) -> object:
        count = forms.checked(forms.CountForm(request.POST))["count"]
        return scheme_actions.set_key_levels(criteria_set=criteria_set, count=count, by=by)

    return _saved(request, criteria_set, edit)


@require_POST
@door("criteria.change")
def add_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a criterion to a draft."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)

    def edit(by: Member) -> object:
        given, _version = forms.CriterionForm(request.POST).changes()
        return criterion_actions.add_criterion(
            criteria_set=criteria_set,
            name=given.get("name") or given.get("measure", ""),
            measure=given.get("measure", ""),
            weight=given.get("weight") or Decimal(),
            direction=Direction(given.get("direction") or Direction.BENEFIT),
            objective=given.get("objective"),
            by=by,
        )

    return _saved(request, criteria_set, edit)


@require_POST
@door("criteria.change")
def change_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was changed of one criterion."""
    criterion = _criterion(pk)

    def edit(by: Member) -> object:
        changes, version = forms.CriterionForm(request.POST).changes()
        return criterion_actions.change_criterion(criterion=criterion, changes=changes, by=by, version=version)

    return _saved(request, criterion.criteria_set, edit)


@require_POST
@door("criteria.change")
def remove_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a criterion out of a draft."""
    criterion = _criterion(pk)
    return _saved(
        request,
        criterion.criteria_set,
        lambda by: criterion_actions.remove_criterion(criterion=criterion, by=by),
    )


@require_POST
@door("criteria.change")
def move_criterion(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a criterion at another place."""
    criterion = _criterion(pk)

    def edit(by: Member) -> object:
        position = forms.checked(forms.PlaceForm(request.POST))["position"]
        return criterion_actions.move_criterion(criterion=criterion, position=position, by=by)

    return _saved(request, criterion.criteria_set, edit)


@require_POST
@door("criteria.change")
def add_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a grade to a draft."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)

    def edit(by: Member) -> object:
        cut = forms.checked(forms.CutForm(request.POST))["cut"]
        return scheme_actions.add_level(criteria_set=criteria_set, cut=cut, by=by)

    return _saved(request, criteria_set, edit)


@require_POST
@door("criteria.change")
def change_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was changed of one grade."""
    level = get_object_or_404(GradeLevel.objects.select_related("criteria_set"), pk=pk)

    def edit(by: Member) -> object:
        changes, version = forms.LevelForm(request.POST).changes()
        return scheme_actions.change_level(level=level, changes=changes, by=by, version=version)

    return _saved(request, level.criteria_set, edit)


@require_POST
@door("criteria.change")
def remove_level(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a grade out of a draft."""
    level = get_object_or_404(GradeLevel.objects.select_related("criteria_set"), pk=pk)
    return _saved(request, level.criteria_set, lambda by: scheme_actions.remove_level(level=level, by=by))


@require_POST
@door("criteria.change")
def state_objective(request: HttpRequest, pk: int) -> HttpResponse:
    """State an objective that criteria may serve."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    return _saved(request, criteria_set, lambda by: add_objective(name=request.POST.get("name", ""), by=by))


@require_POST
@door("criteria.change")
def close_objective(request: HttpRequest, pk: int, objective_pk: int) -> HttpResponse:
    """End an objective."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    objective = get_object_or_404(BusinessObjective, pk=objective_pk)
    return _saved(request, criteria_set, lambda by: end_objective(objective=objective, by=by))


def trial_of(criteria_set: CriteriaSet, member: Member, rules: SelectionRules | None = None) -> Trial | None:
    """The set tried on the current ranking's facts; None before the first ranking."""
    ranking, said = current_ranking(), rules or rules_of(criteria_set)
    return None if ranking is None else try_rules(ranking, said, labels_for(said, organisation()), member)


def set_context(criteria_set: CriteriaSet, member: Member) -> dict[str, Any]:
    """What every page of the studio shows of the set it is about."""
    may_change = may(member, "criteria.change")
    return {
        "set": criteria_set,
        "may_change": may_change,
        "editable": may_change and criteria_set.activated_at is None,
        "drafts": drafts().exclude(pk=criteria_set.pk)[:10],
    }


def _set_in_hand(pk: int | None) -> CriteriaSet | None:
    return criteria_set_in_hand() if pk is None else get_object_or_404(CriteriaSet, pk=pk)


def _criterion(pk: int) -> Criterion:
    return get_object_or_404(Criterion.objects.select_related("criteria_set"), pk=pk)


def _saved(request: HttpRequest, criteria_set: CriteriaSet, edit: Edit) -> HttpResponse:
    """Do the edit and show the studio; a refusal is 422 with its reasons, a conflict 409 with both values."""
    try:
        edit(member_of(request))
    except ValidationError as error:
        return _studio(request, criteria_set, refusals=error_sentences(error), status=422)
    except ConflictError as error:
        return _studio(request, criteria_set, conflict=both_values(request.POST, error), status=409)
    if wants_part(request):
        return _studio(request, criteria_set)
    return redirect(reverse("criteria-set", args=[criteria_set.pk]))


def both_values(sent: Mapping[str, Any], error: ConflictError) -> dict[str, Any]:
    """What a conflict shows: each field with what was sent and what somebody else has saved."""
    values = [(name, sent.get(name, ""), theirs) for name, theirs in error.current.items()]
    return {"sentence": str(error), "both": values}


def _studio(
    request: HttpRequest,
    criteria_set: CriteriaSet,
    *,
    refusals: Sequence[str] = (),
    conflict: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    criteria_set.refresh_from_db()
    member, rules = member_of(request), rules_of(criteria_set)
    context = {
        **set_context(criteria_set, member),
        **_tried(request, criteria_set, rules),
        "rules": rules,
        "rows": criterion_lines(list(criteria_set.criteria.select_related("objective"))),
        "levels": list(zip(criteria_set.levels.all(), labels_for(rules, organisation()), strict=True)),
        "objectives": tuple((one.pk, one.name) for one in BusinessObjective.objects.filter(ended_on=None)),
        "uncovered": uncovered_objectives(criteria_set),
        "measures": tuple(known_measures()),
        "directions": tuple(direction_choices()),
        "normalisations": tuple(normalisation_choices()),
        "label_packs": label_pack_choices(),
        "refusals": refusals,
        "conflict": conflict,
    }
    return answer(request, "criteria/studio.html", context, part="criteria/studio_body.html", status=status)


def _tried(request: HttpRequest, criteria_set: CriteriaSet, rules: SelectionRules) -> dict[str, Any]:
    """The preview with the weights in the address in place of the stored ones, or why there is none."""
    ranking = current_ranking()
    stored = {criterion.code: criterion.weight for criterion in rules.criteria}
    asked = forms.tried_weights(request.GET, stored)
    shown: dict[str, Any] = {"set": criteria_set, "ranking": ranking, "tried": {**stored, **asked}, "trying": asked}
    if ranking is None:
        return shown
    tried = weighed(rules, asked)
    try:
        found = preview(ranking, tried, labels_for(tried, organisation()), member_of(request))
    except ValidationError as error:
        return {**shown, "preview_refusals": error_sentences(error)}
    return {**shown, "preview": found, "movers": _sentences(found)}


def _sentences(found: Preview) -> list[tuple[Any, str]]:
    return [(row, mover_sentence(row, found.criteria)) for row in found.movers]
