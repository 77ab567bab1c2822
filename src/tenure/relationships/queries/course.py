"""How a decision's board went from day to day: many days in one pass, without looking at every talk again for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from tenure.analytics.board.arrays import arrays_of, exposure_of
from tenure.analytics.board.score import score_of
from tenure.analytics.board.talk_table import TalkTable, strengths_on, table_of
from tenure.relationships.queries.board import BoardOn, Facts, drawn, facts_on
from tenure.relationships.queries.story import Story
from tenure.relationships.queries.ties import Pair


@dataclass(frozen=True)
class Course:
    """A story with everything that was said between two people as one table; `place` is the row of each two."""

    story: Story
    pairs: Sequence[Pair]
    table: TalkTable


def course_of(story: Story) -> Course:
    """A story, ready for any number of its days."""
    pairs = list(story.talks)
    return Course(story, pairs, table_of([story.talks[pair] for pair in pairs]))


def board_in(course: Course, day: date) -> BoardOn:
    """The board as it stood on a day, as `board_of` shows it but for its dates and what its ties are made of."""
    facts = facts_on(course.story, day)
    return drawn(facts, _strengths(course, facts))


def position_of(shown: BoardOn) -> float | None:
    """The position score alone; None while nobody stands on the board."""
    if not shown.board.people:
        return None
    arrays = arrays_of(shown.board)
    return score_of(arrays, exposure_of(arrays)).position


def _strengths(course: Course, facts: Facts) -> dict[Pair, float]:
    depth = np.array([_depth(facts, pair) for pair in course.pairs], dtype=float)
    found = strengths_on(course.table, facts.day, depth).tolist()
    talked = {pair: one for pair, one in zip(course.pairs, found, strict=True) if pair[1] in facts.on_board}
    said = {pair: float(one.strength) for pair, one in facts.by_hand.items() if one.strength is not None}
    return talked | said


def _depth(facts: Facts, pair: Pair) -> float:
    """The depth that is said by hand, nan where none is."""
    by_hand = facts.by_hand.get(pair)
    return np.nan if by_hand is None or by_hand.depth is None else by_hand.depth
