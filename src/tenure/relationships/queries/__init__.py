"""Reading what is known of a buying decision: how strong ties are, and the board as it stood on any day."""

from tenure.relationships.queries.board import BoardOn, board_of, board_on, boards_on, decision_to_show
from tenure.relationships.queries.commitments import Answered, commitments_on
from tenure.relationships.queries.course import Course, board_in, course_of, positions_in
from tenure.relationships.queries.decisions import decisions_of
from tenure.relationships.queries.judgement import answer_on, dated_on, departure_on, findings_on, shared_on, who_leaves
from tenure.relationships.queries.story import Story, days_of, said_days, stories_of, story_of, team_on
from tenure.relationships.queries.ties import TieOn, ties_on

__all__ = [
    "Answered",
    "BoardOn",
    "Course",
    "Story",
    "TieOn",
    "answer_on",
    "board_in",
    "board_of",
    "board_on",
    "boards_on",
    "commitments_on",
    "course_of",
    "dated_on",
    "days_of",
    "decision_to_show",
    "decisions_of",
    "departure_on",
    "findings_on",
    "positions_in",
    "said_days",
    "shared_on",
    "stories_of",
    "story_of",
    "team_on",
    "ties_on",
    "who_leaves",
]
