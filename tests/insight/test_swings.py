"""What hangs on the weights: the first grade to change, how many would, and how firmly those near a line stand."""

from dataclasses import replace

import pytest

from tenure.analytics.criteria import GradeScheme, Level
from tenure.assessments.queries import active_criteria_set, labels_for, rules_of
from tenure.insight.queries.preview import Trial, preview, try_rules, weighed
from tenure.insight.queries.rankings import current_ranking
from tenure.insight.queries.swings import swings
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.company import Company
from tests.web.kept_company import company, kept_company

__all__ = ["company", "kept_company"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]
PLAIN = GradeScheme((Level("a", cut=7.0), Level("b", cut=5.5), Level("c", cut=4.0), Level("d")), hysteresis=0)
PLACES = GradeScheme((Level("a", places=3), Level("b", cut=4.0, places=6), Level("c")), hysteresis=0)


def trial_for(member: Member, scheme: GradeScheme, **weights: float) -> Trial:
    criteria_set, ranking = active_criteria_set(), current_ranking()
    assert criteria_set is not None
    assert ranking is not None
    rules = weighed(replace(rules_of(criteria_set), scheme=scheme), weights)
    return try_rules(ranking, rules, labels_for(rules, None), member)


def grades_at(trial: Trial, share: float, code: str) -> dict[int, str]:
    """The labels when one criterion has this share of all weights and the others keep their proportions."""
    own = dict(zip((one.code for one in trial.scored.criteria), trial.weights, strict=True))
    rest = sum(own.values()) - own[code]
    rules = weighed(trial.rules, {code: rest * share / (1 - share)})
    shown = preview(trial.ranking, rules, trial.labels, trial.member, limit=500)
    return {row.account.pk: row.label for row in shown.rows}


@pytest.mark.parametrize("scheme", [PLAIN, PLACES])
def test_just_before_the_first_change_nothing_has_changed_and_just_after_it_has(
    scheme: GradeScheme, company: Company
) -> None:
    trial = trial_for(company.director, scheme)
    today = grades_at(trial, trial.weights[0] / sum(trial.weights), trial.scored.criteria[0].code)
    looked = 0
    for bar in swings(trial).bars:
        for change in (bar.lower, bar.upper):
            if change is None or not 0.001 < change.share < 0.95:
                continue
            looked += 1
            step = (change.share - bar.share) * 1e-4
            assert grades_at(trial, change.share - step, bar.criterion.code) == today
            after = grades_at(trial, change.share + step, bar.criterion.code)
            assert change.account is not None
            assert (today[change.account.pk], after[change.account.pk]) == (change.label_from, change.label_to)
    assert looked >= 4


def test_the_criterion_on_which_most_grades_hang_comes_first(company: Company) -> None:
    changed = [bar.when_less + bar.when_more for bar in swings(trial_for(company.director, PLAIN)).bars]
    assert changed == sorted(changed, reverse=True)
    assert changed[0] > 0


@pytest.mark.parametrize("scheme", [PLAIN, PLACES])
def test_those_near_a_line_come_first_with_shares_that_sum_to_one(scheme: GradeScheme, company: Company) -> None:
    found = swings(trial_for(company.director, scheme))
    distances = [abs(one.distance) for one in found.near]
    assert distances == sorted(distances)
    assert found.near
    for one in found.near:
        assert sum(share for _, share in one.shares) == pytest.approx(1)
        assert dict(one.shares)[one.label] == pytest.approx(one.holds)


def test_a_manager_is_shown_no_account_of_others(company: Company) -> None:
    manager = company.managers[2]
    found = swings(trial_for(manager, PLAIN))
    assert {one.account.owner_id for one in found.near} == {manager.pk}
    changes = [change for bar in found.bars for change in (bar.lower, bar.upper) if change]
    assert {change.account.owner_id for change in changes if change.account} <= {manager.pk}
    assert any(change.account is None for change in changes)


def test_the_number_of_queries_does_not_grow_with_the_accounts(company: Company) -> None:
    one, many = trial_for(company.managers[0], PLAIN), trial_for(company.director, PLAIN)
    assert_same_queries(lambda: swings(one), lambda: swings(many))
