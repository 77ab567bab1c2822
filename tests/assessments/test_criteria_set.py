"""Criteria sets are drafts until activated, then kept; weights come by hand or from comparisons."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tenure.analytics.criteria import Anchor, Criterion, Direction, GradeScheme, KnockOut, Level, Normalisation
from tenure.assessments.actions.criteria_set import (
    activate_criteria_set,
    change_criteria_set,
    copy_criteria_set,
    create_criteria_set,
    ensure_default_criteria,
    freeze_anchors,
    set_label_pack,
    set_weights,
)
from tenure.assessments.actions.judgement import judge_pair, weigh_by_judgements
from tenure.assessments.actions.objective import add_objective, end_objective
from tenure.assessments.models import BusinessObjective, CriteriaSet
from tenure.assessments.queries import (
    active_criteria_set,
    group_weighting,
    labels_for,
    rules_of,
    uncovered_objectives,
)
from tenure.assessments.rules import SelectionRules
from tenure.core.errors import ConflictError
from tenure.core.models import AuditEntry, Organisation
from tenure.people.models import Member

pytestmark = pytest.mark.django_db

THREE = SelectionRules(
    criteria=(
        Criterion("revenue", "revenue", "revenue", 50),
        Criterion("growth", "growth", "growth", 30, anchors=(Anchor(0, 2), Anchor(0.5, 10))),
        Criterion(
            "recency",
            "recency",
            "recency_days",
            20,
            direction=Direction.COST,
            normalisation=Normalisation.PERCENTILE,
            knock_out=KnockOut(maximum=365),
        ),
    )
)
OWN = SelectionRules(
    criteria=THREE.criteria,
    scheme=GradeScheme((Level("gold", cut=8, places=5), Level("rest")), hysteresis=0.5, key_levels=1),
    window="24m",
    label_pack="own",
    labels=("Partner", "Customer"),
)


def draft(by: Member, rules: SelectionRules = THREE) -> CriteriaSet:
    return create_criteria_set(name="Draft", rules=rules, by=by)


@pytest.mark.parametrize("rules", [THREE, OWN])
def test_what_is_stored_is_what_was_said(director: Member, rules: SelectionRules) -> None:
    assert rules_of(draft(director, rules)) == rules


def test_first_use_makes_the_default_set_once_with_its_objectives(director: Member) -> None:
    made = ensure_default_criteria(by=director)
    assert ensure_default_criteria(by=director) == made == active_criteria_set()
    assert sum(criterion.weight for criterion in rules_of(made).criteria) == 100
    assert BusinessObjective.objects.count() == made.criteria.count()
    assert uncovered_objectives(made) == []


def test_activating_one_set_retires_the_other(director: Member) -> None:
    first = ensure_default_criteria(by=director)
    second = activate_criteria_set(criteria_set=draft(director), by=director)
    assert active_criteria_set() == second
    first.refresh_from_db()
    assert (first.is_active, first.activated_at is None) == (False, False)


def test_a_set_that_has_decided_is_copied_and_not_edited(director: Member) -> None:
    used = activate_criteria_set(criteria_set=draft(director), by=director)
    with pytest.raises(ValidationError, match="copy it to edit"):
        change_criteria_set(criteria_set=used, name="Other", by=director)
    copy = copy_criteria_set(criteria_set=used, name="Other", by=director)
    assert rules_of(copy) == rules_of(used)
    assert set_weights(criteria_set=copy, weights={"revenue": Decimal(60)}, by=director).name == "Other"


def test_changing_a_draft_keeps_the_comparisons_of_criteria_that_stay(director: Member) -> None:
    made = draft(director)
    revenue, growth, _ = made.criteria.all()
    judge_pair(first=revenue, second=growth, value=3, by=director)

    change_criteria_set(
        criteria_set=made, rules=replace(THREE, criteria=tuple(reversed(THREE.criteria[:2]))), by=director
    )

    assert [criterion.code for criterion in rules_of(made).criteria] == ["growth", "revenue"]
    weighting = group_weighting(made).weighting
    assert weighting is not None
    assert weighting.weights == pytest.approx((0.25, 0.75))


def test_two_people_who_edit_the_same_draft_are_told(director: Member) -> None:
    made = draft(director)
    seen = made.version
    set_weights(criteria_set=made, weights={"revenue": Decimal(60)}, by=director)
    with pytest.raises(ConflictError):
        change_criteria_set(criteria_set=made, rules=OWN, by=director, version=seen)
    assert rules_of(made).criteria[0].weight == 60


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        (SelectionRules(criteria=()), "A criteria set needs at least one criterion."),
        (replace(THREE, window="soon"), "The window 'soon' is not understood"),
        (replace(THREE, criteria=(replace(THREE.criteria[0], measure="luck"),)), "asks for the measure 'luck'"),
        (replace(THREE, criteria=THREE.criteria[:1] * 2), "is used more than once"),
        (replace(THREE, criteria=(replace(THREE.criteria[1], anchors=(Anchor(1, 5),)),)), "at least two"),
        (replace(THREE, criteria=(replace(THREE.criteria[0], weight=-1),)), "it must be 0 or more"),
        (replace(THREE, criteria=(replace(THREE.criteria[0], objective="Win"),)), "'Win' is no objective yet"),
        (replace(OWN, labels=("Partner",)), "Own words must name all 2 levels; got 1."),
        (replace(OWN, scheme=GradeScheme(())), "needs at least one level"),
    ],
)
def test_rules_that_cannot_be_used_are_refused_in_a_sentence(
    director: Member, rules: SelectionRules, sentence: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        draft(director, rules)
    assert sentence in refused.value.messages[0]


def test_proposed_anchors_are_frozen_once_and_never_replaced(director: Member) -> None:
    made = draft(director)
    first = [replace(c, anchors=(Anchor(0, 0), Anchor(9, 10))) for c in THREE.criteria[:2]]
    freeze_anchors(criteria_set=made, criteria=first, by=director)
    freeze_anchors(criteria_set=made, criteria=[replace(c, anchors=(Anchor(5, 5),)) for c in first], by=director)

    revenue, growth, _ = rules_of(made).criteria
    assert revenue.anchors == (Anchor(0, 0), Anchor(9, 10))
    assert growth.anchors == THREE.criteria[1].anchors
    assert AuditEntry.objects.filter(verb="froze anchors").count() == 1


def test_objectives_that_no_weighted_criterion_serves_are_named_until_they_end(director: Member) -> None:
    served, forgotten = (add_objective(name=name, by=director) for name in ("Grow", "Earn more"))
    weightless = replace(THREE.criteria[1], objective="Earn more", weight=0)
    made = draft(director, replace(THREE, criteria=(replace(THREE.criteria[0], objective="Grow"), weightless)))
    assert uncovered_objectives(made) == [forgotten]
    assert served not in uncovered_objectives(made)
    end_objective(objective=forgotten, by=director)
    assert uncovered_objectives(made) == []


def test_labels_come_from_the_sets_pack_else_the_organisations_else_the_first() -> None:
    ours = Organisation(name="Ours", label_pack="olympic")
    five = replace(THREE, scheme=GradeScheme((*THREE.scheme.levels[:3], Level("e", cut=2), Level("f"))))
    assert labels_for(THREE, None)[0] == "Premier"
    assert labels_for(THREE, ours)[0] == "Gold"
    assert labels_for(replace(THREE, label_pack="airline"), ours)[0] == "First"
    assert labels_for(OWN, ours) == ("Partner", "Customer")
    assert labels_for(five, ours) == ("Gold", "Silver", "Bronze", "Entrant", "F")


def test_own_words_must_be_written_before_they_are_used(director: Member) -> None:
    used = ensure_default_criteria(by=director)
    with pytest.raises(ValidationError, match="no words of its own"):
        set_label_pack(criteria_set=used, label_pack="own", by=director)
    with pytest.raises(ValidationError, match="rugby"):
        set_label_pack(criteria_set=used, label_pack="rugby", by=director)


def compare(criteria_set: CriteriaSet, by: Member, *values: float) -> None:
    """Judge first against second, first against third, second against third."""
    one, two, three = criteria_set.criteria.all()
    for (first, second), value in zip([(one, two), (one, three), (two, three)], values, strict=False):
        judge_pair(first=first, second=second, value=value, by=by)


def test_a_group_weighs_by_the_geometric_mean_of_its_comparisons(director: Member, administrator: Member) -> None:
    made = draft(director)
    compare(made, director, 2, 8, 4)
    compare(made, administrator, 8, 8, 1)

    group = weigh_by_judgements(criteria_set=made, by=director)

    assert group.complete == (administrator, director) or group.complete == (director, administrator)
    assert [c.weight for c in rules_of(made).criteria] == [72.73, 18.18, 9.09]


def test_who_has_not_compared_every_pair_does_not_count_yet(director: Member, administrator: Member) -> None:
    made = draft(director)
    compare(made, administrator, 9, 9)
    with pytest.raises(ValidationError, match="Nobody has compared every pair"):
        weigh_by_judgements(criteria_set=made, by=director)
    compare(made, director, 2, 8, 4)
    assert group_weighting(made).incomplete == (administrator,)


def test_contradictions_are_refused_by_name_unless_accepted(director: Member) -> None:
    made = draft(director)
    compare(made, director, 9, 1 / 9, 9)
    with pytest.raises(ValidationError) as refused:
        weigh_by_judgements(criteria_set=made, by=director)
    assert "at most 0.10 is acceptable. Look at revenue against growth first: 9 was said" in refused.value.messages[0]
    assert rules_of(made) == THREE
    assert weigh_by_judgements(criteria_set=made, by=director, despite_contradictions=True).weighting is not None


def test_a_comparison_can_be_said_either_way_round_and_said_anew(director: Member) -> None:
    made = draft(director)
    revenue, growth, _ = made.criteria.all()
    judge_pair(first=revenue, second=growth, value=9, by=director)
    judged = judge_pair(first=growth, second=revenue, value=1 / 3, by=director)
    assert made.judgements.get() == judged
    assert judged.value == pytest.approx(3)


@pytest.mark.parametrize("value", [0, -1, 10, float("nan"), float("inf")])
def test_a_comparison_off_the_scale_is_refused(director: Member, value: float) -> None:
    made = draft(director)
    revenue, growth, _ = made.criteria.all()
    with pytest.raises(ValidationError, match="pairwise judgement"):
        judge_pair(first=revenue, second=growth, value=value, by=director)
    with pytest.raises(ValidationError, match="Two different criteria"):
        judge_pair(first=revenue, second=revenue, value=1, by=director)


def test_an_account_manager_may_not_change_criteria_and_nothing_changes(director: Member, alice: Member) -> None:
    made = draft(director)
    revenue, growth, _ = made.criteria.all()
    written = AuditEntry.objects.count()
    attempts = (
        lambda: create_criteria_set(name="Mine", rules=THREE, by=alice),
        lambda: change_criteria_set(criteria_set=made, name="Mine", by=alice),
        lambda: activate_criteria_set(criteria_set=made, by=alice),
        lambda: set_weights(criteria_set=made, weights={"revenue": Decimal(1)}, by=alice),
        lambda: judge_pair(first=revenue, second=growth, value=1, by=alice),
        lambda: add_objective(name="Mine", by=alice),
        lambda: ensure_default_criteria(by=alice),
    )
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()
    assert AuditEntry.objects.count() == written
    assert rules_of(made) == THREE


def test_a_change_is_on_record_with_the_rules_before_and_after(director: Member) -> None:
    made = draft(director)
    set_weights(criteria_set=made, weights={"revenue": Decimal(60)}, by=director)
    before, after = AuditEntry.objects.get(verb="changed", noun="criteriaset").changes["rules"]
    assert [before["criteria"][0]["weight"], after["criteria"][0]["weight"]] == [50, 60]
