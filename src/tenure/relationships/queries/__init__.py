"""Reading what is known of a buying decision: how strong ties are, and the board as it stood on any day."""

from tenure.relationships.queries.board import BoardOn, board_on, decision_to_show
from tenure.relationships.queries.judgement import answer_on, dated_on, departure_on, who_leaves
from tenure.relationships.queries.ties import TieOn, ties_on

__all__ = [
    "BoardOn",
    "TieOn",
    "answer_on",
    "board_on",
    "dated_on",
    "decision_to_show",
    "departure_on",
    "ties_on",
    "who_leaves",
]
