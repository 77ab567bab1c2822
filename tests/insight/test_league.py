"""The league table shows each member their own accounts, page by page, at the same cost for many as for few."""

from decimal import Decimal

import pytest

from tenure.accounts.actions.account import create_account
from tenure.accounts.models import Account
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import Ranking
from tenure.insight.queries import (
    biggest_movers,
    current_ranking,
    league,
    not_key,
    portfolio_figures,
    sensitivity,
    standing_of,
)
from tenure.people.models import Member
from tests.insight.facts import make_portfolio, make_year
from tests.queries import assert_same_queries, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranking(account: Account, director: Member) -> Ranking:
    """Alice's account between twelve others that nobody owns."""
    make_year(account, 650_000)
    make_portfolio(12)
    return compute_ranking(by=director)


def names(member: Member, **choice: object) -> list[str]:
    return [standing.account.name for standing in league(member, **choice).standings]  # type: ignore[arg-type]


def test_owner_and_team_see_their_account_and_a_stranger_sees_nothing(
    ranking: Ranking, alice: Member, bob: Member, charlie: Member, director: Member
) -> None:
    assert names(alice) == names(bob) == ["Blauer See Delikatessen"]
    assert names(charlie) == []
    assert len(names(director)) == 13


def test_a_disabled_member_sees_nothing(ranking: Ranking, director: Member) -> None:
    director.is_active = False
    assert names(director) == []


def test_pages_follow_each_other_without_gap_or_overlap(ranking: Ranking, director: Member) -> None:
    ranks, after = [], 0
    while True:
        page = league(director, after_rank=after, limit=5)
        ranks += [standing.rank for standing in page.standings]
        if page.next_after_rank is None:
            break
        after = page.next_after_rank
    assert ranks == list(range(1, 14))


def test_the_league_is_filtered_by_grade_and_text_and_the_rest_is_not_key(ranking: Ranking, director: Member) -> None:
    assert names(director, text="blauer") == ["Blauer See Delikatessen"]
    assert {s.grade for s in league(director, grade="b").standings} == {"b"}
    everybody, others = league(director).standings, not_key(director).standings
    assert {s.pk for s in everybody if not s.is_key} == {s.pk for s in others} != set()


def test_a_text_never_finds_an_account_the_member_may_not_see(ranking: Ranking, alice: Member) -> None:
    assert names(alice, text="Customer") == []


def test_the_league_costs_as_many_queries_for_many_rows_as_for_one(ranking: Ranking, director: Member) -> None:
    def owners(limit: int) -> None:
        for standing in league(director, limit=limit).standings:
            _ = standing.account.owner and standing.account.owner.name

    assert_same_queries(lambda: owners(1), lambda: owners(13))


def test_before_the_first_ranking_the_league_is_empty(director: Member, account: Account) -> None:
    page = league(director)
    assert (page.ranking, page.standings, page.next_after_rank) == (None, [], None)
    assert current_ranking() is None
    assert standing_of(account) is None


def test_a_neighbour_the_member_may_not_see_is_not_named(
    ranking: Ranking, account: Account, alice: Member, director: Member
) -> None:
    standing = standing_of(account)
    assert standing is not None
    seen_by_alice, seen_by_director = sensitivity(standing, alice), sensitivity(standing, director)
    assert (seen_by_alice.above, seen_by_alice.below) == (None, None)
    assert seen_by_director.above is not None
    assert seen_by_alice.holds == seen_by_director.holds


def test_figures_cover_what_the_member_sees(ranking: Ranking, alice: Member, director: Member) -> None:
    whole, own = portfolio_figures(director, ranking), portfolio_figures(alice, ranking)

    assert (whole.accounts, whole.revenue) == (13, Decimal("8450000.00"))
    assert sum(count.accounts for count in whole.grades) == 13
    assert (whole.key_share.accounts, whole.key_share.guide_accounts) == (13, 1)
    assert whole.key_share.revenue_share == pytest.approx(float(whole.key_revenue / whole.revenue))
    assert (own.accounts, own.revenue, own.key_share.accounts) == (1, Decimal("650000.00"), 1)
    assert own.growth == pytest.approx(1.0)


def test_figures_of_a_stranger_are_empty_and_not_wrong(ranking: Ranking, charlie: Member) -> None:
    figures = portfolio_figures(charlie, ranking)
    assert (figures.accounts, figures.revenue) == (0, Decimal(0))
    assert figures.growth is None
    assert figures.key_share.revenue_share is None


def test_figures_cost_as_many_queries_for_many_accounts_as_for_few(
    ranking: Ranking, alice: Member, director: Member
) -> None:
    # What a ranking keeps is read from it once.
    assert portfolio_figures(alice, ranking).accounts == 1
    few = len(queries_of(lambda: portfolio_figures(alice, ranking)))
    for number in range(5):
        create_account(by=alice, name=f"Extra {number}")
    larger = compute_ranking(by=director)

    assert portfolio_figures(alice, larger).accounts == 6
    assert len(queries_of(lambda: portfolio_figures(alice, larger))) == few


def test_movers_are_those_whose_score_and_sales_disagree(ranking: Ranking, director: Member) -> None:
    movers = biggest_movers(director)
    assert all(standing.rank < standing.rank_by_sales for standing in movers.better_than_sales)
    assert all(standing.rank > standing.rank_by_sales for standing in movers.worse_than_sales)
