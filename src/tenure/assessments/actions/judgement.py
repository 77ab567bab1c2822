"""Weighing criteria by comparing them two at a time."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenure.analytics import ahp, unusable
from tenure.assessments.actions.criteria_set import set_weights
from tenure.assessments.models import CriteriaSet, Criterion, PairwiseJudgement
from tenure.assessments.queries import GroupWeighting, group_weighting
from tenure.core.audit import record_change
from tenure.core.policy import require
from tenure.core.wording import decimal, said_lazily
from tenure.people.models import Member

HUNDREDTH = Decimal("0.01")
CONTRADICTION = _(
    "The comparisons contradict each other: their consistency ratio is %(ratio)s, at most %(acceptable)s is acceptable."
)
WORST_CONTRADICTION = _(
    "The comparisons contradict each other: their consistency ratio is %(ratio)s, at most %(acceptable)s is acceptable."
    " Look at %(first)s against %(second)s first: %(said)s was said, %(fitting)s would fit."
)


@transaction.atomic
def judge_pair(*, first: Criterion, second: Criterion, value: float, by: Member) -> PairwiseJudgement:
    """Say how many times more `first` matters than `second` (1/9 to 9); a new judgement replaces one's own earlier.

    Raises ValidationError for a value off the scale, for criteria of two sets and for one criterion against itself.
    """
    require(by, "criteria.change")
    if first.criteria_set_id != second.criteria_set_id or first.pk == second.pk:
        raise ValidationError(
            _("Two different criteria of one set are compared; got %(first)s and %(second)s."),
            params={"first": first.code, "second": second.code},
        )
    try:
        ahp.pairwise_matrix([value])
    except ValueError as error:
        raise ValidationError({"value": said_lazily(str(error), unusable.SENTENCES)}) from error
    if (second.position, second.pk) < (first.position, first.pk):
        first, second, value = second, first, 1 / value
    criteria_set = first.criteria_set
    judgement, _is_new = PairwiseJudgement.objects.update_or_create(
        criteria_set=criteria_set, rater=by, first=first, second=second, defaults={"value": value}
    )
    after = {"first": first.code, "second": second.code, "value": value}
    record_change(by=by, verb="compared", thing=judgement, after=after)
    return judgement


@transaction.atomic
def weigh_by_judgements(
    *, criteria_set: CriteriaSet, by: Member, despite_contradictions: bool = False
) -> GroupWeighting:
    """Set a draft's weights, summing to 100, from the judgements of everybody who compared all pairs.

    Raises ValidationError while nobody has, and, unless told to go on despite it, when the judgements contradict each
    other (consistency ratio above 0.10); the sentence names the comparison that fits least.
    """
    group = group_weighting(criteria_set)
    weighting = group.weighting
    if weighting is None:
        raise ValidationError(_("Nobody has compared every pair of criteria yet; complete one member's comparisons."))
    if not weighting.acceptable and not despite_contradictions:
        raise _contradiction(weighting, group.worst)
    weights = {
        code: (Decimal(str(weight)) * 100).quantize(HUNDREDTH)
        for code, weight in zip(group.criteria, weighting.weights, strict=True)
    }
    set_weights(criteria_set=criteria_set, weights=weights, by=by)
    return group


def _contradiction(weighting: ahp.Weighting, worst: tuple[str, str] | None) -> ValidationError:
    params = {
        "ratio": decimal(f"{weighting.consistency_ratio:.3f}"),
        "acceptable": decimal(f"{ahp.ACCEPTABLE_RATIO:.2f}"),
    }
    if worst is None or weighting.worst is None:
        return ValidationError(CONTRADICTION, params=params)
    found = weighting.worst
    pair = {"said": decimal(f"{found.value:.2g}"), "fitting": decimal(f"{found.consistent:.2g}")}
    return ValidationError(WORST_CONTRADICTION, params={**params, **pair, "first": worst[0], "second": worst[1]})
