"""Reading the portfolio: pages of the league, one account's explanation, and the frames the ranking is made from."""

from tenure.insight.queries.explanation import CriterionRow, Explanation, explanation
from tenure.insight.queries.figures import GradeCount, PortfolioFigures, portfolio_figures
from tenure.insight.queries.league import (
    LeaguePage,
    Movers,
    biggest_movers,
    league,
    named,
    not_key,
    standing_of,
    standings_in,
)
from tenure.insight.queries.purchases import Purchase, Purchases, order_book_start, purchases
from tenure.insight.queries.rankings import current_ranking, grade_history, last_season, seasons
from tenure.insight.queries.restricted import as_seen_by
from tenure.insight.queries.rollup import Figures, Rollup, rollup
from tenure.insight.queries.sensitivity import Sensitivity, WeightChange, grade_holds, sensitivity

__all__ = [
    "CriterionRow",
    "Explanation",
    "Figures",
    "GradeCount",
    "LeaguePage",
    "Movers",
    "PortfolioFigures",
    "Purchase",
    "Purchases",
    "Rollup",
    "Sensitivity",
    "WeightChange",
    "as_seen_by",
    "biggest_movers",
    "current_ranking",
    "explanation",
    "grade_history",
    "grade_holds",
    "last_season",
    "league",
    "named",
    "not_key",
    "order_book_start",
    "portfolio_figures",
    "purchases",
    "rollup",
    "seasons",
    "sensitivity",
    "standing_of",
    "standings_in",
]
