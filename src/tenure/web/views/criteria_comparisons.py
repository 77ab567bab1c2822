"""Weights from comparing criteria two at a time."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from tenure.analytics.ahp import ACCEPTABLE_RATIO
from tenure.assessments.actions.judgement import judge_pair, weigh_by_judgements
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import MOST_COMPARED, GroupWeighting, Pair, group_weighting, own_weighting, pairs_of
from tenure.core.doors import door
from tenure.core.errors import error_sentences
from tenure.web.forms.criteria import JudgementForm
from tenure.web.members import member_of
from tenure.web.views.criteria import set_context

SAATY = [*range(9, 1, -1), 1, *range(-2, -10, -1)]


@require_http_methods(["GET", "HEAD", "POST"])
@door("account.see", writes="criteria.change")
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for one pair; saving an answer goes on to the next that has none."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    if request.method == "POST":
        return _answered(request, criteria_set)
    return _page(request, criteria_set, asked=request.GET.get("pair", ""))


@require_POST
@door("criteria.change")
def weigh(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the draft's weights from everybody's comparisons."""
    criteria_set = get_object_or_404(CriteriaSet, pk=pk)
    despite = request.POST.get("despite") == "1"
    try:
        weigh_by_judgements(criteria_set=criteria_set, by=member_of(request), despite_contradictions=despite)
    except ValidationError as error:
        return _page(request, criteria_set, refusals=error_sentences(error), status=422)
    return redirect("criteria-set", criteria_set.pk)


def _answered(request: HttpRequest, criteria_set: CriteriaSet) -> HttpResponse:
    form, pairs = JudgementForm(request.POST), pairs_of(criteria_set, member_of(request))
    try:
        value = form.value()
        place = form.cleaned_data["pair"]
        if place >= len(pairs):
            raise ValidationError(
                _("There are %(count)s pairs; pair %(place)s is not one of them."),
                params={"count": len(pairs), "place": place + 1},
            )
        judge_pair(first=pairs[place].first, second=pairs[place].second, value=value, by=member_of(request))
    except ValidationError as error:
        asked = request.POST.get("pair", "")
        return _page(request, criteria_set, asked=asked, refusals=error_sentences(error), status=422)
    following = [*range(place + 1, len(pairs)), *range(place)]
    open_ones = [number for number in following if pairs[number].value is None]
    number = open_ones[0] if open_ones else min(place + 1, len(pairs) - 1)
    return redirect(f"{reverse('criteria-compare', args=[criteria_set.pk])}?pair={number}")


def _page(
    request: HttpRequest,
    criteria_set: CriteriaSet,
    *,
    asked: str = "",
    refusals: Sequence[str] = (),
    status: int = 200,
) -> HttpResponse:
    member = member_of(request)
    context: dict[str, Any] = {**set_context(criteria_set, member), "refusals": refusals}
    pairs = pairs_of(criteria_set, member)
    if not pairs or criteria_set.criteria.count() > MOST_COMPARED:
        return render(request, "criteria/compare.html", {**context, "most": MOST_COMPARED}, status=status)
    place = _place(asked, pairs)
    group, own = group_weighting(criteria_set), own_weighting(criteria_set, member)
    called = dict(criteria_set.criteria.values_list("code", "name"))
    context |= {
        "pairs": list(enumerate(pairs)),
        "place": place,
        "pair": pairs[place],
        "answers": [(answer, answer == _answer_of(pairs[place])) for answer in SAATY],
        "said": sum(pair.value is not None for pair in pairs),
        "group": group,
        "own": own,
        "weights": _weights(called, group, own),
        "worst": [called[code] for code in group.worst or ()],
        "acceptable": ACCEPTABLE_RATIO,
    }
    return render(request, "criteria/compare.html", context, status=status)


def _weights(
    called: Mapping[str, str], group: GroupWeighting, own: GroupWeighting
) -> list[tuple[str, float, float | None]]:
    """Each criterion by name with the weight that everybody's comparisons give it, and one's own."""
    everybody = group.weighting.weights if group.weighting else ()
    mine = own.weighting.weights if own.weighting else [None] * len(everybody)
    names = [called[code] for code in group.criteria[: len(everybody)]]
    return list(zip(names, everybody, mine[: len(everybody)], strict=True))


def _place(asked: str, pairs: list[Pair]) -> int:
    """The pair asked for, else the first without an answer, else the first."""
    if asked.isascii() and asked.isdigit() and int(asked) < len(pairs):
        return int(asked)
    return next((place for place, pair in enumerate(pairs) if pair.value is None), 0)


def _answer_of(pair: Pair) -> int | None:
    """The whole number of the scale that stands for what was said: 3, or -3 for a third."""
    if pair.value is None:
        return None
    return round(pair.value) if pair.value >= 1 else -round(1 / pair.value)
