"""Dated results: the portfolio as it was ranked, with everything needed to say why."""

from tenure.insight.models.ranked_facts import RankedFacts
from tenure.insight.models.ranking import Ranking
from tenure.insight.models.standing import Standing

__all__ = ["RankedFacts", "Ranking", "Standing"]
