"""How a decision's board went from day to day: many days in one pass, without looking at every talk again for each."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from tenure.analytics.board.arrays import Arrays, Floats, Places, arrays_of, exposure_of
from tenure.analytics.board.score import score_of
from tenure.analytics.board.talk_table import NEVER, TalkTable, strengths_on, table_of
from tenure.relationships.queries.board import BoardOn, drawn, facts_on, ours_on
from tenure.relationships.queries.story import Story, standing_days
from tenure.relationships.queries.ties import Pair


@dataclass(frozen=True)
class HandTable:
    """What was said of ties by hand, r rows, all arrays (r,): the number of the tie, from which ordinal day on and
    until which it held, and what it says, nan where it says nothing of it."""

    tie: Places
    first: Places
    until: Places
    strength: Floats
    depth: Floats


@dataclass(frozen=True)
class Course:
    """A story with everything that was said between two people, and of them, as tables; a tie's number is its place
    in `pairs`."""

    story: Story
    pairs: Sequence[Pair]
    talks: TalkTable
    by_hand: HandTable


def course_of(story: Story) -> Course:
    """A story, ready for any number of its days."""
    pairs = list(dict.fromkeys([*story.talks, *((one.member_id, one.contact_id) for one in story.overrides)]))
    talks = table_of([story.talks.get(pair, ()) for pair in pairs])
    return Course(story, pairs, talks, _hand_table(story, {pair: place for place, pair in enumerate(pairs)}))


def _hand_table(story: Story, places: Mapping[Pair, int]) -> HandTable:
    rows = story.overrides
    return HandTable(
        tie=np.array([places[one.member_id, one.contact_id] for one in rows], dtype=np.int64),
        first=np.array([one.valid_from.toordinal() for one in rows], dtype=np.int64),
        until=np.array([one.valid_to.toordinal() if one.valid_to else NEVER for one in rows], dtype=np.int64),
        strength=np.array([np.nan if one.strength is None else one.strength for one in rows], dtype=float),
        depth=np.array([np.nan if one.depth is None else one.depth for one in rows], dtype=float),
    )


def board_in(course: Course, day: date) -> BoardOn:
    """The board as it stood on a day, as `board_of` shows it but for its dates and what its ties are made of."""
    facts = facts_on(course.story, day)
    strengths = zip(course.pairs, _strengths(course, day).tolist(), strict=True)
    return drawn(facts, {pair: one for pair, one in strengths if pair[1] in facts.on_board})


def positions_in(course: Course, days: Sequence[date]) -> list[float | None]:
    """The position score on each of these days, None while nobody stands on the board.

    Between two days on which somebody came, went or was moved, only stances and ties change: the rest is written down
    once.
    """
    changed, scenes = standing_days(course.story), dict[int, _Scene | None]()
    found = []
    for day in days:
        place = bisect_right(changed, day)
        if place not in scenes:
            scenes[place] = _scene(course, day)
        scene = scenes[place]
        found.append(None if scene is None else _position(course, scene, day))
    return found


@dataclass(frozen=True)
class _Scene:
    """A board without stances and ties, with the row and column of each tie in it and the column and day of each
    stance, -1 where it is not on the board."""

    arrays: Arrays
    rows: int
    row: Places
    column: Places
    stance_column: Places
    stance_day: Places
    stance: Floats


def _scene(course: Course, day: date) -> _Scene | None:
    story = course.story
    facts = replace(facts_on(story, day), stances=())
    if not facts.roles:
        return None
    arrays = arrays_of(drawn(facts, {}).board)
    columns = {role.contact_id: place for place, role in enumerate(facts.roles)}
    rows = {number: place for place, number in enumerate(ours_on(facts, {member for member, _ in course.pairs}))}
    return _Scene(
        arrays=arrays,
        rows=len(rows),
        row=np.array([rows.get(member, -1) for member, _ in course.pairs], dtype=np.int64),
        column=np.array([columns.get(contact, -1) for _, contact in course.pairs], dtype=np.int64),
        stance_column=np.array([columns.get(one.contact_id, -1) for one in story.stances], dtype=np.int64),
        stance_day=np.array([one.held_on.toordinal() for one in story.stances], dtype=np.int64),
        stance=np.array([one.value for one in story.stances], dtype=float),
    )


def _position(course: Course, scene: _Scene, day: date) -> float:
    people = len(scene.arrays.column)
    ours, stance = np.zeros((scene.rows, people)), np.zeros(people)
    here = (scene.row >= 0) & (scene.column >= 0)
    ours[scene.row[here], scene.column[here]] = _strengths(course, day)[here]
    held = (scene.stance_column >= 0) & (scene.stance_day <= day.toordinal())
    # Of several values for one place the last one stays, and stances come in the order of their days.
    stance[scene.stance_column[held]] = scene.stance[held]
    arrays = replace(scene.arrays, ours=ours, stance=stance)
    return score_of(arrays, exposure_of(arrays)).position


def _strengths(course: Course, day: date) -> Floats:
    """How strong each tie is on a day: a strength by hand wins, a depth by hand goes into the sum."""
    said, now = course.by_hand, day.toordinal()
    holds = (said.first <= now) & (now < said.until)
    depth, strength = np.full(len(course.pairs), np.nan), np.full(len(course.pairs), np.nan)
    depth[said.tie[holds]], strength[said.tie[holds]] = said.depth[holds], said.strength[holds]
    found: Floats = np.where(np.isnan(strength), strengths_on(course.talks, day, depth), strength)
    return found
