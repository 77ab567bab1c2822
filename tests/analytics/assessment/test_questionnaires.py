"""The questionnaires as data: codes that are told apart, anchors for every value, and counts that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.assessment.catalogue import QUESTIONNAIRES
from tenure.analytics.assessment.questionnaire import AssessmentKind, Questionnaire, apart
from tenure.analytics.assessment.targets import TARGETS, goal_card

CODES = [question.code for question in TARGETS.questions]
VALUES = st.dictionaries(st.sampled_from(CODES), st.none() | st.integers(1, 4))


def test_there_is_a_questionnaire_of_every_kind() -> None:
    assert set(QUESTIONNAIRES) == set(AssessmentKind)
    assert len(TARGETS.questions) == 7


@pytest.mark.parametrize("asked", QUESTIONNAIRES.values(), ids=lambda each: each.kind)
def test_every_question_has_a_code_and_words_of_its_own(asked: Questionnaire) -> None:
    codes = [question.code for question in asked.questions]
    words = [text for question in asked.questions for text in (question.text, *question.anchors)]
    assert (len(set(codes)), len(set(words))) == (len(codes), len(words))
    assert 1 <= asked.least <= len(codes)
    assert asked.question("nothing") is None


@given(VALUES)
def test_every_target_is_counted_once(values: dict[str, int | None]) -> None:
    card = goal_card(values)
    assert card.reached + card.on_the_way + card.not_begun + card.unknown == 7


@given(VALUES, VALUES)
def test_what_lies_apart_is_said_by_both_and_the_widest_comes_first(
    first: dict[str, int | None], second: dict[str, int | None]
) -> None:
    found = apart(first, second)
    assert all(first[each.code] == each.first != each.second == second[each.code] for each in found)
    assert [abs(each.by) for each in found] == sorted((abs(each.by) for each in found), reverse=True)
    assert {each.code: -each.by for each in found} == {each.code: each.by for each in apart(second, first)}
