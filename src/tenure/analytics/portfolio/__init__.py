"""Portfolio-wide selection: from order lines to ranked, graded and explained accounts, on Polars or Spark."""

from tenure.analytics.portfolio.anchors import AnchoredCriteria, propose_anchors
from tenure.analytics.portfolio.grading import grade
from tenure.analytics.portfolio.measures import MEASURES, measure
from tenure.analytics.portfolio.periods import Comparison, Period, Window
from tenure.analytics.portfolio.ranking import DEFAULT_CRITERIA, Ranking, rank_accounts
from tenure.analytics.portfolio.reasons import FACTS, choose, explain, fact_column
from tenure.analytics.portfolio.scoring import contribution_column, score, score_column
from tenure.analytics.wording import ENGLISH, Phrases

__all__ = [
    "DEFAULT_CRITERIA",
    "ENGLISH",
    "FACTS",
    "MEASURES",
    "AnchoredCriteria",
    "Comparison",
    "Period",
    "Phrases",
    "Ranking",
    "Window",
    "choose",
    "contribution_column",
    "explain",
    "fact_column",
    "grade",
    "measure",
    "propose_anchors",
    "rank_accounts",
    "score",
    "score_column",
]
