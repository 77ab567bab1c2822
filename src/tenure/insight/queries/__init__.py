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
from tenure.insight.queries.rankings import current_ranking, grade_history, last_season, seasons
from tenure.insight.queries.restricted import as_seen_by
from tenure.insight.queries.sensitivity import Sensitivity, WeightChange, sensitivity

__all__ = [
    "CriterionRow",
    "Explanation",
    "GradeCount",
    "LeaguePage",
    "Movers",
    "PortfolioFigures",
    "Sensitivity",
    "WeightChange",
    "as_seen_by",
    "biggest_movers",
    "current_ranking",
    "explanation",
    "grade_history",
    "last_season",
    "league",
    "named",
    "not_key",
    "portfolio_figures",
    "seasons",
    "sensitivity",
    "standing_of",
    "standings_in",
]
