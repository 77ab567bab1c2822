"""What a criteria set must keep to whoever changes it."""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenure.analytics import unusable
from tenure.analytics.criteria import Criterion, Normalisation
from tenure.analytics.portfolio import Window
from tenure.analytics.portfolio.grading import check_scheme
from tenure.analytics.portfolio.scoring import check_criteria
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import OWN_WORDS, known_measures, rules_of
from tenure.assessments.rules import SelectionRules
from tenure.core.changes import update_record
from tenure.core.wording import said_lazily


def refuse_if_used(criteria_set: CriteriaSet) -> None:
    """Refuse to change a set that has decided rankings, with ValidationError: what was decided by it stays readable."""
    if criteria_set.activated_at:
        raise ValidationError(
            _("%(name)s has decided rankings and stays as it is; copy it to edit."), params={"name": criteria_set.name}
        )


def refuse_unusable(rules: SelectionRules) -> None:
    """Refuse, with a sentence, rules that could not rank."""
    try:
        Window.parse(rules.window)
        check_scheme(rules.scheme)
        check_criteria([_checkable(criterion) for criterion in rules.criteria], columns=known_measures())
    except ValueError as error:
        raise ValidationError(said_lazily(str(error), unusable.SENTENCES)) from error
    if not rules.criteria:
        raise ValidationError(_("A criteria set needs at least one criterion."))
    if rules.label_pack == OWN_WORDS and len(rules.labels) != len(rules.scheme.levels):
        raise ValidationError(
            _("Own words must name all %(levels)s levels; got %(words)s."),
            params={"levels": len(rules.scheme.levels), "words": len(rules.labels)},
        )


def settle_part(criteria_set: CriteriaSet) -> None:
    """After one part of a draft was written: refuse it if the whole cannot rank now, and let the set's version say so.

    Criteria and levels have versions of their own, so that two people can change two of them at once; the set's version
    speaks for all of them, to whoever replaces the whole.
    """
    refuse_unusable(rules_of(criteria_set))
    update_record(criteria_set, {"updated_at": timezone.now()}, version=None)


def _checkable(criterion: Criterion) -> Criterion:
    """Without anchors a criterion is fine: they are proposed from the data at the first ranking."""
    return criterion if criterion.anchors else replace(criterion, normalisation=Normalisation.MIN_MAX)
