"""The portfolio is ranked from what the database holds, and says why."""

from decimal import Decimal

import pytest

from tenure.insight.actions.ranking import compute_ranking
from tenure.insight.queries import explanation, portfolio_figures, sensitivity, standing_of
from tenure.people.models import Member
from tests.insight.facts import YEAR_END, make_portfolio

pytestmark = pytest.mark.django_db


def test_the_biggest_customer_of_equals_stands_first(director: Member) -> None:
    accounts = make_portfolio(12)

    ranking = compute_ranking(by=director)

    assert ranking.as_of == YEAR_END
    standing = standing_of(accounts[0])
    print(
        standing.__dict__, explanation(standing), sensitivity(standing, director), portfolio_figures(director, ranking)
    )
    assert standing.rank == 1
    assert standing.revenue == Decimal("1200000.00")
