"""Trying other weights shows what the real ranking would be, to the last digit, and only what the member may see."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tenure.accounts.actions.team import add_team_member
from tenure.accounts.models import Account
from tenure.analytics.criteria import GradeScheme, Level
from tenure.assessments.actions.criteria_set import activate_criteria_set, create_criteria_set
from tenure.assessments.actions.rating import create_question, rate_account
from tenure.assessments.models import CriteriaSet
from tenure.assessments.queries import active_criteria_set, labels_for, rules_of
from tenure.assessments.rules import SelectionRules
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.choices import Movement
from tenure.insight.models import RankedFacts, Ranking, Standing
from tenure.insight.queries.preview import Preview, preview, weighed
from tenure.insight.queries.rankings import current_ranking, moves_of
from tenure.people.models import Member
from tests.queries import assert_same_queries
from tests.web.company import AS_OF, Company
from tests.web.kept_company import company, kept_company

__all__ = ["company", "kept_company"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("company")]
ALL = 500


def active_rules() -> SelectionRules:
    criteria_set = active_criteria_set()
    assert criteria_set is not None
    return rules_of(criteria_set)


def tried(rules: SelectionRules, member: Member, ranking: Ranking | None = None) -> Preview:
    shown = ranking or current_ranking()
    assert shown is not None
    return preview(shown, rules, labels_for(rules, None), member, limit=ALL)


def with_a_question(company: Company) -> SelectionRules:
    """Rules that ask people too, of whom only some have answered: some grades become provisional."""
    question = create_question(code="fit", name="Fit", by=company.director)
    for place, account in enumerate(company.accounts[::3]):
        rate_account(account=account, question=question, score=Decimal(place), by=company.director)
    rules = active_rules()
    asked = replace(rules.criteria[0], code="fit", name="fit", measure="rating:fit", weight=30, anchors=())
    return replace(rules, criteria=(*rules.criteria, asked))


SCHEMES = [
    GradeScheme((Level("a", cut=7.0), Level("b", cut=5.5), Level("c", cut=4.0), Level("d"))),
    GradeScheme((Level("a", cut=6.0, places=2), Level("b", places=4), Level("d")), hysteresis=0.5, key_levels=1),
]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_preview_equals_the_ranking_that_these_weights_make(scheme: GradeScheme, company: Company) -> None:
    rules = replace(with_a_question(company), scheme=scheme)
    compute_ranking(by=company.director, as_of=AS_OF)
    # The facts of the next ranking must be those of the preview: the question is asked of this one already.
    ranked = weighed(rules, {"growth": 45.5, "revenue": 3.25, "recency": 0})
    shown = tried(ranked, company.director)
    draft = create_criteria_set(name="Draft", rules=ranked, by=company.director)
    activate_criteria_set(criteria_set=draft, by=company.director)
    real = compute_ranking(by=company.director, as_of=AS_OF)
    standings = list(Standing.objects.filter(ranking=real).order_by("rank"))
    assert any(standing.provisional for standing in standings)
    found = [
        (row.account.pk, row.rank, row.score, row.low, row.high, row.label, row.provisional, row.movement)
        for row in shown.rows
    ]
    assert found == [
        (one.account_id, one.rank, one.score, one.low, one.high, one.label, one.provisional, one.movement)
        for one in standings
    ]
    assert shown.moves == moves_of(real)
    assert shown.provisional == sum(one.provisional for one in standings)


def test_the_weights_as_they_are_move_nobody(company: Company) -> None:
    shown = tried(active_rules(), company.director)
    assert shown.movers == ()
    assert all(row.climbed == 0 and row.cause is None for row in shown.rows)
    assert [total.change for total in shown.grades] == [0, 0, 0, 0]


def test_a_mover_is_explained_by_the_criterion_that_moved_it(company: Company) -> None:
    shown = tried(weighed(active_rules(), {"growth": 90}), company.director)
    gorse = next(row for row in shown.rows if row.account.name == "Gorse Energy")
    assert gorse.climbed > 0
    assert gorse.cause is not None
    assert shown.criteria[gorse.cause.criterion].code == "growth"
    assert gorse.cause.share_now > gorse.cause.share_before
    assert {row.account.pk for row in shown.movers} <= {row.account.pk for row in shown.rows}


def test_a_member_sees_their_own_accounts_at_the_ranks_of_the_whole_portfolio(company: Company) -> None:
    manager = company.managers[1]
    rules = weighed(active_rules(), {"margin": 60})
    everything = {row.account.pk: row for row in tried(rules, company.director).rows}
    mine = tried(rules, manager)
    own = set(Account.objects.visible_to(manager).values_list("pk", flat=True))
    assert {row.account.pk for row in mine.rows} == own
    assert all(row.rank == everything[row.account.pk].rank for row in mine.rows)
    assert sum(total.accounts for total in mine.grades) == len(own)


def test_a_stranger_sees_nothing(charlie: Member) -> None:
    shown = tried(active_rules(), charlie)
    assert (shown.rows, shown.movers, sum(shown.moves.values())) == ((), (), 0)


def test_a_published_season_is_what_grades_are_held_from(company: Company) -> None:
    season = Ranking.objects.get(name=str(AS_OF.year - 1))
    shown = tried(active_rules(), company.director, season)
    assert (shown.moves[Movement.NEW], shown.moves[Movement.PROMOTED], shown.moves[Movement.RELEGATED]) == (0, 0, 0)


def test_a_ranking_whose_facts_were_not_kept_gives_the_same_preview(company: Company) -> None:
    rules = weighed(active_rules(), {"orders": 50})
    kept = tried(rules, company.director)
    ranking = current_ranking()
    assert ranking is not None
    RankedFacts.objects.all().delete()
    ranking.inputs_hash = "other"
    again = tried(rules, company.director, ranking)
    assert (again.rows, again.grades) == (kept.rows, kept.grades)


def test_weights_without_any_weight_are_refused(company: Company) -> None:
    rules = active_rules()
    with pytest.raises(ValidationError, match="Weights must be 0 or more"):
        tried(weighed(rules, {one.code: 0.0 for one in rules.criteria}), company.director)


def test_another_window_is_said_to_need_a_ranking(company: Company) -> None:
    assert any("24m" in notice for notice in tried(replace(active_rules(), window="24m"), company.director).notices)


def test_the_number_of_queries_does_not_grow_with_the_accounts(company: Company) -> None:
    for account in company.accounts[:5]:
        if account.owner_id != company.managers[2].pk:
            add_team_member(account=account, member=company.managers[2], by=company.director)
    rules = active_rules()
    ranking = current_ranking()
    assert ranking is not None
    labels = labels_for(rules, None)
    assert_same_queries(
        lambda: preview(ranking, rules, labels, company.managers[2], limit=1),
        lambda: preview(ranking, rules, labels, company.managers[2], limit=5),
    )


def test_a_draft_changes_neither_the_season_nor_the_current_ranking(company: Company) -> None:
    before = list(Standing.objects.order_by("pk").values_list("rank", "grade", "score"))
    create_criteria_set(name="Draft", rules=weighed(active_rules(), {"growth": 99}), by=company.director)
    assert list(Standing.objects.order_by("pk").values_list("rank", "grade", "score")) == before
    assert CriteriaSet.objects.get(is_active=True).name != "Draft"
    current = Ranking.objects.get(is_current=True)
    assert compute_ranking(by=company.director, as_of=AS_OF) == current
