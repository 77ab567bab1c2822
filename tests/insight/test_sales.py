"""What lists show of sales is kept with the ranking, and is what the orders say."""

from datetime import date

import pytest

from tenure.accounts.models import Account
from tenure.commerce.queries import last_complete_month, revenue_trends
from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.models import RankedFacts, Ranking
from tenure.insight.queries import portfolio_figures, standings_in
from tenure.insight.queries.figures import comparison_sums, growth_of
from tenure.insight.queries.sales import sales_of, trends
from tenure.people.models import Member
from tests.insight.facts import make_account, make_order, make_portfolio, make_year
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ranking(account: Account, director: Member) -> Ranking:
    """Alice's account, which grew, between others, one of which never ordered."""
    make_year(account, 650_000)
    make_year(account, 400_000, year=2023)
    make_order(account, date(2024, 7, 5), "1000.10", rate="0.5")
    make_order(account, date(2024, 7, 6), "99999.00", state="cancelled")
    make_account("Never ordered")
    make_portfolio(5)
    return compute_ranking(by=director)


def test_the_kept_months_are_those_of_the_orders(ranking: Ranking, director: Member) -> None:
    standings = list(standings_in(ranking, director))
    numbers = [standing.account_id for standing in standings]
    by_orders = revenue_trends(numbers, until=last_complete_month(ranking.as_of))
    assert trends(ranking, standings) == {number: list(map(float, months)) for number, months in by_orders.items()}
    assert len(by_orders) < len(standings)


def test_a_ranking_from_before_they_were_kept_reads_the_orders(ranking: Ranking, director: Member) -> None:
    standings = list(standings_in(ranking, director))
    kept = trends(ranking, standings)
    RankedFacts.objects.update(sales=None)
    ranking.inputs_hash = "another process"
    assert sales_of(ranking) is None
    assert trends(ranking, standings) == kept


def test_growth_of_one_s_own_accounts_is_that_of_their_orders(ranking: Ranking, alice: Member) -> None:
    of_orders = growth_of(comparison_sums(ranking.parameters, only=alice))
    assert portfolio_figures(alice, ranking).growth == pytest.approx(of_orders)


def test_trends_ask_the_database_once_for_a_ranking(ranking: Ranking, director: Member) -> None:
    standings = list(standings_in(ranking, director))
    trends(ranking, standings)
    assert len(queries_of(lambda: trends(ranking, standings))) == 0
