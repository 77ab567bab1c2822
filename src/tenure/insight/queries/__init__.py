"""Reading the portfolio: pages of the league, one account's explanation, and the frames the ranking is made from."""

from tenure.insight.queries.league import (
    LeaguePage,
    Movers,
    biggest_movers,
    league,
    not_key,
    standing_of,
)
from tenure.insight.queries.rankings import current_ranking, grade_history, last_season, seasons

__all__ = [
    "LeaguePage",
    "Movers",
    "biggest_movers",
    "current_ranking",
    "grade_history",
    "last_season",
    "league",
    "not_key",
    "seasons",
    "standing_of",
]
