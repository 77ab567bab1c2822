"""Ranking the portfolio, and naming its grades."""

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from tenure.analytics import unusable
from tenure.analytics.concentration import key_share
from tenure.analytics.portfolio import Comparison
from tenure.assessments.actions.criteria_set import ensure_default_criteria, freeze_anchors, set_label_pack
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import labels_for, rules_of
from tenure.core.audit import record_change
from tenure.core.models import Organisation
from tenure.core.money import reporting_currency
from tenure.core.policy import require
from tenure.core.statistics import count_again
from tenure.core.wording import said_lazily
from tenure.insight.actions.standings import write_facts, write_standings
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries.figures import comparison_sums, grade_sums
from tenure.insight.selection import Facts, Selection, gather_facts, inputs_hash, select, selection_day
from tenure.people.models import Member


def compute_ranking(*, by: Member, as_of: date | None = None) -> Ranking:
    """Rank the portfolio by the active criteria as of a day (default: the last order's) and make it the current one.

    Anchors that are missing are proposed from this portfolio and frozen. Grades held since the last season change only
    beyond the hysteresis. When nothing has changed since, the current ranking is returned as it is. Audited.

    Raises PermissionDenied when the role may not, ValidationError for a day before any fact or rules that cannot rank.
    """
    require(by, "ranking.compute")
    criteria_set = ensure_default_criteria(by=by)
    organisation = Organisation.objects.first()
    # Facts are read and worked on before the transaction, which then only writes: nobody waits for arithmetic.
    facts = gather_facts(as_of=as_of or selection_day(), currency=reporting_currency())
    rules = rules_of(criteria_set)
    labels = labels_for(rules, organisation)
    current = Ranking.objects.filter(is_current=True).first()
    if current and current.inputs_hash == inputs_hash(facts, rules, labels):
        return current
    try:
        selection = select(facts, rules, labels)
    except ValueError as error:
        raise ValidationError(said_lazily(str(error), unusable.SENTENCES)) from error
    return _replace_current(criteria_set=criteria_set, facts=facts, selection=selection, labels=labels, by=by)


def relabel(*, label_pack: str, by: Member) -> Ranking:
    """Name the grades of the active criteria by another label pack; the current ranking is made anew with its words.

    Seasons keep the words they were published with.
    """
    require(by, "criteria.change")
    criteria_set = ensure_default_criteria(by=by)
    current = Ranking.objects.filter(is_current=True).first()
    set_label_pack(criteria_set=criteria_set, label_pack=label_pack, by=by)
    return compute_ranking(by=by, as_of=current.as_of if current else None)


@transaction.atomic
def _replace_current(
    *, criteria_set: CriteriaSet, facts: Facts, selection: Selection, labels: tuple[str, ...], by: Member
) -> Ranking:
    # Two rankings computed at once take turns here; the later one replaces the earlier.
    CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)
    freeze_anchors(criteria_set=criteria_set, criteria=selection.criteria, by=by)
    rules = rules_of(criteria_set)
    former = Ranking.objects.filter(is_current=True)
    Standing.objects.filter(ranking__in=former).delete()
    former.delete()
    parameters = _parameters(criteria_set, facts, selection.comparison)
    ranking = Ranking.objects.create(
        as_of=facts.as_of,
        window=rules.window,
        currency=facts.currency,
        criteria=[asdict(criterion) for criterion in selection.criteria],
        scheme=asdict(rules.scheme),
        labels=list(labels),
        notices=list(selection.notices),
        parameters=parameters,
        figures=_figures(selection, parameters),
        inputs_hash=inputs_hash(facts, rules, labels),
        is_current=True,
    )
    count = write_standings(ranking, selection, facts, rules.scheme.levels)
    ranking.figures["grades"] = grade_sums(Standing.objects.filter(ranking=ranking), ranking)
    ranking.save(update_fields=["figures"])
    write_facts(ranking, selection, facts)
    count_again([Standing])
    record_change(by=by, verb="computed", thing=ranking, after={"as_of": facts.as_of, "accounts": count})
    return ranking


def _parameters(criteria_set: CriteriaSet, facts: Facts, comparison: Comparison) -> dict[str, Any]:
    return {
        "criteria_set": criteria_set.pk,
        "criteria_set_name": criteria_set.name,
        "held_since": facts.held_since,
        "lines": facts.lines.height,
        "recent": asdict(comparison.recent),
        "earlier": asdict(comparison.earlier),
    }


def _figures(selection: Selection, parameters: dict[str, Any]) -> dict[str, Any]:
    """What leaders see of the whole portfolio, taken once, because adding up every order takes long."""
    frame = selection.frame
    share = key_share(*(frame[name].to_list() for name in ("revenue", "margin", "key")))
    return {"key_share": asdict(share), **comparison_sums(parameters)}
