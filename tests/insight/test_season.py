"""Seasons are published once, are kept as they were, and hold grades against small changes."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tenure.accounts.models import Account
from tenure.analytics.criteria import Anchor, Criterion
from tenure.assessments.actions.criteria_set import activate_criteria_set, create_criteria_set
from tenure.assessments.rules import SelectionRules
from tenure.core.models import AuditEntry
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.actions.season import publish_season
from tenure.insight.choices import Movement
from tenure.insight.models import Ranking, Standing
from tenure.insight.queries import current_ranking, explanation, grade_history, seasons, standing_of
from tenure.insight.queries.rankings import moves_of
from tenure.people.models import Member
from tests.insight.facts import make_account, make_year

pytestmark = pytest.mark.django_db


@pytest.fixture
def by_revenue(director: Member) -> None:
    """A score of 1 for every 100,000 of the last year's revenue; the grades' cuts are 7, 5.5 and 4."""
    revenue = Criterion("revenue", "revenue", "revenue", 1, anchors=(Anchor(0, 0), Anchor(1_000_000, 10)))
    made = create_criteria_set(name="By revenue", rules=SelectionRules(criteria=(revenue,)), by=director)
    activate_criteria_set(criteria_set=made, by=director)


def two_years(name: str, first: int, second: int) -> Account:
    """An account that bought for so much in 2023 and in 2024."""
    account = make_account(name)
    make_year(account, first, year=2023)
    make_year(account, second, year=2024)
    return account


def test_two_seasons_hold_grades_within_the_hysteresis_and_move_them_beyond(by_revenue: None, director: Member) -> None:
    slipped = two_years("Slipped a little", 720_000, 680_000)
    fell = two_years("Fell", 720_000, 660_000)
    rose_a_little = two_years("Rose a little", 680_000, 720_000)
    rose = two_years("Rose", 680_000, 740_000)
    compute_ranking(by=director, as_of=date(2023, 12, 31))
    publish_season(name="2023", by=director)
    newcomer = make_account("Newcomer")
    make_year(newcomer, 710_000, year=2024)

    ranking = compute_ranking(by=director)

    moved = {s.account_id: (s.previous_grade, s.grade, s.movement) for s in Standing.objects.filter(ranking=ranking)}
    assert moved == {
        slipped.pk: ("a", "a", Movement.HELD),
        fell.pk: ("a", "b", Movement.RELEGATED),
        rose_a_little.pk: ("b", "b", Movement.HELD),
        rose.pk: ("b", "a", Movement.PROMOTED),
        newcomer.pk: ("", "a", Movement.NEW),
    }
    assert moves_of(ranking) == {
        Movement.NEW: 1,
        Movement.PROMOTED: 1,
        Movement.RELEGATED: 1,
        Movement.HELD: 2,
    }


def test_the_next_cut_of_a_held_grade_lies_beyond_the_hysteresis(by_revenue: None, director: Member) -> None:
    account = two_years("Rose a little", 680_000, 720_000)
    compute_ranking(by=director, as_of=date(2023, 12, 31))
    publish_season(name="2023", by=director)
    compute_ranking(by=director)

    explained = explanation(standing_of(account))  # type: ignore[arg-type]

    assert explained.rise is not None
    assert explained.fall is not None
    assert (explained.rise.label, explained.rise.score) == ("Premier", 7.3)
    assert (explained.fall.label, explained.fall.score) == ("2nd Division", 5.2)


def test_the_grade_history_has_every_season_the_latest_first(by_revenue: None, director: Member) -> None:
    account = two_years("Rose", 680_000, 740_000)
    for year in (2023, 2024):
        compute_ranking(by=director, as_of=date(year, 12, 31))
        publish_season(name=str(year), by=director)

    history = grade_history(account)

    assert [(s.ranking.name, s.label) for s in history] == [("2024", "Premier"), ("2023", "1st Division")]
    assert [season.name for season in seasons()] == ["2024", "2023"]
    assert all(s.reason for s in history)


def test_a_season_does_not_change_when_the_next_ranking_is_computed(by_revenue: None, director: Member) -> None:
    two_years("Rose", 680_000, 740_000)
    compute_ranking(by=director, as_of=date(2023, 12, 31))
    season = publish_season(name="2023", by=director)
    before = list(season.standings.values())

    current = compute_ranking(by=director)

    assert current_ranking() == current != season
    assert list(Standing.objects.filter(ranking=season).values()) == before


def test_publishing_without_a_new_ranking_is_refused(by_revenue: None, director: Member) -> None:
    with pytest.raises(ValidationError, match="There is no ranking to publish"):
        publish_season(name="2023", by=director)
    compute_ranking(by=director)
    publish_season(name="2023", by=director)
    with pytest.raises(ValidationError, match="There is no ranking to publish"):
        publish_season(name="2024", by=director)


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_season_needs_a_name_that_fits(by_revenue: None, director: Member, name: str) -> None:
    compute_ranking(by=director)
    with pytest.raises(ValidationError, match="1 to 60 characters"):
        publish_season(name=name, by=director)
    assert not seasons().exists()


def test_an_account_manager_may_not_publish_and_nothing_changes(
    by_revenue: None, director: Member, alice: Member
) -> None:
    ranking = compute_ranking(by=director)
    written = AuditEntry.objects.count()
    with pytest.raises(PermissionDenied):
        publish_season(name="2023", by=alice)
    assert Ranking.objects.get(is_current=True) == ranking
    assert AuditEntry.objects.count() == written


def test_publishing_is_on_record_with_what_it_moved(by_revenue: None, director: Member) -> None:
    compute_ranking(by=director)
    publish_season(name="2023", by=director)
    entry = AuditEntry.objects.get(verb="published")
    assert (entry.actor_name, entry.changes["name"]) == ("Dora Director", [None, "2023"])
