"""Dated results: the portfolio as it was ranked, with everything needed to say why; and how people look at it."""

from tenure.insight.models.board_notice import BoardNotice
from tenure.insight.models.board_snapshot import BoardSnapshot
from tenure.insight.models.bulk_change import BulkChange
from tenure.insight.models.ranked_facts import RankedFacts
from tenure.insight.models.ranking import Ranking
from tenure.insight.models.saved_view import SavedView
from tenure.insight.models.standing import Standing

__all__ = ["BoardNotice", "BoardSnapshot", "BulkChange", "RankedFacts", "Ranking", "SavedView", "Standing"]
