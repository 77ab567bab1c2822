"""From answers to the stage of a relationship: the published cuts, too few answers, falls, and the gap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.assessment.stage import CUTS, STATEMENTS, WAY, Placing, Stage, fallen_by, gap, placing, total_of

CODES = [question.code for question in STATEMENTS.questions]
RATED = st.integers(1, 4)
FULL = st.fixed_dictionaries(dict.fromkeys(CODES, RATED))
SOME = st.fixed_dictionaries(dict.fromkeys(CODES, st.none() | RATED))
DAYS = st.integers(0, 2000).map(lambda days: date(2020, 1, 1) + timedelta(days=days))


def spread(total: int) -> dict[str, int]:
    """Six answers that come to a total."""
    return {code: total // 6 + (place < total % 6) for place, code in enumerate(CODES)}


@pytest.mark.parametrize(
    ("total", "stage"),
    [(6, "basic"), (10, "basic"), (11, "cooperative"), (16, "cooperative"), (17, "interdependent"),
     (22, "interdependent"), (23, "integrated"), (24, "integrated")],
)  # fmt: skip
def test_the_published_cuts_part_the_stages(total: int, stage: str) -> None:
    assert placing(spread(total)) == Placing(Stage(stage), total, 6)


@given(FULL)
def test_the_total_of_six_answers_is_their_sum(values: dict[str, int]) -> None:
    assert total_of(values) == sum(values.values())


@given(SOME)
def test_too_few_answers_place_nowhere_and_enough_of_them_within_the_scale(values: dict[str, int | None]) -> None:
    placed = placing(values)
    known = [value for value in values.values() if value is not None]
    assert placed.answered == len(known)
    assert (placed.stage is None) == (placed.total is None) == (len(known) < STATEMENTS.least)
    assert placed.total is None or 6 <= placed.total <= 24


@given(SOME, st.sampled_from(CODES), RATED)
def test_a_better_answer_never_places_lower(values: dict[str, int | None], code: str, better: int) -> None:
    held = values[code]
    if held is None or held > better:
        return
    before, after = placing(values), placing({**values, code: better})
    assert before.stage is None or after.stage is None or WAY.index(after.stage) >= WAY.index(before.stage)


@given(SOME)
def test_what_is_not_known_counts_like_what_was_never_asked(values: dict[str, int | None]) -> None:
    assert placing(values) == placing({code: value for code, value in values.items() if value is not None})


@given(SOME)
def test_without_a_purchase_every_relationship_is_exploratory(values: dict[str, int | None]) -> None:
    assert placing(values, has_bought=False).stage == Stage.EXPLORATORY


@given(st.lists(st.tuples(DAYS, st.integers(6, 24)), unique_by=lambda each: each[0]))
def test_a_fall_is_never_negative_and_no_deeper_than_the_scale(totals: list[tuple[date, int]]) -> None:
    assert 0 <= fallen_by(totals) <= 18
    assert fallen_by(totals) == fallen_by(reversed(totals))


def test_a_fall_older_than_a_year_is_no_fall_any_more() -> None:
    first = date(2025, 1, 1)
    assert [fallen_by([(first, 20), (first + timedelta(days=days), 15)]) for days in (365, 366)] == [5, 0]


def test_the_gap_is_ours_less_theirs_and_unknown_with_either() -> None:
    ours, theirs = placing(spread(19)), placing(spread(10))
    assert (gap(ours, theirs), gap(theirs, ours), gap(ours, placing({}))) == (9, -9, None)


def test_every_total_has_a_stage_and_disintegrating_is_none_of_them() -> None:
    assert CUTS[-1][1] == len(CODES)
    assert {placing(spread(total)).stage for total in range(6, 25)} == set(WAY) - {Stage.EXPLORATORY}
