"""The trust equation: its ends, its published form, and what is not known."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenure.analytics.assessment.questionnaire import AnswerSide
from tenure.analytics.assessment.trust import TRUST, trust_of

FOUR = ("credibility", "reliability", "intimacy", "self_orientation")
VALUES = st.fixed_dictionaries(dict.fromkeys((*FOUR, "asked"), st.one_of(st.none(), st.integers(1, 4))))


@pytest.mark.parametrize(
    ("answers", "quotient"), [((1, 1, 1, 1), 0.75), ((4, 4, 4, 4), 12.0), ((3, 4, 2, 3), 4.5), ((2, 2, 2, 2), 2.0)]
)
def test_the_ends_and_what_lies_between(answers: tuple[int, ...], quotient: float) -> None:
    assert trust_of(dict(zip(FOUR, answers, strict=True))).quotient == quotient


def test_a_better_answer_never_lowers_it() -> None:
    for answers in product(range(1, 4), repeat=4):
        said = dict(zip(FOUR, answers, strict=True))
        before = trust_of(said).quotient or 0
        assert all((trust_of({**said, code: said[code] + 1}).quotient or 0) > before for code in FOUR)


@given(VALUES)
def test_without_one_of_the_four_there_is_none(values: dict[str, int | None]) -> None:
    found = trust_of(values)
    assert (found.quotient is None) == any(values[code] is None for code in FOUR)
    assert found.answered == sum(value is not None for value in values.values())


def test_only_theirs_answer() -> None:
    assert TRUST.sides == (AnswerSide.THEIRS,)
